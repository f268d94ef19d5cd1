"""Rules about topics of the curriculum: plain text, and a place to practise."""

from collections.abc import Iterator

from content.checks.markdown import more_than_inline_code
from content.problems import Problem, Severity
from content.schema import TopicEntry
from content.sources import Sources


def curriculum_problems(sources: Sources) -> Iterator[Problem]:
    """What the linter has against blocks and topics."""
    for block in sources.blocks:
        for index, topic in enumerate(block.entry.topics):
            place = ("topics", index)
            for inner, text in _texts(topic):
                wrong = more_than_inline_code(text)
                if wrong:
                    yield block.problem((*place, *inner), f"{topic.id}: {wrong}", "markdown")
            kinds = [resource.kind for resource in topic.resources]
            if kinds[0] != "read" or "practise" not in kinds:
                yield block.problem(
                    (*place, "resources"),
                    f"{topic.id}: resources are a page to read first, then a place to practise",
                    "resources",
                    Severity.WARNING,
                )


def _texts(topic: TopicEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("title",), topic.title
    yield ("short",), topic.short
    yield ("mission",), topic.mission
    for name in ("objectives", "misconceptions"):
        for index, text in enumerate(getattr(topic, name)):
            yield (name, index), text
