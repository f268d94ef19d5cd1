"""Why a figure may not be told: which counts would each have to be nobody, or enough people."""

from plan_engine.metrics.definitions import FEWEST_PEOPLE, Metric

_COUNTS = {
    Metric.ENGAGEMENT: "had a scheduled date, kept one, or missed one",
    Metric.FIRST_ATTEMPT: "sat a test, passed it, or failed it",
    Metric.EVENTUAL: "sat a test, passed in time, or did not",
    Metric.READINESS: "sat both tests",
    Metric.COMPLETION: "started a plan, completed it, or did not",
    Metric.PLACEMENT: "completed a plan so long ago, are in this share, or are not",
}


def why_few(metric: Metric) -> str:
    """The counts of a metric of which one is too small.

    Which one is not said: bounds add up. Of two parts that have eight failures between them, and
    fewer than five each, each has four.
    """
    return f"Fewer than {FEWEST_PEOPLE} people {_COUNTS[metric]}; or it would tell about so few elsewhere."
