"""The question bank as the measurement sees it: each item's current parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.library import Library
from db.tables import Calibration, ItemCalibration
from plan_engine.measurement.reference import reference_form
from plan_engine.values import ItemId, ItemParameters, TopicId

REFERENCE_ITEMS_PER_TOPIC = 10
"""Enough for the standard level mix to come out exactly (30, 40 and 30 percent)."""


@dataclass(frozen=True, slots=True)
class Bank:
    """All items with the parameters of the newest calibration, by topic."""

    by_topic: Mapping[TopicId, tuple[ItemParameters, ...]]
    withheld: Mapping[str, frozenset[ItemId]]
    """By target: items in languages that its learners are not taught."""

    def asked_for(self, target: str, topics: Sequence[TopicId]) -> tuple[ItemParameters, ...]:
        """The items of these topics that a learner of this target may be asked."""
        withheld = self.withheld[target]
        return tuple(item for item in self.of(topics) if item.id not in withheld)

    def of(self, topics: Sequence[TopicId]) -> tuple[ItemParameters, ...]:
        """The items of these topics."""
        return tuple(item for topic in topics for item in self.by_topic.get(topic, ()))

    def references(self, topics: Sequence[TopicId]) -> Mapping[TopicId, tuple[ItemParameters, ...]]:
        """The reference items that define each topic's domain score."""
        return {
            topic: reference_form(self.by_topic[topic], [topic], REFERENCE_ITEMS_PER_TOPIC)
            for topic in topics
        }


def current_bank(session: Session, content: Library) -> Bank:
    """The bank with the newest calibration, if there is one. One short query when nothing changed."""
    newest = session.scalar(select(Calibration.id).order_by(Calibration.version.desc()).limit(1))
    kept = _kept.get((content.version, newest))
    if kept is None:
        kept = _build(session, content, newest)
        _kept.clear()  # only the newest is ever asked for
        _kept[content.version, newest] = kept
    return kept


_kept: dict[tuple[str, UUID | None], Bank] = {}


def _build(session: Session, content: Library, calibration: UUID | None) -> Bank:
    estimated: dict[ItemId, tuple[float, float]] = {}
    if calibration is not None:
        rows = session.execute(
            select(
                ItemCalibration.item_id, ItemCalibration.difficulty, ItemCalibration.discrimination
            ).where(ItemCalibration.calibration_id == calibration)
        )
        estimated = {ItemId(row[0]): (row[1], row[2]) for row in rows}
    by_topic: dict[TopicId, list[ItemParameters]] = {}
    for item in content.items.values():
        parameters = item.parameters()
        if item.id in estimated:
            difficulty, discrimination = estimated[item.id]
            parameters = replace(parameters, difficulty=difficulty, discrimination=discrimination)
        by_topic.setdefault(item.topic, []).append(parameters)
    return Bank(
        {topic: tuple(items) for topic, items in by_topic.items()},
        {target: content.withheld(target) for target in content.targets},
    )
