"""What may be served: questions whose key a second person found without seeing it."""

from dataclasses import replace
from pathlib import Path

from content.checks.question import questions
from content.compiling import Compiled
from content.library import Library
from content.reviewing import current_record, read_records


def reviewed_only(compiled: Compiled, root: Path) -> Library:
    """The library without questions that have no blind answer, or a differing one, for what they are now."""
    asked = questions(compiled)
    records = {block: read_records(root, block) for block in {question.block for question in asked}}
    shipped = {
        item.id
        for question in asked
        if (record := current_record(question, records[question.block])) is not None
        and record.agrees
        for item in question.items
    }
    library = compiled.library
    by_topic = {
        topic: tuple(item for item in items if item in shipped)
        for topic, items in library.by_topic.items()
    }
    return replace(
        library,
        items={key: item for key, item in library.items.items() if key in shipped},
        by_topic={topic: items for topic, items in by_topic.items() if items},
    )
