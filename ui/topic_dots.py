"""From a result's topics to the dots of the topics chart."""

from collections.abc import Iterable

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
        )
        for topic in topics
    ]
