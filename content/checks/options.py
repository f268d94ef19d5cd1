"""Rules about options: distinct, of one kind, none a way out."""

import re
from collections.abc import Iterator

from content.checks.question import Question
from content.models import normalised
from content.options import NO_ROWS, NOTHING, bare_option

_WAYS_OUT = re.compile(
    r"\b(all|none|both|neither|any|either) (of )?(the )?(above|below|options|answers|others?)\b"
    r"|\b(all|none|both|neither) of (these|them)\b"
    r"|\b(both|neither) [A-D] (and|n?or) [A-D]\b",
    re.IGNORECASE,
)
LENGTH_RATIO = 2.5
LENGTH_GAP = 25
"""Characters: below this, a ratio says little."""


def ways_out(question: Question) -> Iterator[str]:
    """No "all of the above" and its kin."""
    for option in question.options:
        if _WAYS_OUT.search(option):
            yield f"the option “{option}” points at other options"


def duplicates(question: Question) -> Iterator[str]:
    """No two options read the same."""
    for item in question.items:
        seen: dict[str, str] = {}
        for option in item.options:
            same = normalised(option)
            if "`" not in same:
                same = same.casefold().rstrip(".")
            if same in seen:
                yield f"two options read the same: “{option}”"
            seen[same] = option


def answered_by_hidden_programs(question: Question) -> Iterator[str]:
    """A program that is not shown answers something: nobody could be asked that it prints nothing."""
    if question.model is None or question.model.show_code:
        return
    for item in question.items:
        if any(bare_option(option) in (NOTHING, NO_ROWS) for option in item.options):
            yield f"a program that is not shown prints nothing in {item.id}"


def lengths(question: Question) -> Iterator[str]:
    """Options are of about one length."""
    sizes = sorted(len(option) for option in question.options)
    if sizes[-1] > LENGTH_RATIO * sizes[0] and sizes[-1] - sizes[0] > LENGTH_GAP:
        yield f"options differ much in length: {sizes[0]} to {sizes[-1]} characters"


def parallel(question: Question) -> Iterator[str]:
    """Options are written alike: full stops and capitals for all of them or for none."""
    prose = [option for option in question.item.options if not option.startswith("`")]
    if len({option.endswith(".") for option in prose}) > 1:
        yield "some options end with a full stop, others do not"
    words = [option for option in prose if option[0].isalpha()]
    if len(words) == len(question.item.options) and len({word[0].isupper() for word in words}) > 1:
        yield "some options begin with a capital, others do not"
