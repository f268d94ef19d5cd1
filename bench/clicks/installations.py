"""Installations to measure: a population of a given size, kept between runs, and the subjects on top."""

import hashlib
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy.schema import CreateTable

from bench.clicks.seed import VERSION, Seed, seed
from bench.clicks.subjects import Subjects, play_subjects
from content.library import Library
from db.engine import default_url, make_engine
from db.tables import Base
from plan_engine.values import TargetId
from services.settings import read_settings
from services.workspace import Workspace, open_workspace
from tests.support.server import REPOSITORY

KEPT = REPOSITORY / "bench" / "out"
"""Not under version control. The largest population takes about 2 GB here."""
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Measured:
    """An installation that is ready to be measured."""

    home: Path
    subjects: Subjects


@contextmanager
def installation(library: Library, target: TargetId, learners: int) -> Iterator[Measured]:
    """A copy of the kept population with the subjects played on top; gone at the end."""
    home = KEPT / "measured"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    try:
        shutil.copyfile(_population(library, target, learners), home / "careerlytics.sqlite3")
        settings = read_settings({"CAREERLYTICS_HOME": str(home)})
        work = open_workspace(settings, library)
        subjects = play_subjects(work, settings, target)
        work.engine.dispose()
        yield Measured(home, subjects)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _population(library: Library, target: TargetId, learners: int) -> Path:
    kept = KEPT / f"population-{_schema()}-{target}-{learners}.sqlite3"
    if kept.exists():
        return kept
    for outdated in KEPT.glob(f"population-*-{learners}.sqlite3"):
        outdated.unlink()
    began = time.perf_counter()
    folder = KEPT / "seeding"
    shutil.rmtree(folder, ignore_errors=True)
    settings = read_settings({"CAREERLYTICS_HOME": str(folder)})
    work: Workspace = open_workspace(settings, library)
    rng = np.random.default_rng(SEED)
    seed(work.engine, library, Seed(learners, target, work.clock(), rng))
    work.engine.dispose()
    _analyse(folder)
    (folder / "careerlytics.sqlite3").rename(kept)
    shutil.rmtree(folder)
    seconds = time.perf_counter() - began
    print(
        f"(wrote a population of {learners:,} in {seconds:.0f} s; kept in bench/out)",
        file=sys.stderr,
    )
    return kept


def _analyse(folder: Path) -> None:
    """SQLite plans by what it knows of its indexes, as a database in use does after `optimize`."""
    engine = make_engine(default_url(folder))
    with engine.connect() as connection:
        connection.exec_driver_sql("analyze")
        connection.commit()
    engine.dispose()


def _schema() -> str:
    """Changes with the tables and with the way they are filled."""
    tables = "".join(str(CreateTable(table)) for table in Base.metadata.sorted_tables)
    return hashlib.sha256(f"{VERSION}{tables}".encode()).hexdigest()[:10]
