"""Numbers by which a counsellor is told about a learner, each with its unit and where it comes from."""

from typing import Final

# Silence, against the learner's own rhythm (design). If somebody comes back on any one day with a
# chance of one over their usual gap, a silence longer than the allowed one has this chance or less.
SILENCE_CHANCE: Final = 0.05
GAPS_COUNTED: Final = 10
"""The last gaps between active dates that make a rhythm."""
PRIOR_GAP_DAYS: Final = 1.5
"""The usual gap before anything is known: a plan asks for one day's task a day."""
PRIOR_GAPS: Final = 3
"""How many gaps that expectation counts for."""
SILENCE_MIN_DAYS: Final = 3
SILENCE_MAX_DAYS: Final = 14
"""Nobody is told off for a weekend; two weeks are told whatever the rhythm was."""

FAILURES_TO_WATCH: Final = 2
"""Failures of one week's test, not passed since, from which a counsellor is told (issue: second)."""

RAPID_SHARE: Final = 0.10
"""Share of rapid guesses in a test above which it says little: response-time effort under 0.90
(Wise & Kong 2005, Applied Measurement in Education 18)."""

BEHIND_DAYS: Final = 7
"""A whole week behind one day's task (or one test) a day (design)."""

START_DAYS: Final = 3
"""Days from which somebody who could take the next first step, and has not, is told (design)."""

# What each reason weighs when learners are sorted by who needs a counsellor (design).
WEIGHT_FAILING_OFTEN: Final = 5
"""From the failures on at which other roles are shown (rules.FAILURES_BEFORE_HELP)."""
WEIGHT_FAILING: Final = 3
WEIGHT_SILENT: Final = 3
WEIGHT_FALLING: Final = 2
WEIGHT_GUESSING: Final = 2
WEIGHT_BEHIND: Final = 2
WEIGHT_NEVER_STARTED: Final = 1
URGENT_WEIGHT: Final = 5
"""Sum of weights from which a learner needs a word now."""
