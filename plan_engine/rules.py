"""Every number of the product, once, with its unit and where it comes from.

"Specification" is the user's own text; "design" is a decision recorded in docs/decisions/.
"""

from typing import Final

# Plans (specification: 3-4 weeks, one skill block a week, 7 daily tasks a week).
WEEKS_MIN: Final = 3
WEEKS_MAX: Final = 4
DAYS_A_WEEK: Final = 7
BLOCK_MASTERED_PROBABILITY: Final = 0.8
"""A block is dropped from a four-week plan from this probability of mastery on (design)."""
MASTERY_BAR: Final = 0.85
"""Domain score, as a fraction, from which a topic or block counts as mastered (design)."""

# Test lengths, in items (assessment: design; the others: specification).
ASSESSMENT_ITEMS: Final = 36
WEEKLY_TEST_ITEMS: Final = 30
FINAL_TEST_ITEMS: Final = 60

# Cuts, in whole percent (specification).
WEEKLY_PASS_SCORE: Final = 70
"""A weekly score at or above this passes."""
FINAL_CORRECTION_SCORE: Final = 70
"""A final score at or below this leads to the correction plan."""
JOB_READY_SCORE: Final = 80
NEEDS_TRAINING_SCORE: Final = 60
TIER_UP_SCORE: Final = 85
"""A weekly score at or above this makes the next week harder (design)."""

# Weak topics (design; domain scores are fractions).
WEAK_BAR: Final = 0.70
WEAK_PROBABILITY: Final = 0.5
"""A topic is weak when its domain score is below the bar with at least this probability."""
SEVERITY_MEDIUM: Final = 0.65
SEVERITY_HIGH: Final = 0.85
"""Probability of being below the bar from which severity is medium, and above which it is high."""

FEW_OWN_ANSWERS: Final = 3
"""Fewer answers than this on a topic never show it clearly weak, however sure its block is (design)."""

# Recovery (specification: 2-4 extra days, 2-week correction plan).
EXTRA_DAYS_MIN: Final = 2
EXTRA_DAYS_MAX: Final = 4
CORRECTION_WEEKS: Final = 2
FAILURES_BEFORE_HELP: Final = 3
"""Failures in one week that flag the learner to the counsellor and show other roles (design)."""

# Rewards, in XP (specification).
XP_DAILY_TASK: Final = 15
XP_WEEKLY_TEST: Final = 300
XP_STREAK_DAY: Final = 5
XP_RECOVERY: Final = 25
XP_SPEED: Final = 10
XP_CONSISTENCY: Final = 20
XP_PER_LEVEL: Final = 100
CONSISTENCY_DAYS: Final = 7
"""Consecutive days after which consistency is rewarded, each time (specification)."""
SPEED_FRACTION: Final = 0.5
"""A task finished in under this fraction of its estimated time earns speed XP (specification)."""
SPEED_FLOOR_FRACTION: Final = 0.1
"""... but only over this fraction: faster was not done, only clicked (design)."""

# Rapid guesses (design, after Wise & Ma's normative threshold: 10% of the expected time).
RAPID_FRACTION: Final = 0.1
RAPID_FLOOR_SECONDS: Final = 2.0

# Content, in counted items (docs/decisions/0015): an item counts once, a model as often as it has
# clones with different keys, but no more than CLONES_COUNTED_PER_MODEL.
ITEMS_PER_TOPIC_STOCKED: Final = 27
ITEMS_PER_LEVEL_STOCKED: Final = 8
"""What every topic of a target needs, in all and at each level, before learners may start it."""
CLONES_COUNTED_PER_MODEL: Final = 4

# Time on an item (design). Longer than this many times the expected time: the person was away,
# and the time says nothing about pace.
AWAY_FACTOR: Final = 10.0

# Extra time that a counsellor may grant, in percent of the usual time (docs/decisions).
EXTRA_TIME_PERCENTS: Final = (0, 25, 50, 100)

# Difficulty tiers of a week (design): 0 is the reference.
TIER_MIN: Final = -1
"""Only extra days go below the reference; forms never do."""
TIER_MAX: Final = 2

# Answers of earlier plans (design): a new assessment counts those on its own topics that are not
# older than this, as older answers; longer ago, too much may have been learned or forgotten.
EARLIER_ANSWERS_DAYS: Final = 180
