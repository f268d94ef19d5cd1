"""A counsellor and a learner of theirs."""

from uuid import UUID

import pytest

from plan_engine.roles import Role
from services.assignments import assign
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner


@pytest.fixture
def counsellor(work: Workspace) -> UUID:
    """Has one learner, ada."""
    return an_account(work, "counsellor", Role.COUNSELLOR)


@pytest.fixture
def stranger(work: Workspace) -> UUID:
    """A counsellor without learners."""
    return an_account(work, "stranger", Role.COUNSELLOR)


@pytest.fixture
def ada(work: Workspace, counsellor: UUID) -> UUID:
    """The counsellor's learner."""
    learner = a_learner(work, "ada")
    assign(work, counsellor="counsellor", learner="ada", actor=None)
    return learner


@pytest.fixture
def road(work: Workspace, clock: Clock, ada: UUID) -> Walker:
    """Ada's walk."""
    return Walker(work, clock, ada, ROLE)
