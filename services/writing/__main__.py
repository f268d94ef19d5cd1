"""`python -m services.writing`: write every text that waits; for cron, or by hand."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

import numpy as np
from sqlalchemy import select

from content.loader import load_library
from db.tables import PersonalizedPlan
from plan_engine.lifecycles import PlanStatus
from services.settings import read_settings
from services.workspace import Workspace, open_workspace
from services.writing.model import opened_model
from services.writing.settings import PREFIX, WriterMisconfigured, WriterSettings
from services.writing.wishes import wish_again, wish_for_open
from services.writing.worker import Written, write_waiting


def main(arguments: Sequence[str] | None = None) -> int:
    """Write with the configured model; says what was done."""
    parser = argparse.ArgumentParser(prog="python -m services.writing", description=__doc__)
    parser.add_argument(
        "--open-plans",
        action="store_true",
        help="also want words for what is open in active plans and has none, as after switching a model on",
    )
    parser.add_argument(
        "--again", action="store_true", help="also ask again for texts that were given up"
    )
    asked = parser.parse_args(arguments)
    try:
        settings = read_settings()
    except WriterMisconfigured as problem:
        print(problem, file=sys.stderr)
        return 2
    if settings.writer is None:
        print(f"No language model is configured in the environment: {PREFIX}URL and {PREFIX}MODEL.")
        return 1
    work = open_workspace(settings, load_library())
    try:
        if asked.open_plans:
            print(f"Looked at {wish_for_all_open(work)} active plans.")
        if asked.again:
            print(f"{wish_again(work)} texts get another chance.")
        written = asyncio.run(_write(work, settings.writer))
    finally:
        work.engine.dispose()
    print(f"{written.accepted} texts accepted, {written.refused} refused, {written.failed} failed.")
    if written.rest is not None:
        print("The model does not answer as it should; the texts wait for the next time.")
    return 0


def wish_for_all_open(work: Workspace) -> int:
    """Want words for every active plan's open part; how many plans there are. A transaction each."""
    with work.reading() as session:
        learners = session.scalars(
            select(PersonalizedPlan.user_id).where(PersonalizedPlan.status == PlanStatus.ACTIVE)
        ).all()
    for learner in learners:
        with work.transaction() as session:
            wish_for_open(session, work, learner)
    return len(learners)


async def _write(work: Workspace, writer: WriterSettings) -> Written:
    async with opened_model(writer, work.clock) as ask:
        return await write_waiting(work, writer, ask, np.random.default_rng().random)


if __name__ == "__main__":
    sys.exit(main())
