"""Readiness gained between the assessment and the final test by the same learners."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import ReadinessRollup
from plan_engine.metrics.intervals import PairedChange, PairedSums, paired_change
from services.product.selection import Cut, Filter, Selection, cut_key
from services.product.telling import told
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Pairs:
    """Learners with both scores, as sums."""

    sums: PairedSums

    @property
    def groups(self) -> tuple[int, ...]:
        """Each is somebody else."""
        return (self.sums.people,)


def readiness_gained(
    work: Workspace, selection: Selection, cut: Cut
) -> dict[Any, PairedChange | None]:
    """The mean change by part, by date of the final test; None where too few; no key: nobody."""

    def fetch(session: Session, chosen: Selection) -> Mapping[Any, Pairs]:
        return _pairs(session, chosen, cut)

    with work.reading() as session:
        return {
            key: None if pairs is None else paired_change(pairs.sums)
            for key, pairs in told(session, selection, fetch).items()
        }


def _pairs(session: Session, selection: Selection, cut: Cut) -> dict[Any, Pairs]:
    row = ReadinessRollup
    key = cut_key(row, cut, row.day)
    query = select(
        key.label("key"),
        func.sum(row.learners),
        func.sum(row.initial_scores),
        func.sum(row.final_scores),
        func.sum(row.change_squares),
    ).where(row.day.between(selection.first, selection.last), *selection.narrows(row))
    if selection.target is None or selection.all_but is Filter.TARGET:
        query = query.where(row.is_first)  # over several targets, each learner once
    return {
        part: Pairs(PairedSums(*map(int, sums)))
        for part, *sums in session.execute(query.group_by(key))
    }
