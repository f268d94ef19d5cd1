"""A desk for résumé services: the test's workspace, the real skills, the real reader."""

from dataclasses import replace

import pytest

from content.skills import load_skills
from services.resumes.desk import ResumeDesk
from services.resumes.reader import ReadFile
from services.resumes.reading.texts import text_of_plain
from services.workspace import Workspace


@pytest.fixture
def desk(work: Workspace) -> ResumeDesk:
    """Reads files in the real reading process."""
    return ResumeDesk(work, load_skills())


@pytest.fixture
def quick(desk: ResumeDesk) -> ResumeDesk:
    """Reads text in this process, for tests that are not about reading."""
    return replace(desk, read=lambda content: ReadFile("txt", None, text_of_plain(content)))
