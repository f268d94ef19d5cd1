"""Keeping the daily totals: computed from what happened, again from the week that is not settled."""
