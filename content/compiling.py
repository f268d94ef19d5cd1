"""From files to the library: items as they are served, and where each one came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from content.library import Block, Item, Library, Resource, Target, Topic
from content.models import Clone, clone_id, source_hash
from content.options import shown_answer, shown_output
from content.outputs import BuiltModel, outputs_path, read_outputs
from content.placeholders import fill, placeholder_problems
from content.problems import Problem
from content.schema import BankFile, ItemEntry, ModelEntry
from content.sources import Source, Sources, unreadable_topics
from content.structure import expanded_prerequisites
from plan_engine.values import BlockId, ItemId, Level, TargetId, TopicId

LANGUAGE_OF = {
    "bash": "bash",
    "browser": "html",
    "javascript": "javascript",
    "pandas": "python",
    "python": "python",
    "react": "jsx",
    "sqlite": "sql",
    "typescript": "typescript",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item was written: its file and its place in it."""

    bank: Source[BankFile]
    place: tuple[str | int, ...]


@dataclass(slots=True)
class Compiled:
    """The library that the files make, the origin of each item, and what is stale or missing."""

    library: Library
    origins: dict[ItemId, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def compile_library(sources: Sources, version: str) -> Compiled:
    """Make the library of what could be read; models whose outputs are stale give no items."""
    compiled = Compiled(Library(version, {}, {}, {}, {}, {}))
    items: dict[ItemId, Item] = {}
    enemies = mutual_enemies(sources)
    for item, origin in _items(sources, compiled.problems):
        if item.id not in items:
            hostile = enemies.get(item.model)
            items[item.id] = replace(item, enemies=tuple(sorted(hostile))) if hostile else item
            compiled.origins[item.id] = origin
    by_topic: dict[TopicId, list[ItemId]] = {}
    for item in sorted(items.values(), key=lambda one: one.id):
        by_topic.setdefault(item.topic, []).append(item.id)
    compiled.library = Library(
        version=version,
        targets={target.id: target for target in _targets(sources)},
        blocks={block.id: block for block in _blocks(sources)},
        topics={topic.id: topic for topic in _topics(sources)},
        items=dict(sorted(items.items())),
        by_topic={topic: tuple(ids) for topic, ids in sorted(by_topic.items())},
    )
    return compiled


def mutual_enemies(sources: Sources) -> dict[str, set[str]]:
    """By the id of a question, those that must not stand in one form with it: each names the other."""
    enemies: dict[str, set[str]] = {}
    for bank in sources.banks:
        entries: list[ItemEntry | ModelEntry] = [*bank.entry.items, *bank.entry.models]
        for entry in entries:
            for other in entry.enemies:
                enemies.setdefault(entry.id, set()).add(other)
                enemies.setdefault(other, set()).add(entry.id)
    return enemies


def _targets(sources: Sources) -> Iterator[Target]:
    for entry in sources.targets.entry.targets if sources.targets is not None else []:
        yield Target(
            id=TargetId(entry.id),
            title=entry.title,
            plan_type=entry.plan_type,
            role=entry.role,
            language=entry.language,
            blocks=tuple(BlockId(block) for block in entry.blocks),
            assumes=tuple(BlockId(block) for block in entry.assumes),
            summary=entry.summary,
        )


def _blocks(sources: Sources) -> Iterator[Block]:
    written = {source.entry.id for source in sources.blocks}
    for source in sources.blocks:
        topics = tuple(TopicId(topic.id) for topic in source.entry.topics)
        teaches = tuple(source.entry.teaches)
        yield Block(BlockId(source.entry.id), source.entry.title, topics, teaches)
    for planned in sources.planned.entry.blocks if sources.planned is not None else []:
        if planned.id not in written:
            yield Block(BlockId(planned.id), planned.title, ())


def _topics(sources: Sources) -> Iterator[Topic]:
    prerequisites = expanded_prerequisites(sources)
    for source in sources.blocks:
        for entry in source.entry.topics:
            yield Topic(
                id=TopicId(entry.id),
                block=BlockId(source.entry.id),
                title=entry.title,
                short=entry.short,
                minutes=entry.minutes,
                prerequisites=tuple(TopicId(topic) for topic in prerequisites[entry.id]),
                mission=entry.mission,
                objectives=tuple(entry.objectives),
                misconceptions=tuple(entry.misconceptions),
                resources=tuple(
                    Resource(one.title, one.url, one.kind, one.language) for one in entry.resources
                ),
                checked_on=entry.checked_on,
            )


def _items(sources: Sources, problems: list[Problem]) -> Iterator[tuple[Item, Origin]]:
    outputs: dict[str, dict[str, BuiltModel]] = {}
    in_bank: dict[str, set[str]] = {}
    for bank in sources.banks:
        block = bank.path.parent.name
        if block not in outputs:
            outputs[block] = _outputs(sources, block, problems)
        in_bank.setdefault(block, set()).update(model.id for model in bank.entry.models)
        for index, entry in enumerate(bank.entry.items):
            yield _written(bank.entry.topic, entry), Origin(bank, ("items", index))
        for index, model in enumerate(bank.entry.models):
            origin = Origin(bank, ("models", index))
            wrong = list(placeholder_problems(bank, origin.place, model))
            problems.extend(wrong)
            if wrong:
                continue
            built = outputs[block].get(model.id)
            if built is None or built.source != source_hash(model):
                state = "was not built yet" if built is None else "changed since it was built"
                problems.append(
                    bank.problem(
                        origin.place,
                        f"{model.id} {state}: run `python -m content build {block}`",
                        "stale",
                    )
                )
                continue
            for clone in built.clones:
                yield _made(bank.entry.topic, model, clone), origin
    for block, built_models in outputs.items():
        unreadable = unreadable_topics(sources.root, block, sources.banks)
        for gone in sorted(built_models.keys() - in_bank[block]):
            if gone.rpartition(".")[0] in unreadable:
                continue
            shown = sources.shown(outputs_path(sources.root, block))
            problems.append(
                Problem(
                    shown,
                    1,
                    f"{gone} is no longer in the bank: run `python -m content build {block}`",
                    "stale",
                )
            )


def _outputs(sources: Sources, block: str, problems: list[Problem]) -> dict[str, BuiltModel]:
    try:
        return read_outputs(sources.root, block)
    except ValueError as error:
        shown = sources.shown(outputs_path(sources.root, block))
        problems.append(Problem(shown, 1, str(error), "stale"))
        return {}


def _written(topic: str, entry: ItemEntry) -> Item:
    return Item(
        id=ItemId(entry.id),
        topic=TopicId(topic),
        level=Level(entry.level),
        model=entry.id,
        seconds=entry.seconds,
        stem=entry.stem,
        code=entry.code,
        language=entry.language,
        runtime=None,
        setup=None,
        options=(entry.key, *(distractor.text for distractor in entry.distractors)),
        misconceptions=tuple(distractor.misconception for distractor in entry.distractors),
        explanation=entry.explanation,
        source=entry.source,
    )


def _made(topic: str, model: ModelEntry, clone: Clone) -> Item:
    setup = fill(model.setup, clone.params) if model.setup and model.show_setup else None
    code = fill(model.code, clone.params) if model.show_code else None
    shown = shown_output if model.show_code else shown_answer
    return Item(
        id=ItemId(clone_id(model.id, clone.params)),
        topic=TopicId(topic),
        level=Level(model.level),
        model=model.id,
        seconds=model.seconds,
        stem=fill(model.stem, clone.params),
        code=code,
        language=(model.language or LANGUAGE_OF[model.runtime]) if setup or code else None,
        runtime=model.runtime,
        setup=setup,
        options=(
            shown(clone.key),
            *(shown(output) for _, output in clone.distractors),
        ),
        misconceptions=tuple(
            fill(model.mutants[mutant].misconception, clone.params)
            for mutant, _ in clone.distractors
        ),
        explanation=fill(model.explanation, clone.params),
        source=model.source,
    )
