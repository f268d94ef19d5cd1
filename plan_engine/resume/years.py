"""Numbers that may be years, 1900 to 2099: which of them say when or which, and which count something.

What stands beside a number tells. Where a sentence can be read both ways, a number that is a likely year is one.
"""

import re

from plan_engine.resume.units import MEASURE, PLURAL, SINGULAR, UNIT

AROUND = 60
"""Characters on either side of a number that are looked at: a bound on the work, whatever the line's length."""
_GONE = " · "
"""In a year's place: nothing on its left may be read together with what is on its right."""

_YEAR = r"(?:19|20)\d\d"
_UNLIKELY = re.compile(r"2000|19[0-5]\d|20[5-9]\d|204[1-9]")
"""Nobody's working life has these, or hardly: beside a noun that can be counted they are figures."""
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PART_OF_YEAR = (
    r"(?i:spring|summer|autumn|fall|winter|christmas|q[1-4]|h[12]|fy|early|mid|late|year|"
    r"(?:end|start|beginning|middle|class|batch)\s+of)"
)
_AND = r"\s*(?:-|–|—|/|,|&|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
_MONTH_DATE = re.compile(
    rf"(?:\b{_DAY}\s+)?\b(?:{_MONTH}|{_MONTH.upper()})\.?,?(?:\s+{_DAY},?)?\s+(?:of\s+)?{_YEAR}\b"
)
_DATES = (
    _MONTH_DATE,
    re.compile(rf"(?<![\w/.-])(?:\d{{1,2}}[/.-]){{1,2}}{_YEAR}\b"),  # 03/2019, 31.12.2019
    re.compile(
        rf"(?<![\w/.,-]){_YEAR}(?:/\d{{1,2}}|-[01]\d(?:-[0-3]\d)?)(?![\w/-])"
    ),  # 2019/20, 2019-03
    re.compile(
        rf"(?<![\w.,]){_YEAR}(?:{_AND}(?!(?:{_UNLIKELY.pattern})\s+{PLURAL}\b){_YEAR}\b)+|"
        rf"(?<![\w.,]){_YEAR}{_AND}(?i:present|now|today|current|ongoing)\b"
    ),
    re.compile(rf"\b{_PART_OF_YEAR}[\s/'’-]{{1,3}}(?:of\s+)?{_YEAR}\b"),
    re.compile(r"\b(?i:the|early|mid|late)[\s-](?:19|20)\d0s\b"),
)
_NUMBER = re.compile(rf"(?<![\w.])(?<!\d,){_YEAR}(?![\w+]|[.,]\d)")

# What follows a figure.
_LITTLE_WORD = r"(?:a|an|and|are|as|at|by|for|from|had|has|in|is|of|on|or|that|the|to|was|were|when|where|which|who|with)\b"
_COUNTS = re.compile(
    rf"-{UNIT}(?!\w)|\s+(?:(?:or|and)\s+more\s+|of\s+(?:(?:the|our|its|their|these)\s+)?)?"
    rf"(?:(?!{_LITTLE_WORD})[A-Za-z][\w-]*\s+){{0,2}}?(?:{PLURAL}(?!\w)|{SINGULAR}\s+[a-z]{{3,}}s\b)"
)
_MEASURES = re.compile(rf"\s?{MEASURE}(?!\w)")
_A_TIME = re.compile(
    rf"\s+(?:\S+\s+){{0,2}}?{PLURAL}\s+(?:per|an?|each|every)\s+"
    r"(?:second|minute|hour|day|night|week|month|quarter|year)\b"
)
_TO_A_FIGURE = re.compile(r"\s+(?:\S+\s+){0,2}?to\s+\S{0,3}\d")

# What stands before one, up to its first digit.
_MONEY = re.compile(r"[$€£₹]\s?$")
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_FROM_A_FIGURE = re.compile(r"\bfrom\s+[~$€£₹]?\d\S*(?:\s+\S+){0,2}?\s+to\s+$", re.IGNORECASE)
_JOINED = re.compile(r"[^\s(\[~≈<>=+*]$")
_OPENS = re.compile(r"^\W*$")
_OPENS_WITH_TIME = re.compile(r"(?:^|[.;:]\s)\W*(?:In|By)\s+$")
_ONLY_TIME = re.compile(r"\b(?:since|until|till|during)\s+$", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:in|since|from|until|till|by|during|before|after|the|this|our|their|its|annual)\s+$",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"\b(?:Windows|Server|Office|Access|Excel|Word|Exchange|SharePoint|Studio|Project|Dynamics|Delphi)\s+$"
)
_NAME = re.compile(r"[^\s.;:!?•]\s+[A-Z][\w+#’'.-]*,?\s+$")
"""A capital letter elsewhere than at the beginning: an event, a product or a place, with its year."""


def without_years(sentence: str) -> str:
    """The sentence with numbers that say when or which taken out; what counts something stays."""
    for date in _DATES:
        sentence = date.sub(_GONE, sentence)
    return _NUMBER.sub(lambda found: found[0] if _is_figure(found) else _GONE, sentence)


def _is_figure(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - AROUND) : found.start()]
    after = found.string[found.end() : found.end() + AROUND]
    if _MONEY.search(before) or _MEASURES.match(after) or _A_TIME.match(after):
        return True
    if _FROM_A_FIGURE.search(before) or (_FROM.search(before) and _TO_A_FIGURE.match(after)):
        return True
    if _JOINED.search(before) or not _COUNTS.match(after):
        return False
    says_when = (
        (_OPENS_WITH_TIME, _ONLY_TIME, _EDITION)
        if _UNLIKELY.fullmatch(found[0])
        else (_OPENS, _TIME, _EDITION, _NAME)
    )
    return not any(pattern.search(before) for pattern in says_when)
