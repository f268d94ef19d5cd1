"""What tests of the product team's figures share."""

import pytest

from services.workspace import Workspace
from tests.support.made_up_lives import Lives
from tests.support.rows import RowMaker


@pytest.fixture
def lives(work: Workspace) -> Lives:
    """Writes what learners did, on an empty database."""
    return Lives(RowMaker(work.engine, work.new_id))
