"""What a day's task says: a template over the curriculum's own words."""

from content.library import Library
from plan_engine.planning import DayOutline, Depth

OPENINGS = {
    Depth.BASICS: "Start from the beginning, without hurry.",
    Depth.REVIEW: "A short look back: you know most of this.",
    Depth.NORMAL: "",
    Depth.DEEPER: "Go beyond the basics today: work on the harder cases and explain each to yourself.",
}


def describe_day(content: Library, outline: DayOutline) -> str:
    """The day's mission, tuned to its depth, and what to look back at on the way."""
    topic = content.topics[outline.topic]
    sentences = [OPENINGS[outline.depth], topic.mission]
    if outline.also:
        names = ", ".join(content.topics[other].title for other in outline.also)
        sentences.append(f"Look back briefly at: {names}.")
    return " ".join(sentence for sentence in sentences if sentence)
