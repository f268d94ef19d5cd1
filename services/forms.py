"""Freezing what is served: an attempt keeps its items, their option order, key and difficulty."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from content.library import Item
from db.tables import AttemptItem, ItemVersion, TestAttempt
from plan_engine.values import ItemId, ItemParameters, Level, TopicId
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FrozenItem:
    """An item's text as it was served; the key is the first option."""

    stem: str
    setup: str | None
    code: str | None
    language: str | None
    options: tuple[str, ...]
    misconceptions: tuple[str, ...]
    explanation: str
    source: str | None
    runs_in: str | None = None
    """What the program is to be read as, with its version; None where none is shown."""


def freeze(
    session: Session,
    work: Workspace,
    attempt: TestAttempt,
    served: Sequence[tuple[ItemParameters, tuple[int, ...]]],
    *,
    first_position: int,
) -> list[AttemptItem]:
    """Add items, each with the order of its options, to an attempt, as they are in the bank now."""
    hashes = _keep_versions(session, [work.content.items[item.id] for item, _ in served])
    rows = []
    for position, (parameters, order) in enumerate(served, start=first_position):
        row = AttemptItem(
            id=work.new_id(),
            attempt_id=attempt.id,
            position=position,
            item_id=parameters.id,
            content_hash=hashes[parameters.id],
            topic=parameters.topic,
            level=int(parameters.level),
            model=parameters.model,
            difficulty=parameters.difficulty,
            discrimination=parameters.discrimination,
            expected_seconds=parameters.expected_seconds,
            option_order=list(order),
            shown_at=None,
        )
        session.add(row)
        rows.append(row)
    session.flush()
    return rows


def thawed(version: ItemVersion) -> FrozenItem:
    """The text of a frozen item."""
    kept = dict(version.content)
    return FrozenItem(
        stem=kept["stem"],
        setup=kept["setup"],
        code=kept["code"],
        language=kept["language"],
        options=tuple(kept["options"]),
        misconceptions=tuple(kept["misconceptions"]),
        explanation=kept["explanation"],
        source=kept["source"],
        runs_in=kept.get("runs_in"),  # not kept before it was shown
    )


def parameters_of(row: AttemptItem) -> ItemParameters:
    """The parameters that an item was served with."""
    return ItemParameters(
        id=ItemId(row.item_id),
        topic=TopicId(row.topic),
        level=Level(row.level),
        model=row.model,
        options=len(row.option_order),
        expected_seconds=row.expected_seconds,
        difficulty=row.difficulty,
        discrimination=row.discrimination,
    )


def reference_as_json(reference: Sequence[ItemParameters]) -> list[dict[str, Any]]:
    """A reference form as it is kept with an attempt."""
    return [
        {
            "id": item.id,
            "topic": item.topic,
            "level": int(item.level),
            "options": item.options,
            "expected_seconds": item.expected_seconds,
            "difficulty": item.difficulty,
            "discrimination": item.discrimination,
        }
        for item in reference
    ]


def reference_from_json(kept: Sequence[dict[str, Any]]) -> tuple[ItemParameters, ...]:
    """The reference form that was kept with an attempt."""
    return tuple(
        ItemParameters(
            id=ItemId(item["id"]),
            topic=TopicId(item["topic"]),
            level=Level(item["level"]),
            model=item["id"],
            options=item["options"],
            expected_seconds=item["expected_seconds"],
            difficulty=item["difficulty"],
            discrimination=item["discrimination"],
        )
        for item in kept
    )


def content_hash(item: Item) -> str:
    """What tells one wording of an item from another."""
    return _hash(item.id, _content(item))


def _content(item: Item) -> dict[str, Any]:
    content = {
        "stem": item.stem,
        "setup": item.setup,
        "code": item.code,
        "language": item.language,
        "options": list(item.options),
        "misconceptions": list(item.misconceptions),
        "explanation": item.explanation,
        "source": item.source,
    }
    return content if item.runs_in is None else {**content, "runs_in": item.runs_in}


def _hash(item_id: ItemId, content: dict[str, Any]) -> str:
    text = json.dumps([item_id, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _keep_versions(session: Session, items: Sequence[Item]) -> dict[ItemId, str]:
    """Keep each item's text once, by its hash; the hash of each.

    Two learners may be the first to be served an item in the same moment: both must succeed.
    """
    hashes = {item.id: content_hash(item) for item in items}
    rows = [
        {"content_hash": hashes[item.id], "item_id": item.id, "content": _content(item)}
        for item in items
    ]
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(ItemVersion).values(rows).on_conflict_do_nothing())
    return hashes
