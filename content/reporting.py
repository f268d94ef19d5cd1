"""What the bank holds, block by block: stock, execution, cues, blind agreement, resources."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.checks.code import with_code
from content.checks.cues import echoed_words, longest_key, shortest_key
from content.checks.question import Question
from content.library import Block, Library
from content.reviewing import Record, current_record
from plan_engine.values import Level


@dataclass(frozen=True, slots=True)
class BlockReport:
    """The figures of one block; a question is an item or a model, a model counts once."""

    block: str
    topics: int
    questions: int
    by_level: Mapping[Level, int]
    models: int
    items: int
    """What learners can be served: items and clones."""
    executed: float
    """Share of items whose key was computed by running a program."""
    executed_of_code: float
    """The same share of the questions that have a program, shown or not."""
    fewest_a_topic: int
    key_longest: float
    """Share of prose items whose key is uniquely the longest option."""
    key_shortest: float
    key_echoes: float
    """Share of prose items whose key repeats more of the stem than every distractor."""
    answered_blind: int
    """Questions with a blind answer that still stands."""
    agreeing: int
    resources: int


def block_report(
    block: Block, library: Library, asked: Sequence[Question], records: Mapping[str, Record]
) -> BlockReport:
    """The figures of a written block; `asked` holds its questions."""
    written = [question for question in asked if question.written]
    items = [item for question in asked for item in question.items]
    per_topic = Counter(question.topic for question in asked)
    current = [current_record(question, records) for question in asked]
    return BlockReport(
        block=block.id,
        topics=len(block.topics),
        questions=len(asked),
        by_level={
            level: sum(question.item.level is level for question in asked) for level in Level
        },
        models=len(asked) - len(written),
        items=len(items),
        executed=_share(sum(item.is_executed for item in items), len(items)),
        executed_of_code=_share(len(asked) - len(written), len(with_code(asked))),
        fewest_a_topic=min((per_topic[topic] for topic in block.topics), default=0),
        key_longest=_share(sum(map(longest_key, written)), len(written)),
        key_shortest=_share(sum(map(shortest_key, written)), len(written)),
        key_echoes=_share(sum(bool(echoed_words(one)) for one in written), len(written)),
        answered_blind=sum(record is not None for record in current),
        agreeing=sum(record is not None and record.agrees for record in current),
        resources=sum(len(library.topics[topic].resources) for topic in block.topics),
    )


def show_reports(reports: Sequence[BlockReport]) -> Iterator[str]:
    """The reports as the lines of one table, headed by what each column means."""
    rows = [
        (
            "block",
            "topics",
            "questions",
            "levels 1/2/3",
            "fewest a topic",
            "models",
            "items",
            "executed",
            "of code",
            "key longest",
            "key shortest",
            "key echoes",
            "blind",
            "agree",
            "resources",
        )
    ]
    rows += [
        (
            report.block,
            str(report.topics),
            str(report.questions),
            "/".join(str(report.by_level[level]) for level in Level),
            str(report.fewest_a_topic),
            str(report.models),
            str(report.items),
            f"{report.executed:.0%}",
            f"{report.executed_of_code:.0%}",
            f"{report.key_longest:.0%}",
            f"{report.key_shortest:.0%}",
            f"{report.key_echoes:.0%}",
            f"{report.answered_blind}/{report.questions}",
            f"{_share(report.agreeing, report.answered_blind):.0%}"
            if report.answered_blind
            else "–",
            str(report.resources),
        )
        for report in reports
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *others]).rstrip()


def show_targets(library: Library) -> Iterator[str]:
    """A line for each target: whether it can be started, and what is missing."""
    for target in library.targets.values():
        shortages = library.readiness_to_start(target.id)
        if not shortages:
            yield f"{target.id}: can be started"
            continue
        shown = " ".join(str(shortage) for shortage in shortages[:3])
        more = f" And {len(shortages) - 3} more." if len(shortages) > 3 else ""
        yield f"{target.id}: cannot be started yet. {shown}{more}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
