"""Every content file, read and held against its schema; what is wrong is collected, not raised."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from content.marks import BadYaml, Marked, read_marked, show_place
from content.problems import Problem, Severity
from content.schema import BankFile, BlockFile, Entry, PlannedFile, TargetsFile

CONTENT = Path(__file__).resolve().parent
"""The content that the app serves."""

Shape = TypeVar("Shape", bound=Entry)


@dataclass(frozen=True, slots=True)
class Source(Generic[Shape]):
    """One file that fits its schema, with its line marks."""

    path: Path
    shown: str
    entry: Shape
    marked: Marked

    def line(self, *place: str | int) -> int:
        """The line of a place in this file."""
        return self.marked.line(place)

    def problem(
        self,
        place: tuple[str | int, ...],
        sentence: str,
        rule: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A finding about a place in this file."""
        return Problem(self.shown, self.line(*place), sentence, rule, severity)


@dataclass(slots=True)
class Sources:
    """All files of a content folder that could be read, and the problems of the others."""

    root: Path
    targets: Source[TargetsFile] | None = None
    planned: Source[PlannedFile] | None = None
    blocks: list[Source[BlockFile]] = field(default_factory=list)
    banks: list[Source[BankFile]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """A path as people read it: from the folder that holds the content folder."""
        return path.relative_to(self.root.parent).as_posix()


def unreadable_topics(
    root: Path, block: str, banks: Collection[Source[BankFile]]
) -> frozenset[str]:
    """Topics of a block whose bank file is there and is not among those that could be read."""
    read = {bank.path for bank in banks}
    there = (root / "bank" / block).glob("*.yaml")
    return frozenset(f"{block}.{path.stem}" for path in there if path not in read)


def content_files(root: Path) -> list[Path]:
    """Every file that decides what the library is, sorted; none of them need exist."""
    curriculum = root / "curriculum"
    return [
        *(
            path
            for path in (curriculum / "targets.yaml", curriculum / "planned.yaml")
            if path.exists()
        ),
        *sorted((curriculum / "blocks").glob("*.yaml")),
        *sorted((root / "bank").glob("*/*.yaml")),
        *sorted((root / "generated").glob("*.json")),
    ]


def review_files(root: Path) -> list[Path]:
    """The records of blind answers, sorted: they decide which questions are served."""
    return sorted((root / "review").glob("*.json"))


def read_sources(root: Path = CONTENT, only: Collection[str] | None = None) -> Sources:
    """Read the content under `root`; `only` keeps the bank files of these blocks alone."""
    sources = Sources(root)
    curriculum = root / "curriculum"
    sources.targets = read_source(sources, curriculum / "targets.yaml", TargetsFile)
    if (curriculum / "planned.yaml").exists():
        sources.planned = read_source(sources, curriculum / "planned.yaml", PlannedFile)
    for path in sorted((curriculum / "blocks").glob("*.yaml")):
        block = read_source(sources, path, BlockFile)
        if block is not None:
            sources.blocks.append(block)
    for path in sorted((root / "bank").glob("*/*.yaml")):
        if only is not None and path.parent.name not in only:
            continue
        bank = read_source(sources, path, BankFile)
        if bank is not None:
            sources.banks.append(bank)
    return sources


def read_source(sources: Sources, path: Path, shape: type[Shape]) -> Source[Shape] | None:
    """Read one file; None where it does not fit, and why is added to the problems."""
    shown = sources.shown(path)
    try:
        marked = read_marked(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        sources.problems.append(Problem(shown, 1, "this file is missing"))
        return None
    except UnicodeDecodeError:
        sources.problems.append(Problem(shown, 1, "this file is not UTF-8"))
        return None
    except BadYaml as error:
        sources.problems.append(Problem(shown, error.line, str(error)))
        return None
    sources.problems.extend(Problem(shown, line, said) for line, said in marked.repeated)
    try:
        entry = shape.model_validate(marked.value)
    except ValidationError as error:
        sources.problems.extend(
            Problem(shown, marked.line(detail["loc"]), _sentence(detail, marked))
            for detail in error.errors(include_url=False)
        )
        return None
    return Source(path, shown, entry, marked)


def _sentence(detail: ErrorDetails, marked: Marked) -> str:
    """A schema error in plain words, led by its place and the id of the entry around it."""
    place = detail["loc"]
    shown = show_place(place) or "the file"
    name = _name_around(marked.value, place)
    if name:
        shown = f"{shown} ({name})"
    match detail["type"]:
        case "missing":
            said = "is missing"
        case "extra_forbidden":
            said = "is not a field here"
        case "string_type":
            said = f"must be text (found {detail['input']!r}): write it in quotes"
        case "value_error":
            said = str(detail["ctx"]["error"])
        case _:
            said = detail["msg"]
    return f"{shown}: {said}"


def _name_around(value: object, place: tuple[str | int, ...]) -> str:
    """The innermost `id` on the way to a place, empty where there is none."""
    name = ""
    for step in place:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            name = value["id"]
    return name
