"""Which skills a line names. Names are found whole, the longest first; names that are also words need a sign.

Target, on tests/plan_engine/resume/traps.yaml: precision 0.98 and recall 0.90 or more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_engine.resume.catalogue import Care, Catalogue, Name, SkillId
from plan_engine.resume.words import LIST_MARKS, Word, joined, mark_after, mark_before, words_of

NEAR = 5
"""How many words away a cue may stand."""

_LEADING = (
    "in using with via knows know learned learning mastered programmed coded wrote write written"
)
LEADING_CUES = frozenset(_LEADING.split())
"""Words straight before a name that introduce a tool ("services in Go")."""
_FOLLOWING = (
    "developer developers engineer engineers programmer programming programs code codebase script scripts "
    "scripting api apis sdk app apps service services microservice microservices backend server servers "
    "library libraries framework frameworks package packages module modules plugin plugins component "
    "components frontend cluster clusters pipeline pipelines jobs dashboards tests client clients "
    "compiler routines routes middleware macros models notebooks toolchain"
)
FOLLOWING_CUES = frozenset(_FOLLOWING.split())
"""Words straight after a name that only follow a tool ("Go services")."""


@dataclass(frozen=True, slots=True)
class _Found:
    skill: SkillId
    name: Name
    first: int
    last: int


def skills_in(line: str, catalogue: Catalogue, *, in_list: bool = False) -> frozenset[SkillId]:
    """The skills that a line names. `in_list`: it stands in a skills section, where items are named, not used."""
    words = words_of(line)
    candidates = list(_candidates(line, words, catalogue))
    candidates = [found for found in candidates if not _means_another(found, words, line)]
    sure = [found for found in candidates if found.name.care is Care.NONE]
    # Twice: what was settled by its own sign vouches for its neighbours in a list.
    for _ in range(2):
        for found in candidates:
            if (
                found not in sure
                and _as_written(found, line, words, any_case=in_list)
                and (
                    found.name.care is Care.CASE
                    or _has_sign(found, line, words, sure, candidates, in_list)
                )
            ):
                sure.append(found)
    return frozenset(found.skill for found in sure)


def _candidates(line: str, words: Sequence[Word], catalogue: Catalogue) -> Iterator[_Found]:
    place = 0
    while place < len(words):
        reach = _reach(line, words, place, catalogue.longest)
        for size in range(reach, 0, -1):
            key = tuple(word.lower for word in words[place : place + size])
            named = catalogue.by_words.get(key)
            if named:
                yield from (_Found(skill, name, place, place + size - 1) for skill, name in named)
                place += size - 1
                break
        place += 1


def _reach(line: str, words: Sequence[Word], place: int, longest: int) -> int:
    """How many words from `place` on may belong to one name."""
    size = 1
    while (
        size < longest
        and place + size < len(words)
        and joined(line, words[place + size - 1], words[place + size])
    ):
        size += 1
    return size


def _as_written(found: _Found, line: str, words: Sequence[Word], *, any_case: bool) -> bool:
    """Whether the letters are as the name has them; a letter glued to a hyphen is none: `C-level`.

    `any_case`: in a list of skills, people write `react, node` too; single letters stay capitals.
    """
    first, last = words[found.first], words[found.last]
    written, name = line[first.start : last.end], found.name.text
    if written != name and not (any_case and len(name) > 2 and written.lower() == name.lower()):
        return False
    glued_before = line[first.start - 1 : first.start] in {"-", "'", "’", "."} and first.start > 1
    glued_after = (
        line[last.end : last.end + 1] in {"-", "'", "’"}
        and line[last.end + 1 : last.end + 2].isalpha()
    )
    return not (glued_before or glued_after)


def _means_another(found: _Found, words: Sequence[Word], line: str) -> bool:
    before = words[found.first - 1].lower if found.first else ""
    after = words[found.last + 1] if found.last + 1 < len(words) else None
    follows = after.lower if after is not None and joined(line, words[found.last], after) else ""
    if before not in found.name.before and follows not in found.name.after:
        return False
    return found.name.care is Care.NONE or not _has_cue(found, words)


def _has_cue(found: _Found, words: Sequence[Word]) -> bool:
    near = {word.lower for word in words[max(0, found.first - NEAR) : found.last + NEAR + 1]}
    return bool(near & found.name.cues)


def _has_sign(
    found: _Found,
    line: str,
    words: Sequence[Word],
    sure: Sequence[_Found],
    everything: Sequence[_Found],
    in_list: bool,
) -> bool:
    """Whether something technical beside it shows that the skill is meant."""
    first, last = words[found.first], words[found.last]
    mark, next_mark = mark_before(line, first), mark_after(line, last)
    alone = (mark == "" or mark in LIST_MARKS) and (
        next_mark == "" or next_mark in LIST_MARKS | {"."}
    )
    if in_list and alone:
        return True
    if _has_cue(found, words):
        return True
    after = words[found.last + 1] if found.last + 1 < len(words) else None
    if after is not None and next_mark not in set(",;.:") and after.lower in FOLLOWING_CUES:
        return True
    if _listed_with(found, line, words, sure, everything):
        return True
    before = words[found.first - 1].lower if found.first else ""
    return before in LEADING_CUES and mark not in set(",;.:") and bool(sure)


def _listed_with(
    found: _Found,
    line: str,
    words: Sequence[Word],
    sure: Sequence[_Found],
    everything: Sequence[_Found],
) -> bool:
    """Whether it is an item of a list that also has a name which means nothing else: `Python, Go and SQL`."""
    by_first = {other.first: other for other in everything}
    by_last = {other.last: other for other in everything}
    certain = {(other.first, other.last) for other in sure}
    for step, neighbours in ((1, by_first), (-1, by_last)):
        place: _Found | None = found
        while place is not None:
            place = _next_item(place, line, words, neighbours, step)
            if place is not None and (place.first, place.last) in certain:
                return True
    return False


def _next_item(
    item: _Found,
    line: str,
    words: Sequence[Word],
    neighbours: dict[int, _Found],
    step: int,
) -> _Found | None:
    """The next name in the same list: a comma, a stroke, `and` or `or` lies between, and nothing else."""
    edge = item.last if step == 1 else item.first
    place = edge + step
    linked = False
    while 0 <= place < len(words) and words[place].lower in {"and", "or", "with", "to"}:
        linked = True
        place += step
    if not 0 <= place < len(words):
        return None
    low, high = (edge, place) if step == 1 else (place, edge)
    between = line[words[low].end : words[high].start]
    marks = set(between) - set(" \t") - set("".join(words[i].text for i in range(low + 1, high)))
    if not (linked or marks) or not marks <= LIST_MARKS:
        return None
    return neighbours.get(place)
