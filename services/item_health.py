"""How the bank's items behave: the newest calibration's findings beside each item's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from db.queries.attempts import recent_exposure_overall
from db.queries.calibration import handed_in, newest_calibration
from plan_engine.measurement.item_review import ItemFlag, ItemReview
from plan_engine.values import BlockId, ItemId
from services.workspace import Workspace

EXPOSURE_SITTINGS = 200
"""Over how many of the newest sittings an item's exposure is counted."""
FEWEST_PEOPLE = 5
"""An item answered by fewer says nothing about an item, and something about people."""
REVIEWS = TypeAdapter(list[ItemReview])


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item's behaviour. Shares are fractions of its answers."""

    item: ItemId
    topic: str
    block: BlockId
    level: int
    stem: str
    answers: int
    right: float
    dont_know: float
    rapid: float
    discrimination: float
    options: tuple[float, ...]
    exposure: float
    """In which share of the newest sittings it stood."""
    flags: tuple[ItemFlag, ...]


@dataclass(frozen=True, slots=True)
class ItemHealth:
    """What the newest calibration found."""

    version: int
    answers: int
    tests: int
    tests_since: int
    """Tests handed in after it."""
    calibrated_at: datetime
    rows: tuple[ItemRow, ...]


def item_health(work: Workspace) -> ItemHealth | None:
    """Items by how much there is to look at, worst first; None before the first calibration."""
    with work.reading() as session:
        calibration = newest_calibration(session)
        if calibration is None:
            return None
        exposure = recent_exposure_overall(session, EXPOSURE_SITTINGS)
        sat = handed_in(session)
    reviews: Sequence[ItemReview] = REVIEWS.validate_python(calibration.report["items"])
    rows = [
        _row(work, review, exposure.get(review.item, 0.0))
        for review in reviews
        if review.item in work.content.items and review.answers >= FEWEST_PEOPLE
    ]
    return ItemHealth(
        version=calibration.version,
        answers=calibration.answers,
        tests=calibration.report["tests"],
        tests_since=max(sat - calibration.report["tests"], 0),
        calibrated_at=calibration.created_at,
        rows=tuple(sorted(rows, key=lambda row: (-len(row.flags), -row.answers, row.item))),
    )


def _row(work: Workspace, review: ItemReview, exposure: float) -> ItemRow:
    item = work.content.items[review.item]
    topic = work.content.topics[item.topic]
    return ItemRow(
        item=item.id,
        topic=topic.short,
        block=topic.block,
        level=int(item.level),
        stem=item.stem,
        answers=review.answers,
        right=review.right,
        dont_know=review.dont_know,
        rapid=review.rapid,
        discrimination=review.discrimination,
        options=review.options,
        exposure=exposure,
        flags=review.flags,
    )
