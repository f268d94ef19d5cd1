"""From a result's topics to the dots of the topics chart."""

from collections.abc import Iterable

from plan_engine.diagnosis import Evidence, evidence
from plan_engine.measurement.mastery import TopicMastery
from services.result_views import TopicResult
from ui.charts.topics import TopicDot


def dots(topics: Iterable[TopicResult]) -> list[TopicDot]:
    """One dot for each topic."""
    return [
        TopicDot(
            name=topic.short,
            right=topic.right,
            served=topic.served,
            estimate=topic.mastery.domain_score,
            low=topic.mastery.low,
            high=topic.mastery.high,
            p_weak=topic.mastery.p_weak,
            is_unsure=_is_unsure(topic.mastery),
        )
        for topic in topics
    ]


def _is_unsure(known: TopicMastery) -> bool:
    found = evidence(known.right, known.answered, known.p_weak, known.high)
    return found is Evidence.UNSURE
