"""`python -m scripts.demo`: make the demonstration database of the configured installation.

An existing one is kept; its passwords were printed when it was made.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from sqlalchemy import select

from content.library import Library
from content.loader import load_library
from content.problems import ContentErrors
from content.skills import load_skills
from db.tables import UserRegistration
from plan_engine.placements import Outcome
from plan_engine.resume.impact import ResumeSide
from plan_engine.roles import Role
from plan_engine.values import TargetId
from scripts.demo.crowd import lives
from scripts.demo.player import Hours, Player, keys
from scripts.demo.population import DAYS, Crowd
from scripts.demo.stories import CHARACTERS, Character
from services.assignments import assign
from services.calibrate import calibrate_bank
from services.counsellor.summaries import bring_everybody_up_to_date
from services.passwords import one_time_password
from services.placements import confirm_outcome, reports_of_caseload
from services.registration import Identity, register
from services.resumes.desk import ResumeDesk
from services.resumes.uploads import upload_resume
from services.rollups.keeper import keep_rollups
from services.settings import read_settings
from services.staff import create_account
from services.workspace import Workspace, open_workspace

STAFF = (("counsellor", Role.COUNSELLOR), ("product", Role.PRODUCT), ("admin", Role.ADMIN))
SEED = 20261122


POPULATION = 120
"""Learners for the dashboards, besides those of the stories; each takes a second or two of a processor."""
ALUMNI_A_LEARNER = 0.3
"""So many more who finished long ago."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the database and print the accounts; 0 also where it was there already.

    1, and nothing changed, on a database that holds anybody else.
    """
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
        found = set(session.scalars(select(UserRegistration.username)))
    if found and not {character.username for character in CHARACTERS} <= found:
        print("This database holds people who are not the demonstration's. Nothing was changed.")
        return 1
    if found:
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
    passwords = []
    for number, character in enumerate(CHARACTERS):
        passwords.append(_played(work, target, character, number))
        print(f"  {character.username}: {character.described}", flush=True)
    passwords += [_staff(work, name, role) for name, role in STAFF]
    for character in CHARACTERS:
        assign(work, counsellor="counsellor", learner=character.username, actor=None)
    _confirm_stories(work)
    if asked.population:
        _populate(work, asked.population)
        calibrate_bank(work)
    keep_rollups(work)
    bring_everybody_up_to_date(work)
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
    rng = np.random.default_rng([SEED, number, 0])
    hours = Hours(now - timedelta(days=character.days_ago, hours=1), latest=now)
    password = one_time_password()
    work = replace(work, new_id=keys(np.random.default_rng([SEED, number, 2])))
    player = Player(work, work.new_id(), target, hours, rng, character.ability)
    player.learner = register(player.work, _identity(character.username), password, password)
    _shows(player, character.before, ResumeSide.BEFORE)
    character.story(player)
    _shows(player, character.after, ResumeSide.AFTER)
    return character.username, password, character.described


def _shows(player: Player, resume: bytes | None, side: ResumeSide) -> None:
    """A résumé is uploaded, as the learner's screen does it."""
    if resume is not None:
        desk = ResumeDesk(player.work, load_skills())
        upload_resume(desk, player.learner, resume, f"resume_{side.value}.txt", side, player.target)


def _populate(work: Workspace, learners: int) -> None:
    """Learners of several kinds over the last months, all of them the counsellor's."""
    crowd = Crowd(learners, work.clock(), SEED, alumni=round(ALUMNI_A_LEARNER * learners))
    print(
        f"Living through {learners} learners' last {DAYS} days, and {crowd.alumni} alumni's year; "
        "this takes some minutes.",
        flush=True,
    )
    counsellor = _key_of(work, "counsellor")
    for done, one in enumerate(lives(work, crowd), 1):
        assign(work, counsellor="counsellor", learner=one.username, actor=None)
        if one.reported is not None:
            _confirm(work, counsellor, *one.reported)
        if done % 20 == 0 or done == len(crowd):
            print(f"  {done} of {len(crowd)}", flush=True)


def _confirm(
    work: Workspace, counsellor: UUID, report: UUID, at: datetime, outcome: Outcome
) -> None:
    """The counsellor saw the evidence three days later; what is newer than that still waits."""
    then = at + timedelta(days=3)
    if outcome.is_placement and then < work.clock():
        confirm_outcome(replace(work, clock=lambda: then), counsellor, report)


def _confirm_stories(work: Workspace) -> None:
    """Placements that the characters reported."""
    counsellor = _key_of(work, "counsellor")
    for row in reports_of_caseload(work, counsellor).rows:
        if row.report.waits:
            _confirm(work, counsellor, row.report.id, row.report.reported_at, row.report.outcome)


def _key_of(work: Workspace, username: str) -> UUID:
    with work.reading() as session:
        return session.scalars(
            select(UserRegistration.id).where(UserRegistration.username == username)
        ).one()


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
