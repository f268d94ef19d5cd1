"""What one file says of another must hold: ids, references, prerequisites."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from content.problems import Problem
from content.schema import ItemEntry, ModelEntry
from content.sources import Sources
from plan_engine.values import Level

LEAST_A_LEVEL = 3
"""Items or models of each level that a topic has at least."""


def structure_problems(sources: Sources) -> Iterator[Problem]:
    """Every reference that points nowhere, every id that stands twice, every circle."""
    yield from _block_problems(sources)
    yield from _prerequisite_problems(sources)
    yield from _target_problems(sources)
    yield from _bank_problems(sources)


def level_problems(sources: Sources) -> Iterator[Problem]:
    """Topics that have too few questions of a level; a model counts once."""
    for bank in sources.banks:
        asked: list[ItemEntry | ModelEntry] = [*bank.entry.items, *bank.entry.models]
        for level in Level:
            count = sum(one.level == level for one in asked)
            if count < LEAST_A_LEVEL:
                yield bank.problem(
                    ("topic",),
                    f"{bank.entry.topic} has {count} of at least {LEAST_A_LEVEL} questions "
                    f"of level {level.value}",
                    "levels",
                )


def expanded_prerequisites(sources: Sources) -> dict[str, tuple[str, ...]]:
    """The topics that each topic builds on; a named block stands for its topics, if it has any."""
    topics_of = {
        block.entry.id: [topic.id for topic in block.entry.topics] for block in sources.blocks
    }
    expanded: dict[str, tuple[str, ...]] = {}
    for block in sources.blocks:
        for topic in block.entry.topics:
            named: dict[str, None] = {}
            for prerequisite in topic.prerequisites:
                for one in topics_of.get(prerequisite, [prerequisite]):
                    if "." in one:
                        named[one] = None
            expanded[topic.id] = tuple(named)
    return expanded


def _block_problems(sources: Sources) -> Iterator[Problem]:
    for block in sources.blocks:
        name = block.path.stem
        if block.entry.id != name:
            yield block.problem(
                ("id",), f"id is {block.entry.id}, but the file is {name}.yaml", "id"
            )
        for index, topic in enumerate(block.entry.topics):
            wanted = f"{block.entry.id}.d{index + 1}"
            if topic.id != wanted:
                yield block.problem(
                    ("topics", index, "id"),
                    f"topic {index + 1} has the id {topic.id} instead of {wanted}",
                    "id",
                )


def _prerequisite_problems(sources: Sources) -> Iterator[Problem]:
    known = _blocks(sources) | {
        topic.id for block in sources.blocks for topic in block.entry.topics
    }
    for block in sources.blocks:
        for index, topic in enumerate(block.entry.topics):
            for place, prerequisite in enumerate(topic.prerequisites):
                if prerequisite not in known:
                    yield block.problem(
                        ("topics", index, "prerequisites", place),
                        f"{topic.id}: there is no topic or block {prerequisite}",
                        "reference",
                    )
    circle = _circle(expanded_prerequisites(sources))
    for block in sources.blocks:
        for index, topic in enumerate(block.entry.topics):
            if circle and topic.id == circle[0]:
                yield block.problem(
                    ("topics", index, "prerequisites"),
                    f"prerequisites go in a circle: {' → '.join(circle)}",
                    "circle",
                )


def _target_problems(sources: Sources) -> Iterator[Problem]:
    targets = sources.targets
    if targets is None:
        return
    known = _blocks(sources)
    seen: set[str] = set()
    for index, target in enumerate(targets.entry.targets):
        if target.id in seen:
            yield targets.problem(("targets", index, "id"), f"{target.id} stands twice", "id")
        seen.add(target.id)
        for name in ("blocks", "assumes"):
            for place, block in enumerate(getattr(target, name)):
                if block not in known:
                    yield targets.problem(
                        ("targets", index, name, place),
                        f"{target.id}: there is no block {block}, written or planned",
                        "reference",
                    )
        if len(set(target.blocks)) < len(target.blocks):
            yield targets.problem(
                ("targets", index, "blocks"), f"{target.id}: a block stands twice", "reference"
            )
        if (target.role is not None) != (target.plan_type == "role"):
            yield targets.problem(
                ("targets", index, "plan_type"),
                f"{target.id}: a role target names its role, a language target none",
                "schema",
            )


def _bank_problems(sources: Sources) -> Iterator[Problem]:
    topics = {topic.id for block in sources.blocks for topic in block.entry.topics}
    seen: dict[str, str] = {}
    for bank in sources.banks:
        wanted = f"{bank.path.parent.name}.{bank.path.stem}"
        if bank.entry.topic != wanted:
            yield bank.problem(
                ("topic",), f"topic is {bank.entry.topic}, but the file holds {wanted}", "id"
            )
        elif bank.entry.topic not in topics:
            yield bank.problem(
                ("topic",), f"there is no topic {bank.entry.topic} in the curriculum", "reference"
            )
        named = [
            *((("items", index, "id"), item.id) for index, item in enumerate(bank.entry.items)),
            *((("models", index, "id"), model.id) for index, model in enumerate(bank.entry.models)),
        ]
        for place, name in named:
            if not name.startswith(f"{bank.entry.topic}."):
                yield bank.problem(place, f"{name} does not begin with {bank.entry.topic}.", "id")
            at = f"{bank.shown}:{bank.line(*place)}"
            if name in seen:
                yield bank.problem(place, f"{name} stands also at {seen[name]}", "id")
            seen.setdefault(name, at)


def _blocks(sources: Sources) -> set[str]:
    planned = sources.planned.entry.blocks if sources.planned is not None else []
    return {block.entry.id for block in sources.blocks} | {block.id for block in planned}


def _circle(prerequisites: Mapping[str, Iterable[str]]) -> list[str]:
    try:
        TopologicalSorter(prerequisites).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []
