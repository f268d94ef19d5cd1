"""An after belongs to the newest before that is not later than it, and pairs once complete stay as they are."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plan_engine.resume.impact import ResumeSide
from plan_engine.resume.pairs import complete_pairs, waiting

BEFORE, AFTER = ResumeSide.BEFORE, ResumeSide.AFTER
START = datetime(2026, 5, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Version:
    """What pairs ask of a version."""

    side: ResumeSide
    created_at: datetime


def uploads(*sides: ResumeSide) -> list[Version]:
    """One a day."""
    return [Version(side, START + timedelta(days=day)) for day, side in enumerate(sides)]


SIDES = st.lists(st.sampled_from(ResumeSide), max_size=12)


def days(versions: list[Version]) -> list[tuple[int, int]]:
    """The pairs as days since the start."""
    return [
        ((b.created_at - START).days, (a.created_at - START).days)
        for b, a in complete_pairs(versions)
    ]


def test_of_several_on_one_side_the_newest_are_compared() -> None:
    assert days(uploads(BEFORE, BEFORE, AFTER, AFTER)) == [(1, 3)]


def test_a_newer_before_takes_nothing_from_the_pair_and_waits() -> None:
    versions = uploads(BEFORE, AFTER, BEFORE)
    assert days(versions) == [(0, 1)]
    assert waiting(versions) is versions[2]


def test_each_plan_has_its_pair() -> None:
    versions = uploads(BEFORE, AFTER, BEFORE, AFTER)
    assert days(versions) == [(0, 1), (2, 3)]
    assert waiting(versions) is None


def test_an_after_that_came_first_belongs_to_no_before() -> None:
    versions = uploads(AFTER, BEFORE)
    assert days(versions) == []
    assert waiting(versions) is versions[1]
    assert waiting(uploads(AFTER)) is None


def test_versions_of_the_same_instant_are_a_pair() -> None:
    assert complete_pairs([Version(BEFORE, START), Version(AFTER, START)])


@given(SIDES)
def test_no_after_is_older_than_its_before_and_no_before_lies_between_them(
    sides: list[ResumeSide],
) -> None:
    versions = uploads(*sides)
    for before, after in complete_pairs(versions):
        assert (before.side, after.side) == (BEFORE, AFTER)
        assert before.created_at <= after.created_at
        assert not any(
            v.side is BEFORE and before.created_at < v.created_at <= after.created_at
            for v in versions
        )


@given(SIDES)
def test_a_further_before_changes_no_pair_and_a_further_after_only_the_last(
    sides: list[ResumeSide],
) -> None:
    earlier = days(uploads(*sides))
    assert days(uploads(*sides, BEFORE)) == earlier
    extended = days(uploads(*sides, AFTER))
    kept = earlier if len(extended) > len(earlier) else earlier[:-1]
    assert extended[: len(kept)] == kept
    assert days(uploads(*sides, BEFORE, AFTER))[:-1] == earlier
