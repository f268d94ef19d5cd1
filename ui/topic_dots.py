"""From a result's topics to the dots of the topics chart."""

from collections.abc import Iterable

from plan_engine.diagnosis import Counts, Evidence, evidence
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
            is_unsure=_is_unsure(topic),
        )
        for topic in topics
    ]


def _is_unsure(topic: TopicResult) -> bool:
    known = topic.mastery
    here, in_all = Counts(topic.right, topic.served), Counts(known.right, known.answered)
    return evidence(known.p_weak, known.high, here, in_all) is Evidence.UNSURE
