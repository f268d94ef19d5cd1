"""Re-estimating items from recorded answers: a new parameter version and what it found.

Run as `python -m services.calibrate`. Past scores never change: every attempt keeps the parameters
that it froze. Forms made from now on use the new ones.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from content.library import Item
from content.loader import load_library
from db.queries.calibration import Served, next_version, served_items
from db.tables import Calibration, ItemCalibration
from plan_engine.kinds import TestType
from plan_engine.measurement.answer_matrix import outcome_matrix
from plan_engine.measurement.calibration import calibrate
from plan_engine.measurement.item_review import DONT_KNOW, NOT_SERVED, ItemReview, review_items
from plan_engine.measurement.model import is_rapid
from plan_engine.values import ItemId, ItemParameters, Outcome, Response
from services.forms import content_hash
from services.settings import read_settings
from services.workspace import Workspace, open_workspace

NEWEST_TESTS = 10_000
"""How many tests one calibration looks at: about 300,000 answers, well under a gigabyte."""
GROUPS = {kind: number for number, kind in enumerate(TestType)}
"""People are abler after study than before, so each kind of test is a population of its own."""
REVIEWS = TypeAdapter(list[ItemReview])


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What one calibration did."""

    version: int
    tests: int
    answers: int
    items: int
    converged: bool
    flagged: tuple[ItemReview, ...]


class CalibratedMeanwhile(Exception):
    """Another calibration was written while this one computed: that one counts, and nothing was changed."""


def calibrate_bank(work: Workspace, newest: int = NEWEST_TESTS) -> Calibrated | None:
    """Estimate all items of the bank that were answered; None while there are no answers.

    An answer counts only if the item still reads as it did then. Of several at once the first to
    be ready is kept. Raises CalibratedMeanwhile.
    """
    with work.reading() as session:
        version = next_version(session)
        served = served_items(session, newest)
    found = _estimate(work, _still_current(work, served))
    if found is None:
        return None
    _keep(work, version, found)
    return Calibrated(
        version=version,
        tests=found.tests,
        answers=found.answers,
        items=len(found.items),
        converged=found.converged,
        flagged=tuple(review for review in found.reviews if review.flags),
    )


@dataclass(frozen=True, slots=True)
class _Estimate:
    """What is to be written. `items` carry the new parameters; `answers_by_item` goes with them."""

    tests: int
    converged: bool
    items: Sequence[ItemParameters]
    answers_by_item: Sequence[int]
    reviews: Sequence[ItemReview]

    @property
    def answers(self) -> int:
        return sum(self.answers_by_item)


def _estimate(work: Workspace, served: Sequence[Served]) -> _Estimate | None:
    """Takes seconds to minutes, so no transaction is open meanwhile."""
    tests = _by_test(served)
    if not tests:
        return None
    seen = {ItemId(one.item_id) for one in served}
    items = [work.content.items[item].parameters() for item in sorted(seen)]
    by_id = {item.id: item for item in items}
    responses = [[_response(by_id, one) for one in test] for test in tests]
    outcomes = outcome_matrix(responses, items)
    groups = np.array([GROUPS[test[0].test_type] for test in tests])
    found = calibrate(outcomes, items, groups=groups)
    estimated = found.applied(items)
    choices, rapid = _choices(tests, items)
    return _Estimate(
        tests=len(tests),
        converged=found.converged,
        items=estimated,
        answers_by_item=[int(count) for count in found.answers],
        reviews=review_items(choices, estimated, found.abilities, rapid, _whose(tests)),
    )


def _keep(work: Workspace, version: int, found: _Estimate) -> None:
    """Write a version as a whole, if it is still the next one. Raises CalibratedMeanwhile."""
    try:
        with work.transaction() as session:
            if next_version(session) != version:
                raise CalibratedMeanwhile
            _write(work, session, version, found)
    except IntegrityError:
        # PostgreSQL lets two look at once; the key on the version lets one of them write.
        with work.reading() as session:
            if next_version(session) == version:
                raise
        raise CalibratedMeanwhile from None


def _write(work: Workspace, session: Session, version: int, found: _Estimate) -> None:
    calibration = Calibration(
        id=work.new_id(),
        version=version,
        answers=found.answers,
        report={
            "tests": found.tests,
            "converged": found.converged,
            "items": REVIEWS.dump_python(list(found.reviews), mode="json"),
        },
        created_at=work.clock(),
    )
    session.add(calibration)
    session.flush()
    session.add_all(
        ItemCalibration(
            id=work.new_id(),
            calibration_id=calibration.id,
            item_id=item.id,
            difficulty=item.difficulty,
            discrimination=item.discrimination,
            answers=count,
        )
        for item, count in zip(found.items, found.answers_by_item, strict=True)
    )


def _still_current(work: Workspace, served: Sequence[Served]) -> list[Served]:
    hashes: dict[str, str] = {}
    kept = []
    for one in served:
        item: Item | None = work.content.items.get(ItemId(one.item_id))
        if item is None:
            continue
        if one.item_id not in hashes:
            hashes[one.item_id] = content_hash(item)
        if hashes[one.item_id] == one.content_hash:
            kept.append(one)
    return kept


def _by_test(served: Sequence[Served]) -> list[list[Served]]:
    tests: dict[UUID, list[Served]] = {}
    for one in served:
        tests.setdefault(one.attempt_id, []).append(one)
    return list(tests.values())


def _response(items: Mapping[ItemId, ItemParameters], one: Served) -> Response:
    """An item that was left without an answer is taken as not known, as its score took it."""
    outcome = Outcome.DONT_KNOW if one.outcome is None else Outcome(one.outcome)
    return Response(items[ItemId(one.item_id)], outcome, one.seconds)


def _choices(
    tests: Sequence[Sequence[Served]], items: Sequence[ItemParameters]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    column = {item.id: k for k, item in enumerate(items)}
    choices = np.full((len(tests), len(items)), NOT_SERVED, dtype=np.int64)
    rapid = np.zeros(choices.shape, dtype=bool)
    for row, test in enumerate(tests):
        for one in test:
            place = row, column[ItemId(one.item_id)]
            choices[place] = DONT_KNOW if one.chosen is None else one.chosen
            rapid[place] = is_rapid(one.seconds, one.expected_seconds) and one.chosen is not None
    return choices, rapid


def _whose(tests: Sequence[Sequence[Served]]) -> NDArray[np.int64]:
    """Whose each test is, as a number."""
    numbers: dict[UUID, int] = {}
    return np.array([numbers.setdefault(test[0].user_id, len(numbers)) for test in tests])


def _say(done: Calibrated | None) -> str:
    if done is None:
        return "There are no answers to calibrate with yet. Nothing was changed."
    lines = [
        f"Parameter version {done.version}: {done.items} items from {done.answers} answers in "
        f"{done.tests} tests{'' if done.converged else ' (estimation did not settle)'}.",
        f"{len(done.flagged)} items to look at{':' if done.flagged else '.'}",
    ]
    lines += [
        f"  {review.item}: {', '.join(flag.value.replace('_', ' ') for flag in review.flags)}"
        f" ({review.answers} answers, {review.right:.0%} right)"
        for review in done.flagged
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Calibrate the configured installation and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m services.calibrate", description=__doc__)
    parser.add_argument(
        "--newest", type=int, default=NEWEST_TESTS, help="how many tests to look at, newest first"
    )
    given = parser.parse_args(arguments)
    if given.newest < 1:
        parser.error("--newest takes a number from 1 up.")
    work = open_workspace(read_settings(), load_library())
    try:
        sys.stdout.write(_say(calibrate_bank(work, given.newest)) + "\n")
    except CalibratedMeanwhile:
        sys.stdout.write("Another calibration was finished meanwhile; this one changed nothing.\n")
    finally:
        work.engine.dispose()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
