"""A click while a language model's words are being written, against the same click without a model.

`python -m bench writer`
"""

import asyncio
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np
from sqlalchemy import func, select

from bench.clicks.browserless import Run, Tab
from bench.clicks.installations import Measured, installation
from bench.clicks.timing import WARM_UP
from bench.tables import table
from content.loader import load_library
from db.tables import UserRegistration, WritingJob
from plan_engine.writing.kinds import JobStatus
from services.settings import read_settings
from services.workspace import Workspace, open_workspace
from services.writing.__main__ import wish_for_all_open
from services.writing.model import opened_model
from services.writing.settings import PREFIX, read_writer
from services.writing.wishes import wish_for_open
from services.writing.worker import write_waiting
from tests.support.chat_server import ChatServer, chat_server, slowly
from tests.support.server import RunningApp

CLICKS = 80
LEARNERS = 1_000
ANSWER_S = 0.1
"""Far quicker than any real model: the writer has as much to do beside the clicks as it ever may."""
MOST = 1.1
"""A click may take this many times as long with the writer on: within what two runs differ by."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same click without and with a writer at work, milliseconds."""

    without_ms: float
    with_ms: float
    p95_ms: float
    ratio: float
    """Median of with over without, each click over the one made right beside it: whatever else the
    machine is busy with slows both."""


def run() -> None:
    """Measure and print."""
    library = load_library()
    target = next(t for t in library.targets if not library.readiness_to_start(t))
    with chat_server() as model, installation(library, target, LEARNERS) as plain:
        writing = plain.home.with_name("measured-writing")
        shutil.rmtree(writing, ignore_errors=True)
        shutil.copytree(plain.home, writing)
        try:
            environment = _environment(model)
            waiting = _prepare(writing, environment, model)
            found, left = _measure(plain, writing, environment, model)
        finally:
            shutil.rmtree(writing, ignore_errors=True)
    _print(found, waiting, left)


def _environment(model: ChatServer) -> Mapping[str, str]:
    settings = {
        "URL": model.url,
        "MODEL": "made-up-7b",
        "DAILY_REQUESTS": "1000000",
        "DAILY_TOKENS": "1000000000",
    }
    return {f"{PREFIX}{name}": value for name, value in settings.items()}


def _prepare(home: Path, environment: Mapping[str, str], model: ChatServer) -> int:
    """Have the subjects' words written, so that their pages show them; then want everybody's. How many wait."""
    settings = read_settings({"CAREERLYTICS_HOME": str(home), **environment})
    work = open_workspace(settings, load_library())
    writer = read_writer(environment)
    assert writer is not None
    for learner in _subjects(work):
        with work.transaction() as session:
            wish_for_open(session, work, learner)

    async def write() -> None:
        async with opened_model(writer, work.clock) as ask:
            await write_waiting(work, writer, ask, lambda: 0.5)

    asyncio.run(write())
    wish_for_all_open(work)
    model.usual = slowly(ANSWER_S)
    waiting = _waiting(work)
    work.engine.dispose()
    return waiting


def _subjects(work: Workspace) -> list[UUID]:
    with work.reading() as session:
        named = UserRegistration.username.startswith("bench-")
        return list(session.scalars(select(UserRegistration.id).where(named)))


def _waiting(work: Workspace) -> int:
    with work.reading() as session:
        waits = WritingJob.status == JobStatus.WAITING
        return session.scalar(select(func.count()).select_from(WritingJob).where(waits)) or 0


def _measure(
    plain: Measured, writing: Path, environment: Mapping[str, str], model: ChatServer
) -> tuple[Mapping[str, Pair], int]:
    """Each click in turn on both servers, while the one writes; and how many texts it asked for meanwhile."""
    subjects = plain.subjects
    pages = {
        "newcomer’s home": ("home", subjects.newcomer),
        "progress": ("progress", subjects.recovered),
        "test, answer saved": ("test", subjects.in_test),
        "home *": ("home", subjects.recovered),
        "plan *": ("plan", subjects.recovered),
        "day *": ("day", subjects.recovered),
        "diagnosis *": ("diagnosis", subjects.recovering),
    }
    found = {}
    with RunningApp(plain.home) as off, RunningApp(writing, environment=environment) as on:
        asked = len(model.received)
        for name, (path, cookies) in pages.items():
            with ExitStack() as open_tabs:
                quiet = open_tabs.enter_context(Tab(off.url, path, cookies=cookies))
                busy = open_tabs.enter_context(Tab(on.url, path, cookies=cookies))
                acts = "," in name
                found[name] = _pair(_clicking(quiet, chooses=acts), _clicking(busy, chooses=acts))
        return found, len(model.received) - asked


def _pair(without: Callable[[], Run], writing: Callable[[], Run]) -> Pair:
    """So many clicks of each, now the one first and now the other."""
    times: list[tuple[float, float]] = []
    for number in range(WARM_UP + CLICKS):
        if number % 2:
            one = without().seconds
            times.append((one, writing().seconds))
        else:
            other = writing().seconds
            times.append((without().seconds, other))
    quiet, busy = 1000 * np.array(times[WARM_UP:]).T
    return Pair(
        float(np.median(quiet)),
        float(np.median(busy)),
        float(np.percentile(busy, 95)),
        float(np.median(busy / quiet)),
    )


def _clicking(tab: Tab, *, chooses: bool) -> Callable[[], Run]:
    """Runs the page again, or chooses another answer each time."""
    place = 0

    def choose() -> Run:
        nonlocal place
        place += 1
        return tab.choose(place)

    return choose if chooses else tab.click


def _print(found: Mapping[str, Pair], waiting: int, asked: int) -> None:
    print(
        f"The model answers within {1000 * ANSWER_S:.0f} ms; {waiting:,} texts waited, {asked:,} were asked "
        "for while these clicks were made. Pages with * show words that were written: a query and a card that "
        "the page without a model does not have.\n"
    )
    rows = [
        [
            name,
            f"{pair.without_ms:.1f}",
            f"{pair.with_ms:.1f}",
            f"{pair.p95_ms:.1f}",
            f"{pair.ratio:.2f}{' !' if pair.ratio > MOST else '  '}",
        ]
        for name, pair in found.items()
    ]
    print(table(["click", "p50 ms without", "p50 ms writing", "p95 ms writing", "ratio"], rows))
    slow = [name for name, pair in found.items() if pair.ratio > MOST]
    print(f"\nOver {MOST:g} times the click without a model: {', '.join(slow) or 'none'}.")
