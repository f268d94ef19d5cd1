"""Words: sentences that say no more than the figures do."""

from datetime import UTC, date, datetime

import pytest

from plan_engine.kinds import DayKind
from plan_engine.planning import Reason, ReasonKind
from ui.words import count, day_name, listed, minutes, on_date, pass_chance, percent, why


@pytest.mark.parametrize(
    ("fraction", "said"),
    [(0.0, "0%"), (0.004, "under 1%"), (0.5, "50%"), (0.996, "over 99%"), (1.0, "100%")],
)
def test_a_percentage_never_claims_more_certainty_than_there_is(fraction: float, said: str) -> None:
    assert percent(fraction) == said


def test_counts_agree_with_their_noun() -> None:
    assert count(1, "day") == "1 day"
    assert count(2, "day") == "2 days"
    assert count(2, "topic is", "topics are") == "2 topics are"


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (ReasonKind.WEAK, "2 of 5 right; 91% likely below the bar"),
        (ReasonKind.STRONG, "you know this"),
        (ReasonKind.SECOND_DAY, "second, deeper day"),
        (ReasonKind.UNTESTED, "Not tested yet"),
    ],
)
def test_every_day_says_why_it_is_there(kind: ReasonKind, part: str) -> None:
    assert part in why(Reason(kind, right=2, answered=5, p_weak=0.91))


def test_lengths_of_time_are_said_as_people_say_them() -> None:
    assert [minutes(m) for m in (45, 60, 65)] == ["45 minutes", "1 h", "1 h 5 min"]


def test_a_date_is_the_learner_s_own() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert on_date(late, "Asia/Tokyo") == "3 March"
    assert on_date(date(2026, 3, 2), "Asia/Tokyo") == "2 March"


def test_names_are_listed_with_and() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("probability", "part"),
    [
        (0.5, "leaves doubt"),
        (0.99, "99% likely that your true level is above 70"),
        (0.01, "99% likely that your true level is below 70"),
    ],
)
def test_the_chance_around_a_cut_is_said_in_words(probability: float, part: str) -> None:
    assert part in pass_chance(probability, 70)


def test_extra_days_are_named_as_such() -> None:
    assert day_name(DayKind.EXTRA, 8) == "Extra day 8"
    assert day_name(DayKind.REGULAR, 3) == "Day 3"
