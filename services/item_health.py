"""How the bank's items behave: the newest calibration's findings beside each item's words.

Like the product team's other figures, none is about fewer than five people (`services.product.telling`);
flags are about items, and are raised from all answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from pydantic import TypeAdapter

from db.queries.attempts import Exposure, Sat, recent_exposure_overall
from db.queries.calibration import handed_in_since, newest_calibration
from plan_engine.measurement.item_review import ANSWERS_TO_JUDGE, KEY, ItemFlag, ItemReview
from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.values import BlockId, ItemId
from services.product.telling import from_below, is_told, told
from services.workspace import Workspace

EXPOSURE_SITTINGS = 200
"""Over how many of the newest sittings an item's exposure is counted."""
REVIEWS = TypeAdapter(list[ItemReview])


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item's behaviour. Shares are fractions of its answers; None: of too few people to tell."""

    item: ItemId
    topic: str
    block: BlockId
    level: int
    stem: str
    answers: int
    right: float | None
    dont_know: float | None
    rapid: float | None
    discrimination: float
    options: tuple[float | None, ...]
    """The key first."""
    exposure: float | None
    """In which share of the newest sittings it stood."""
    flags: tuple[ItemFlag, ...]


@dataclass(frozen=True, slots=True)
class ItemHealth:
    """What the newest calibration found of the items that enough people have answered."""

    version: int
    answers: int
    """To those items."""
    tests: int | None
    """Tests that it looked at; None where too few people have answered any item."""
    tests_since: int | None
    """Tests handed in after it; None: of too few people to tell."""
    calibrated_at: datetime
    rows: tuple[ItemRow, ...]
    bank: int
    """How many items the bank has, answered or not."""

    @property
    def judged(self) -> int:
        """How many of the rows have answers enough to raise a flag."""
        return sum(row.answers >= ANSWERS_TO_JUDGE for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Answers of one kind, and how many people they are of at least."""

    answers: int
    people: int

    @classmethod
    def of(cls, ones: Sequence[Self]) -> Self:
        return cls(sum(one.answers for one in ones), sum(one.people for one in ones))

    @property
    def groups(self) -> tuple[int, ...]:
        return (from_below(self.people, self.answers),)


def item_health(work: Workspace) -> ItemHealth | None:
    """Items by how much there is to look at, worst first; None before the first calibration."""
    with work.reading() as session:
        calibration = newest_calibration(session)
        if calibration is None:
            return None
        exposure = recent_exposure_overall(session, EXPOSURE_SITTINGS)
        since, people_since = handed_in_since(session, calibration.created_at)
    reviews: Sequence[ItemReview] = REVIEWS.validate_python(calibration.report["items"])
    rows = [
        _row(work, review, exposure)
        for review in reviews
        if review.item in work.content.items and review.people >= FEWEST_PEOPLE
    ]
    return ItemHealth(
        version=calibration.version,
        answers=sum(row.answers for row in rows),
        tests=calibration.report["tests"] if rows else None,
        tests_since=since if is_told([people_since]) else None,
        calibrated_at=calibration.created_at,
        rows=tuple(sorted(rows, key=lambda row: (-len(row.flags), -row.answers, row.item))),
        bank=len(work.content.items),
    )


def _row(work: Workspace, review: ItemReview, exposure: Exposure) -> ItemRow:
    item = work.content.items[review.item]
    topic = work.content.topics[item.topic]
    *options, dont_know = shares(review)
    rapid = from_below(review.people_rapid, int(review.rapid > 0))
    return ItemRow(
        item=item.id,
        topic=topic.short,
        block=topic.block,
        level=int(item.level),
        stem=item.stem,
        answers=review.answers,
        right=options[KEY],
        dont_know=dont_know,
        rapid=review.rapid if is_told([rapid]) else None,
        discrimination=review.discrimination,
        options=tuple(options),
        exposure=_exposure(exposure, review.item),
        flags=review.flags,
    )


def shares(review: ItemReview) -> list[float | None]:
    """Share of each option, then of not knowing; so many hidden that the rest does not tell of few."""
    shares = [*review.options, review.dont_know]
    chosen = {
        place: _Chosen(round(share * review.answers), people)
        for place, (share, people) in enumerate(zip(shares, review.people_by_choice, strict=True))
    }
    found = told(chosen, [])
    return [None if found[place] is None else share for place, share in enumerate(shares)]


def _exposure(exposure: Exposure, item: ItemId) -> float | None:
    stood, of = exposure.items.get(item, Sat()), exposure.of
    without = from_below(of.people - stood.sittings, of.sittings - stood.sittings)
    if not is_told([stood.people, without]):
        return None
    return stood.sittings / of.sittings if of.sittings else 0.0
