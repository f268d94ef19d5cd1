"""Every pair of status and action of every lifecycle: where it leads, or that it is refused."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import product

import pytest

from plan_engine.lifecycles import (
    NEXT_ATTEMPT_STATUS,
    NEXT_CORRECTION_STATUS,
    NEXT_DAY_STATUS,
    NEXT_PLAN_STATUS,
    NEXT_WEEK_STATUS,
    AttemptAction,
    AttemptStatus,
    CorrectionAction,
    CorrectionStatus,
    DayAction,
    DayStatus,
    NotAllowed,
    PlanAction,
    PlanStatus,
    WeekAction,
    WeekStatus,
    after,
    allowed_actions,
)

Table = Mapping[tuple[StrEnum, StrEnum], StrEnum]

# What the product means, written down a second time: status, action, what follows.
MEANT = {
    "plan": """
        active pause paused
        active complete completed
        active fail failed
        active abandon failed
        paused resume active
        paused abandon failed
    """,
    "week": """
        locked unlock in_progress
        in_progress pass completed
        in_progress fail failed
        failed pass completed
        failed fail failed
    """,
    "day": """
        locked unlock unlocked
        unlocked complete completed
    """,
    "attempt": """
        open submit submitted
        open withdraw withdrawn
    """,
    "correction": """
        active complete completed
        active fail failed
    """,
}
LIFECYCLES: dict[str, tuple[Table, type[StrEnum], type[StrEnum]]] = {
    "plan": (NEXT_PLAN_STATUS, PlanStatus, PlanAction),
    "week": (NEXT_WEEK_STATUS, WeekStatus, WeekAction),
    "day": (NEXT_DAY_STATUS, DayStatus, DayAction),
    "attempt": (NEXT_ATTEMPT_STATUS, AttemptStatus, AttemptAction),
    "correction": (NEXT_CORRECTION_STATUS, CorrectionStatus, CorrectionAction),
}
PAIRS = [
    (name, status, action)
    for name, (_, statuses, actions) in LIFECYCLES.items()
    for status, action in product(statuses, actions)
]


def meant(name: str) -> dict[tuple[str, str], str]:
    lines = [line.split() for line in MEANT[name].strip().splitlines()]
    return {(status, action): then for status, action, then in lines}


@pytest.mark.parametrize(("name", "status", "action"), PAIRS)
def test_each_pair_leads_where_it_is_meant_to_or_is_refused_in_a_sentence(
    name: str, status: StrEnum, action: StrEnum
) -> None:
    table = LIFECYCLES[name][0]
    then = meant(name).get((status.value, action.value))
    if then is None:
        with pytest.raises(NotAllowed, match=r"^That cannot be done now: .*\.$"):
            after(table, status, action)
    else:
        assert after(table, status, action).value == then


@pytest.mark.parametrize("name", LIFECYCLES)
def test_nothing_is_meant_that_the_words_do_not_know(name: str) -> None:
    _, statuses, actions = LIFECYCLES[name]
    for (status, action), then in meant(name).items():
        assert {status, then} <= {known.value for known in statuses}
        assert action in {known.value for known in actions}


@pytest.mark.parametrize("name", LIFECYCLES)
def test_the_actions_offered_in_a_status_are_those_that_it_allows(name: str) -> None:
    table, statuses, actions = LIFECYCLES[name]
    for status in statuses:
        offered = allowed_actions(table, status)
        assert len(set(offered)) == len(offered)
        assert {action.value for action in offered} == {
            action for was, action in meant(name) if was == status.value
        }
        assert set(offered) <= set(actions)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_status_is_reached_from_the_first_one(name: str) -> None:
    table, statuses, _ = LIFECYCLES[name]
    reached = {next(iter(statuses))}
    for _ in statuses:
        reached |= {then for (status, _), then in table.items() if status in reached}
    assert reached == set(statuses)


def test_what_is_over_stays_over() -> None:
    for table, status in (
        (NEXT_PLAN_STATUS, PlanStatus.COMPLETED),
        (NEXT_PLAN_STATUS, PlanStatus.FAILED),
        (NEXT_WEEK_STATUS, WeekStatus.COMPLETED),
        (NEXT_DAY_STATUS, DayStatus.COMPLETED),
        (NEXT_ATTEMPT_STATUS, AttemptStatus.SUBMITTED),
        (NEXT_ATTEMPT_STATUS, AttemptStatus.WITHDRAWN),
        (NEXT_CORRECTION_STATUS, CorrectionStatus.COMPLETED),
        (NEXT_CORRECTION_STATUS, CorrectionStatus.FAILED),
    ):
        assert allowed_actions(table, status) == ()  # type: ignore[type-var]  # tables of five kinds
