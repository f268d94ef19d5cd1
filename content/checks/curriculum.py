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
            for language in dict.fromkeys(one.language for one in topic.resources):
                wrong = _what_is_wrong_for(topic, language)
                if wrong:
                    reader = f" for who reads {language}" if language else ""
                    yield block.problem(
                        (*place, "resources"),
                        f"{topic.id}: resources{reader} are {wrong}",
                        "resources",
                        Severity.WARNING,
                    )


def _what_is_wrong_for(topic: TopicEntry, language: str | None) -> str | None:
    """What is wrong with the resources that a reader of this language gets; None: of none at all."""
    kinds = [one.kind for one in topic.resources if one.language in (None, language)]
    in_languages = any(one.language for one in topic.resources)
    if language is None and in_languages:
        return None  # who reads none of them is not taught this topic
    if not 2 <= len(kinds) <= 3:
        return f"two or three, not {len(kinds)}"
    if kinds[0] != "read" or "practise" not in kinds:
        return "a page to read first, then a place to practise"
    return None


def _texts(topic: TopicEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("title",), topic.title
    yield ("short",), topic.short
    yield ("mission",), topic.mission
    for name in ("objectives", "misconceptions"):
        for index, text in enumerate(getattr(topic, name)):
            yield (name, index), text
