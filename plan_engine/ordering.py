"""Orders of topics in which prerequisites come first."""

from collections.abc import Callable, Sequence
from typing import Any

from plan_engine.curriculum import TopicOutline


class PrerequisiteCycle(ValueError):
    """Topics require each other in a circle, so none of them can come first."""


def prerequisites_first(
    topics: Sequence[TopicOutline], key: Callable[[TopicOutline], Any]
) -> list[TopicOutline]:
    """The topics so that each follows its prerequisites among them, else by smallest key.

    Prerequisites that are not among the topics are taken as met. Raises PrerequisiteCycle.
    """
    waiting = sorted(topics, key=key)
    ordered: list[TopicOutline] = []
    while waiting:
        left = {topic.id for topic in waiting}
        ready = next((t for t in waiting if not t.prerequisites & left), None)
        if ready is None:
            raise PrerequisiteCycle(f"These topics require each other: {sorted(left)}.")
        waiting.remove(ready)
        ordered.append(ready)
    return ordered
