"""The shape of curriculum and bank files, as docs/authoring.md describes it."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)


def _trimmed(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise ValueError("is empty")
    return stripped


def _program(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


Text = Annotated[str, AfterValidator(_trimmed)]
Code = Annotated[str, AfterValidator(_program)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]+$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
BlockName = Name
TargetName = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
TopicName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.d[1-7]$")]
Prerequisite = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.d[1-7])?$")]
ItemName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.d[1-7]\.[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
]
LevelNumber = Literal[1, 2, 3]
Seconds = Annotated[int, Field(ge=10, le=300)]
Runtime = Literal[
    "bash", "browser", "javascript", "pandas", "python", "react", "sqlite", "typescript"
]
Language = Literal[
    "bash",
    "css",
    "diff",
    "dockerfile",
    "html",
    "http",
    "ini",
    "javascript",
    "json",
    "jsx",
    "nginx",
    "python",
    "sql",
    "text",
    "toml",
    "tsx",
    "typescript",
    "xml",
    "yaml",
]


class Entry(BaseModel):
    """What every part of a file keeps to: known fields only, of exactly the right kind."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


TaughtLanguage = Literal["javascript", "jsx", "python", "typescript"]


class Resource(Entry):
    """An outside page to read or to practise on."""

    title: Text
    url: Url
    kind: Literal["read", "practise"]
    language: TaughtLanguage | None = None
    """Shown only where this language is taught; None: to everybody."""


class TopicEntry(Entry):
    """One day's topic."""

    id: TopicName
    title: Annotated[Text, Field(max_length=60)]
    short: Annotated[Text, Field(max_length=24)]
    minutes: Annotated[int, Field(ge=15, le=180)]
    prerequisites: list[Prerequisite]
    mission: Text
    objectives: Annotated[list[Text], Field(min_length=3, max_length=5)]
    misconceptions: Annotated[list[Text], Field(min_length=2, max_length=4)]
    resources: Annotated[list[Resource], Field(min_length=2, max_length=8)]
    checked_on: date


class BlockFile(Entry):
    """content/curriculum/blocks/<block>.yaml: one week."""

    id: BlockName
    title: Text
    teaches: list[TaughtLanguage] = []
    topics: Annotated[list[TopicEntry], Field(min_length=7, max_length=7)]


class TargetEntry(Entry):
    """A role in a language, or a language, that a learner can plan for."""

    id: TargetName
    title: Text
    plan_type: Literal["role", "language"]
    role: Text | None = None
    language: Text
    blocks: Annotated[list[BlockName], Field(min_length=3, max_length=4)]
    assumes: list[BlockName] = []
    summary: Text


class TargetsFile(Entry):
    """content/curriculum/targets.yaml."""

    targets: list[TargetEntry]


class PlannedBlock(Entry):
    """A block that targets name and nobody has written yet."""

    id: BlockName
    title: Text


class PlannedFile(Entry):
    """content/curriculum/planned.yaml."""

    blocks: list[PlannedBlock]


class DistractorEntry(Entry):
    """A wrong option and why a real person would choose it."""

    text: Text
    misconception: Text


class ItemEntry(Entry):
    """A question written by hand."""

    id: ItemName
    level: LevelNumber
    seconds: Seconds
    stem: Text
    code: Code | None = None
    language: Language | None = None
    key: Text
    distractors: Annotated[list[DistractorEntry], Field(min_length=2, max_length=3)]
    explanation: Text
    source: Url | None = None
    review_by: date | None = None
    enemies: list[ItemName] = []
    """Questions that give this one away, or that it gives away; one of the two naming it is enough."""


class MutantEntry(Entry):
    """The model's program with a named mistake in it, or the text that the mistake leads to."""

    misconception: Text
    code: Code | None = None
    probe: Code | None = None
    """Another question to the page (browser, React), in place of another page or beside it."""
    prints: Text | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "MutantEntry":
        if (self.code is None and self.probe is None) == (self.prints is None):
            raise ValueError("a mutant has either `code` or `prints`")
        return self


class ModelEntry(Entry):
    """A program with parameters that makes items; key and distractors are what it prints."""

    id: ItemName
    level: LevelNumber
    seconds: Seconds
    runtime: Runtime
    stem: Text
    params: dict[Name, Annotated[list[str], Field(min_length=1)]] = {}
    setup: Code | None = None
    show_setup: bool = True
    expects_error: bool = False
    show_code: bool = True
    """Whether a reader sees the program; otherwise the stem gives the case it works out."""
    asks: Literal["output", "lines", "message", "type"] = "output"
    """What the answer is: what the program prints, or what the compiler says (TypeScript)."""
    code: Code
    language: Literal["html", "css", "javascript"] | None = None
    """What `code` is (browser); HTML where nothing is said."""
    viewport: Annotated[list[int | str], Field(min_length=2, max_length=2)] | None = None
    """Width and height in CSS pixels (browser); numbers or `<<name>>`."""
    probe: Code | None = None
    """JavaScript whose value is the answer (browser, React); the reader does not see it."""
    faulty: list[Literal["html", "css"]] = []
    """What is wrong with the page because that is the point (browser)."""
    mutants: Annotated[dict[Name, MutantEntry], Field(min_length=2)]
    explanation: Text
    source: Url | None = None
    review_by: date | None = None
    enemies: list[ItemName] = []
    """Questions that give this one away, or that it gives away; one of the two naming it is enough."""

    @model_validator(mode="after")
    def _pages_only(self) -> Self:
        if self.runtime != "browser":
            probes = [self.probe, *(mutant.probe for mutant in self.mutants.values())]
            if any((self.language, self.viewport, self.faulty)):
                raise ValueError("language, viewport and faulty are for `runtime: browser`")
            if any(probes) and self.runtime != "react":
                raise ValueError("a probe is for `runtime: browser` and `runtime: react`")
        if self.runtime != "typescript" and self.asks != "output":
            raise ValueError("asks is for `runtime: typescript`")
        return self


class BankFile(Entry):
    """content/bank/<block>/<topic>.yaml: the questions of one topic."""

    topic: TopicName
    items: list[ItemEntry] = []
    models: list[ModelEntry] = []
