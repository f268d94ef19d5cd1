"""Whole journeys of simulated learners through the real services, from the assessment to the verdict."""

import tempfile
from pathlib import Path

import numpy as np

from bench.measurement.journeys import Traveller, an_account
from bench.measurement.learner import PROFILES, a_simulated_learner, true_items
from bench.measurement.plan_value import TARGET
from bench.measurement.rows import Row
from content.loader import load_library
from db.engine import make_engine
from db.migrate import upgrade
from services.workspace import Workspace
from tests.support.clock import Clock, id_maker


def rows() -> list[Row]:
    """The line about journeys: one learner of each profile, on an embedded database of their own."""
    library = load_library()
    outline, topics = library.outline(TARGET), set(library.topics_of(TARGET))
    known = {item.id: item.parameters() for item in library.items.values() if item.topic in topics}
    real = true_items(known, np.random.default_rng(1))
    bank = {topic: [i for i in real.values() if i.topic == topic] for topic in topics}
    forecast_errors, final_errors, told = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite+pysqlite:///{Path(folder) / 'journeys.sqlite3'}")
        upgrade(engine)
        clock = Clock()
        work = Workspace(engine=engine, content=library, clock=clock, new_id=id_maker())
        for number, profile in enumerate(PROFILES):
            rng = np.random.default_rng([number, 13])
            learner = a_simulated_learner(outline, profile, rng)
            before = learner.readiness(bank)
            account = an_account(work, f"simulated-{number}")
            journey = Traveller(work, clock, learner, real, account).travels(TARGET)
            after = learner.readiness(bank)
            forecast_errors.append(journey.forecast - before)
            last = journey.final if journey.retest is None else journey.retest
            if last is not None:
                final_errors.append(last / 100 - after)
            told.append(
                f"{profile} {before:.2f}→{after:.2f} in {len(journey.days)} days, "
                f"{journey.failed_tests} tests failed, {journey.ends}"
            )
        engine.dispose()
    return [
        Row(
            "whole journeys through the real services",
            f"{len(told)} simulated learners, one of each profile; true readiness before → after",
            "every journey ends in a defined state",
            "; ".join(told)
            + f". Forecast − truth {np.mean(forecast_errors):+.2f} on average, "
            + f"last score − truth {np.mean(final_errors):+.2f}",
            len(told) == len(PROFILES),
        )
    ]
