"""Whether a sentence carries a figure that measures something."""

import re

from plan_engine.resume.units import UNIT
from plan_engine.resume.years import without_years

# Every repetition is bounded: a line may be 100,000 characters of digits.
_FIGURE = r"(?<![\w.])(?<!\d,)\d{1,15}(?:[.,]\d{1,15}){0,6}\+?"
_BETWEEN = r"[\s-]{0,4}(?:[A-Za-z][\w-]{0,40}\s{1,4}){0,2}?"
_MEASURED = re.compile(rf"{_FIGURE}{_BETWEEN}{UNIT}(?![\w])|{_FIGURE}\s?%|{_FIGURE}[kKmMx×]\b")
_MONEY = re.compile(r"[$€£₹]\s?\d")
_FROM_TO = re.compile(
    r"\bfrom\s{1,4}\S{0,20}\d\S{0,20}(?:\s{1,4}\S{1,40}){0,2}\s{1,4}to\s{1,4}\S{0,20}\d",
    re.IGNORECASE,
)
_FACTOR = re.compile(
    r"\b(?:doubled|tripled|quadrupled|halved|tenfold|twofold|threefold)\b", re.IGNORECASE
)


def has_metric(sentence: str) -> bool:
    """Whether there is a figure with what it counts, money, a factor, or from one figure to another. Years are none."""
    figures = without_years(sentence)
    return any(pattern.search(figures) for pattern in (_MEASURED, _MONEY, _FROM_TO, _FACTOR))
