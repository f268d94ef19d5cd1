"""Estimated minutes as this visitor is to expect them: with the extra time they were granted."""

from plan_engine.minutes import own_minutes
from ui.visit import this_visit
from ui.words import minutes


def own_time(estimated: int) -> str:
    """A day's length as people say it, for whoever is here."""
    user = this_visit().user
    return minutes(own_minutes(estimated, user.extra_time_percent if user else 0))
