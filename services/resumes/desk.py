"""What the résumé services work with: the workspace, the catalogue of skills, the seal, the reader of files."""

from dataclasses import dataclass, field

from content.skills import load_skills
from plan_engine.resume.catalogue import Catalogue
from services.resumes.reader import Reader, read_file
from services.resumes.sealing import Seal
from services.settings import Settings
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ResumeDesk:
    """Everything a résumé service may reach, frozen."""

    work: Workspace
    skills: Catalogue
    seal: Seal = field(default_factory=Seal)
    read: Reader = read_file


def open_desk(work: Workspace, settings: Settings) -> ResumeDesk:
    """The desk of this installation."""
    return ResumeDesk(work, load_skills(), Seal(settings.resume_key))
