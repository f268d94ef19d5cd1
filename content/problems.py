"""What is wrong with a content file, and where: one sentence with file and line."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error keeps the content out of the app; a warning asks the author to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; `str(problem)` is the line that a person reads."""

    path: str
    """Path as shown, relative to the project: `content/bank/web_api/d1.yaml`."""
    line: int
    sentence: str
    rule: str = "schema"
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity.value}: {self.sentence} [{self.rule}]"

    @property
    def is_error(self) -> bool:
        """Whether this keeps the content from being used."""
        return self.severity is Severity.ERROR


class ContentErrors(Exception):
    """The content cannot be used; `problems` holds every error of every file at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count = len(problems)
        heading = f"The content has {count} error{'s' if count != 1 else ''}:"
        super().__init__("\n".join([heading, *(str(problem) for problem in problems)]))
