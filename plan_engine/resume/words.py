"""Text as words with their places, so that a name is found whole or not at all."""

import re
from dataclasses import dataclass

# Inside a word: C++, C#, .NET, Node.js, scikit_learn. A dot only before more letters.
_WORD = re.compile(r"\.?[A-Za-zÀ-ɏ0-9_]+(?:['’][A-Za-z]+)?(?:\.(?=[A-Za-z])[A-Za-z0-9_]+)*[+#]*")
_JOINS = re.compile(r"[\s\-‐‑–/]{0,3}")
LIST_MARKS = frozenset(",;|/•·:()[]&+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """In lower case, as names are looked up."""
        return self.text.lower()


def words_of(line: str) -> list[Word]:
    """The words of a line, in order."""
    return [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(line)]


def joined(line: str, first: Word, second: Word) -> bool:
    """Whether two neighbouring words may belong to one name: `CI/CD`, `scikit-learn`, `machine learning`."""
    return _JOINS.fullmatch(line, first.end, second.start) is not None


def mark_before(line: str, word: Word) -> str:
    """The character before a word, blanks left out; empty at the beginning."""
    return line[: word.start].rstrip()[-1:]


def mark_after(line: str, word: Word) -> str:
    """The character after a word, blanks left out; empty at the end."""
    return line[word.end :].lstrip()[:1]
