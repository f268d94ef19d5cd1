"""The population for the dashboards, lived through by as many processes as there are processors."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from string import ascii_lowercase
from uuid import UUID

from content.loader import load_library
from db.engine import make_engine
from plan_engine.values import TargetId
from scripts.demo.population import Crowd, Lived, live_one
from services.passwords import one_time_password
from services.registration import Identity, register
from services.workspace import Workspace


def lives(work: Workspace, crowd: Crowd) -> Iterator[Lived]:
    """All of them, in order, as they get ready. The database is the workspace's; each life writes for itself."""
    url = work.engine.url.render_as_string(hide_password=False)
    workers = min(os.cpu_count() or 1, 8, max(len(crowd), 1))
    # Not forked: a forked process would share this one's open database.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_open, initargs=(url,)
    ) as pool:
        yield from pool.map(partial(_live, crowd), range(len(crowd)))


def lettered(number: int) -> str:
    """A number in letters, for names: 0 is Aa, 27 is Bb."""
    first, second = divmod(number, len(ascii_lowercase))
    return ascii_lowercase[first % len(ascii_lowercase)].upper() + ascii_lowercase[second]


FAVOUR = 6
"""How often the first target is chosen for each time that one far down the list is."""
_opened: list[tuple[Workspace, list[TargetId], Callable[[Workspace, str], UUID]]] = []
"""What a worker works with, opened once."""


def _open(url: str) -> None:
    work = Workspace(engine=make_engine(url), content=load_library())
    startable = [t for t in work.content.targets if not work.content.readiness_to_start(t)]
    # The first few are chosen more often than the others: so there is something to tell of those.
    wanted = [t for place, t in enumerate(startable, 1) for _ in range(max(FAVOUR // place, 1))]
    password = one_time_password()  # nobody signs in as them

    def registered(then: Workspace, username: str) -> UUID:
        kind, number = username[:-3], int(username[-3:])
        who = Identity(
            username=username,
            email=f"{username}@example.org",
            first_name=kind.capitalize(),
            last_name=lettered(number),
            timezone="UTC",
        )
        return register(then, who, password, password)

    _opened.append((work, wanted, registered))


def _live(crowd: Crowd, number: int) -> Lived:
    work, targets, registered = _opened[0]
    return live_one(replace(work), targets, crowd, number, registered)
