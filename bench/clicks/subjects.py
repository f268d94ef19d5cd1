"""Whose pages are measured: learners played through the real services, signed in as browsers are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from plan_engine.values import TargetId
from scripts.demo.player import Hours, Player
from services.passwords import one_time_password
from services.registration import Identity, register
from services.settings import Settings
from services.sign_in_sessions import exchange_ticket, open_session
from services.workspace import Workspace
from ui.sign_in_cookie import cookie_name, signed

SEED = 1867


@dataclass(frozen=True, slots=True)
class Subjects:
    """Cookies of one browser each, by where its learner stands."""

    newcomer: Mapping[str, str]
    """Registered, nothing done."""
    in_assessment: Mapping[str, str]
    """A third of the assessment answered."""
    recovered: Mapping[str, str]
    """Failed a week, recovered, is in the next: has every kind of page."""
    recovering: Mapping[str, str]
    """In the extra days after a failed week."""
    in_test: Mapping[str, str]
    """Half of a weekly test answered."""


def play_subjects(work: Workspace, settings: Settings, target: TargetId) -> Subjects:
    """Register the learners, bring each where they belong, and sign them in."""
    newcomer = _player(work, target, "newcomer", 0, 0.0)
    in_assessment = _player(work, target, "in-assessment", 0, 0.0)
    in_assessment.begins_assessment(12)
    recovered = _player(work, target, "recovered", 30, -2.0)
    plan = recovered.makes_plan()
    recovered.sits_weekly_test(recovered.works_through_week(plan))
    recovered.learns(5.0)
    recovered.passes_week(plan)
    recovered.works_through_week(plan, days=3)
    recovering = _player(work, target, "recovering", 10, -2.0)
    recovering.sits_weekly_test(recovering.works_through_week(recovering.makes_plan()))
    in_test = _player(work, target, "in-test", 9, 1.0)
    in_test.begins_weekly_test(in_test.works_through_week(in_test.makes_plan()), 15)
    return Subjects(
        newcomer=_signed_in(work, settings, newcomer),
        in_assessment=_signed_in(work, settings, in_assessment),
        recovered=_signed_in(work, settings, recovered),
        recovering=_signed_in(work, settings, recovering),
        in_test=_signed_in(work, settings, in_test),
    )


def _player(work: Workspace, target: TargetId, name: str, days_ago: int, ability: float) -> Player:
    now = work.clock()
    who = Identity(
        username=f"bench-{name}",
        email=f"bench-{name}@example.org",
        first_name="Bench",
        last_name="Learner",
        timezone="UTC",
    )
    password = one_time_password()
    learner = register(work, who, password, password)
    hours = Hours(now - timedelta(days=days_ago, hours=1), latest=now)
    # One seed for each subject, the same whatever else is in the database.
    rng = np.random.default_rng([SEED, *name.encode()])
    return Player(work, learner, target, hours, rng, ability)


def _signed_in(work: Workspace, settings: Settings, player: Player) -> Mapping[str, str]:
    opened = open_session(work, player.learner)
    cookie = exchange_ticket(work, opened.ticket)
    assert cookie is not None, "a fresh ticket is always exchanged"
    return {cookie_name(settings): signed(cookie.token, settings)}
