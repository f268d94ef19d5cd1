"""Words: sentences that say no more than the figures do."""

from datetime import UTC, date, datetime

import pytest

from plan_engine.kinds import DayKind
from plan_engine.planning import Reason, ReasonKind
from ui.words import (
    article,
    count,
    day_name,
    day_of,
    listed,
    minutes,
    on_date,
    pass_chance,
    percent,
    why,
)


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
        (ReasonKind.WEAK, "2 of 5 right; 91% likely below the pass mark"),
        (ReasonKind.STRONG, "you know this"),
        (ReasonKind.SECOND_DAY, "second, deeper day"),
        (ReasonKind.UNTESTED, "Not tested yet"),
    ],
)
def test_every_day_says_why_it_is_there(kind: ReasonKind, part: str) -> None:
    assert part in why(Reason(kind, right=2, answered=5, p_weak=0.91))


@pytest.mark.parametrize("kind", [ReasonKind.WEAK, ReasonKind.SECOND_DAY])
def test_a_day_on_a_topic_answered_well_says_what_else_it_rests_on(kind: ReasonKind) -> None:
    said = why(Reason(kind, right=7, answered=8, p_weak=0.6))
    assert "7 of 8 right, but the newest answers and related topics weigh in" in said
    assert "60% likely below the pass mark" in said
    assert "weak topic" not in said


def test_one_right_answer_is_called_too_few_to_tell() -> None:
    said = why(Reason(ReasonKind.WEAK, right=1, answered=1, p_weak=0.94))
    assert said == (
        "1 of 1 right, too few to tell; from related topics 94% likely below the pass mark"
    )


def test_a_second_day_on_a_topic_that_is_not_weak_does_not_call_it_so() -> None:
    said = why(Reason(ReasonKind.SECOND_DAY, right=4, answered=5, p_weak=0.3))
    assert said == "4 of 5 right: a second, deeper day on one of your weaker topics"


def test_roles_have_their_article() -> None:
    names = ["Backend Developer", "Analyst", "QA Engineer", "UX Designer"]
    assert [article(name) for name in names] == ["a", "an", "a", "a"]


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
        (0.21, "leaves doubt"),
        (0.79, "leaves doubt"),
        (0.92, "92% likely that your true level is above 70"),
        (0.08, "92% likely that your true level is below 70"),
        (0.99, "99% likely that your true level is above 70"),
        (0.01, "99% likely that your true level is below 70"),
    ],
)
def test_the_chance_around_a_cut_is_said_in_words(probability: float, part: str) -> None:
    assert part in pass_chance(probability, 70)


def test_extra_days_are_named_as_such() -> None:
    assert day_name(DayKind.EXTRA, 8) == "Extra day 1"
    assert day_name(DayKind.REGULAR, 3) == "Day 3"


@pytest.mark.parametrize(
    ("kind", "number", "days", "said"),
    [
        (DayKind.REGULAR, 3, 7, "day 3 of 7"),
        (DayKind.REGULAR, 3, 11, "day 3 of 7"),
        (DayKind.EXTRA, 9, 11, "extra day 2 of 4"),
        (DayKind.EXTRA, 12, 15, "extra day 5 of 8"),
        (DayKind.CORRECTION, 9, 14, "day 9 of 14"),
    ],
)
def test_days_are_counted_among_their_like(
    kind: DayKind, number: int, days: int, said: str
) -> None:
    assert day_of(kind, number, days) == said
