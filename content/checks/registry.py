"""All rules, in one list."""

from collections.abc import Callable
from operator import attrgetter

from content.checks import chance, code, cues, markdown, options, stock, wording
from content.checks.question import Question
from content.checks.rules import Rule, each, each_written, together
from content.problems import Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

_topic: Callable[[Question], str] = attrgetter("topic")
_block: Callable[[Question], str] = attrgetter("block")


def _bank(_question: Question) -> str:
    """All questions together."""
    return "bank"


RULES: tuple[Rule, ...] = (
    each("ways-out", _ERROR, options.ways_out),
    each("duplicate-options", _ERROR, options.duplicates),
    each("hidden-answer", _ERROR, options.answered_by_hidden_programs),
    each_written("option-lengths", _WARNING, options.lengths),
    each_written("parallel-options", _WARNING, options.parallel),
    together("key-longest", _ERROR, _block, cues.key_longest),
    together("key-shortest", _WARNING, _block, cues.key_shortest),
    together("key-never-longest", _WARNING, _block, cues.key_never_longest),
    each_written("echo", _WARNING, cues.echoes),
    each_written("absolutes", _WARNING, cues.absolutes),
    each_written("hedges", _WARNING, cues.hedges),
    each("negative", _ERROR, wording.negative),
    together("rarely-negative", _WARNING, _block, wording.rarely_negative),
    each("following", _WARNING, wording.true_ones),
    each("asks", _WARNING, wording.asks),
    each("explanation", _ERROR, wording.explanation),
    each("source", _ERROR, wording.source),
    each("misconception", _ERROR, wording.own_misconception),
    each("time", _WARNING, wording.time),
    each("markdown", _ERROR, markdown.inline_code_only),
    each("language", _ERROR, code.language),
    each("code-size", _WARNING, code.size),
    together("executed-share", _ERROR, _block, code.executed_share),
    each("run-it", _WARNING, code.answered_by_running),
    each("undecided", _ERROR, chance.decided),
    together("enemies", _ERROR, _bank, stock.known_enemies),
    together("near-duplicates", _WARNING, _topic, stock.near_duplicates),
    together("near-duplicate-stems", _WARNING, _block, stock.near_duplicate_stems),
)
