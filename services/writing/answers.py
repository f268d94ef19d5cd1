"""The shapes that answers must have: what the server is told, and what its answer is validated against."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from plan_engine.writing.checks import Draft
from plan_engine.writing.kinds import Outcome, TextKind


class Answer(BaseModel):
    """Nothing may be missing, nothing may be added, nothing is taken for another type."""

    model_config = ConfigDict(extra="forbid", strict=True)

    links: list[str]


class DayAnswer(Answer):
    """A day's mission and description."""

    topic: str
    mission: str
    description: str


class NoteAnswer(Answer):
    """A coach's note, or a diagnosis in plain words."""

    topics: list[str]
    text: str


SHAPES: Final[Mapping[TextKind, type[Answer]]] = {
    TextKind.DAY: DayAnswer,
    TextKind.WEEK: NoteAnswer,
    TextKind.DIAGNOSIS: NoteAnswer,
}


def schema_of(kind: TextKind) -> dict[str, Any]:
    """The JSON schema of an answer, as the protocol's `response_format` takes it."""
    return SHAPES[kind].model_json_schema()


def read_answer(kind: TextKind, text: str) -> Draft | Outcome:
    """The draft that an answer holds, or why it holds none."""
    try:
        answer = SHAPES[kind].model_validate_json(text)
    except ValidationError as error:
        is_json = error.errors()[0]["type"] != "json_invalid"
        return Outcome.WRONG_SCHEMA if is_json else Outcome.NOT_JSON
    match answer:
        case DayAnswer():
            return Draft(
                (answer.topic,), answer.description, tuple(answer.links), headline=answer.mission
            )
        case NoteAnswer():
            return Draft(tuple(answer.topics), answer.text, tuple(answer.links))
    raise AssertionError(kind)  # SHAPES has no other shape
