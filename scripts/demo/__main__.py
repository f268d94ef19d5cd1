"""`python -m scripts.demo`: make the demonstration database of the configured installation.

An existing one is kept; its passwords were printed when it was made.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
from sqlalchemy import func, select

from content.library import Library
from content.loader import load_library
from content.problems import ContentErrors
from db.tables import UserRegistration
from plan_engine.roles import Role
from plan_engine.values import TargetId
from scripts.demo.player import Hours, Player
from scripts.demo.population import DAYS, live_through
from scripts.demo.stories import CHARACTERS, Character
from services.assignments import assign
from services.passwords import one_time_password
from services.registration import Identity, register
from services.rollups.keeper import keep_rollups
from services.settings import read_settings
from services.staff import create_account
from services.workspace import Workspace, open_workspace

STAFF = (("counsellor", Role.COUNSELLOR), ("product", Role.PRODUCT), ("admin", Role.ADMIN))
SEED = 20261122


POPULATION = 120
"""Learners for the dashboards, besides those of the stories; each takes one to three seconds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the database and print the accounts; 0 also where it was there already."""
    parser = argparse.ArgumentParser(prog="python -m scripts.demo", description=__doc__)
    parser.add_argument(
        "--population", type=int, default=POPULATION, help="learners for the dashboards"
    )
    asked = parser.parse_args(arguments)
    try:
        library = load_library()
    except ContentErrors as errors:
        print(errors)
        return 1
    work = open_workspace(read_settings(), library)
    with work.reading() as session:
        if session.scalar(select(func.count()).select_from(UserRegistration)):
            print("The demonstration database is there already; its passwords were printed when it")
            print("was made. To start afresh: make demo FRESH=1")
            return 0
    target = _startable(library)
    if target is None:
        print("No role or language can be started yet: questions are still being written.")
        return 1
    print(
        f"Making the demonstration: {len(CHARACTERS)} learners of {library.targets[target].title}"
    )
    passwords = [_played(work, target, character, n) for n, character in enumerate(CHARACTERS)]
    passwords += [_staff(work, name, role) for name, role in STAFF]
    for character in CHARACTERS:
        assign(work, counsellor="counsellor", learner=character.username, actor=None)
    _populate(work, asked.population)
    keep_rollups(work)
    print("\nSign in as (these passwords are shown once; staff choose their own at first):")
    for name, password, described in passwords:
        print(f"  {name:<11} {password}   {described}")
    work.engine.dispose()
    return 0


def _startable(library: Library) -> TargetId | None:
    return next((t for t in library.targets if not library.readiness_to_start(t)), None)


def _played(
    work: Workspace, target: TargetId, character: Character, number: int
) -> tuple[str, str, str]:
    now = work.clock()
    rng = np.random.default_rng([SEED, number])
    hours = Hours(now - timedelta(days=character.days_ago, hours=1), latest=now)
    password = one_time_password()
    player = Player(work, work.new_id(), target, hours, rng, character.ability)
    player.learner = register(player.work, _identity(character.username), password, password)
    character.story(player)
    return character.username, password, character.described


def _populate(work: Workspace, learners: int) -> None:
    """Learners of several kinds over the last months, all of them the counsellor's. Nobody signs in as them."""
    if not learners:
        return
    print(
        f"Living through {learners} learners' last {DAYS} days; this takes some minutes …",
        flush=True,
    )
    targets = [t for t in work.content.targets if not work.content.readiness_to_start(t)]
    password = one_time_password()

    def registered(then: Workspace, username: str) -> UUID:
        return register(then, replace(_identity(username), first_name="Demo"), password, password)

    lived = live_through(work, targets, learners, work.clock(), SEED, registered)
    for one in lived:
        assign(work, counsellor="counsellor", learner=one.username, actor=None)


def _staff(work: Workspace, name: str, role: Role) -> tuple[str, str, str]:
    made = create_account(work, _identity(name), role, actor=None)
    return made.username, made.one_time_password, f"staff: {role.value}"


def _identity(username: str) -> Identity:
    return Identity(
        username=username,
        email=f"{username}@example.org",
        first_name=username.capitalize(),
        last_name="Demo",
        timezone="UTC",
    )


if __name__ == "__main__":
    sys.exit(main())
