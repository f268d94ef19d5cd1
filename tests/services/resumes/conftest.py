"""A desk for résumé services: the test's workspace, the real skills, the real reader."""

import pytest

from content.skills import load_skills
from services.resumes.desk import ResumeDesk
from services.workspace import Workspace


@pytest.fixture
def desk(work: Workspace) -> ResumeDesk:
    """Reads files in the real reading process."""
    return ResumeDesk(work, load_skills())
