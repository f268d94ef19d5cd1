"""The compiled library as JSON and back: plain values only, nothing that runs when it is read."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

from content.library import Block, Item, Library, Resource, Target, Topic
from plan_engine.values import Level


def library_to_json(library: Library) -> str:
    """The library as text; `library_from_json` gives an equal one back."""
    return json.dumps(
        {
            "version": library.version,
            "targets": [_fields(target) for target in library.targets.values()],
            "blocks": [_fields(block) for block in library.blocks.values()],
            "topics": [
                {
                    **_fields(topic),
                    "resources": [_fields(resource) for resource in topic.resources],
                    "checked_on": topic.checked_on.isoformat(),
                }
                for topic in library.topics.values()
            ],
            "items": [_fields(item) for item in library.items.values()],
            "by_topic": library.by_topic,
        },
        ensure_ascii=False,
    )


def library_from_json(text: str) -> Library:
    """The library that was written. Raises ValueError, KeyError or TypeError on anything else."""
    read = json.loads(text)
    targets = [Target(**_tuples(entry)) for entry in read["targets"]]
    blocks = [Block(**_tuples(entry)) for entry in read["blocks"]]
    topics = [
        Topic(
            **{
                **_tuples(entry),
                "resources": tuple(Resource(**one) for one in entry["resources"]),
                "checked_on": date.fromisoformat(entry["checked_on"]),
            }
        )
        for entry in read["topics"]
    ]
    items = [Item(**{**_tuples(entry), "level": Level(entry["level"])}) for entry in read["items"]]
    return Library(
        version=read["version"],
        targets={target.id: target for target in targets},
        blocks={block.id: block for block in blocks},
        topics={topic.id: topic for topic in topics},
        items={item.id: item for item in items},
        by_topic={topic: tuple(ids) for topic, ids in read["by_topic"].items()},
    )


def _fields(value: Any) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
