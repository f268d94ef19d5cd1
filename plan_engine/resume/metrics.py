"""Whether a sentence carries a figure that measures something."""

import re

_UNIT = (
    r"(?:%|percent|per\s?cent|x\b|×|ms\b|milliseconds?|s\b|seconds?|minutes?|mins?\b|hours?|days?|weeks?|months?|"
    r"k\b|m\b|bn\b|million|billion|thousand|kb\b|mb\b|gb\b|tb\b|rps\b|qps\b|fps\b|points?|times|"
    r"users?|customers?|clients?|learners?|students?|people|engineers?|developers?|teams?|requests?|queries|"
    r"records?|rows?|tables?|events?|messages?|transactions?|orders?|tickets?|bugs?|defects?|tests?|cases|"
    r"services?|microservices|servers?|nodes?|endpoints?|pages?|screens?|reports?|dashboards?|models?|sites?|"
    r"stores?|countries|releases?|deployments?|pipelines?|containers?|lines|components?|repositories|sources?|"
    r"documents?|files?|images?|products?|datasets?|features?|incidents?|alerts?|jobs?|calls?|visits?|downloads?)"
)
_FIGURE = r"(?<![\w.])\d+(?:[.,]\d+)*\+?"
_BETWEEN = r"[\s-]*(?:[A-Za-z][\w-]*\s+){0,2}?"
_MEASURED = re.compile(rf"{_FIGURE}{_BETWEEN}{_UNIT}(?![\w])|{_FIGURE}\s?%|{_FIGURE}[kKmMx×]\b")
_MONEY = re.compile(r"[$€£₹]\s?\d")
_FROM_TO = re.compile(r"\bfrom\s+\S*\d\S*(?:\s+\S+){0,2}\s+to\s+\S*\d", re.IGNORECASE)
_YEAR_SPAN = re.compile(
    r"\b(?:19|20)\d\d\b(?!\s*(?:users|requests|rows|records|orders|customers|tests))"
)
_FACTOR = re.compile(
    r"\b(?:doubled|tripled|quadrupled|halved|tenfold|twofold|threefold)\b", re.IGNORECASE
)


def has_metric(sentence: str) -> bool:
    """Whether there is a figure with what it counts, money, a factor, or from one figure to another. Years are none."""
    without_years = _YEAR_SPAN.sub(" ", sentence)
    return any(pattern.search(without_years) for pattern in (_MEASURED, _MONEY, _FROM_TO, _FACTOR))
