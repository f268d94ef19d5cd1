"""A topic's questions as they stand in their file now, and what the linter says of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.checks import Question, lint, questions
from content.compiling import compile_library
from content.library import Topic
from content.problems import Problem
from content.sources import read_sources
from plan_engine.values import Level, TopicId


@dataclass(frozen=True, slots=True)
class TopicFile:
    """What a topic holds at this moment; `topic` is None where the curriculum has no such topic."""

    topic: Topic | None
    asked: Sequence[Question]
    stock: Mapping[Level, int]
    found: Mapping[str, Sequence[Problem]]
    """The linter's findings by the name of the question."""
    broken: Sequence[Problem]
    """What keeps questions from being shown: bad YAML, models that were not built."""


def read_topic(root: Path, topic: str) -> TopicFile:
    """Read the topic's block anew, so that a change in a file shows at the next click."""
    block = topic.partition(".")[0]
    sources = read_sources(root, only={block})
    compiled = compile_library(sources, "preview")
    of_block = [question for question in questions(compiled) if question.block == block]
    asked = [question for question in of_block if question.topic == topic]
    findings = lint(of_block)
    own_file = f"bank/{topic.replace('.', '/')}.yaml"
    return TopicFile(
        topic=compiled.library.topics.get(TopicId(topic)),
        asked=sorted(asked, key=lambda question: question.line),
        stock=compiled.library.counted_items(TopicId(topic)),
        found={
            question.name: [
                problem
                for problem in findings
                if (problem.path, problem.line) == (question.path, question.line)
            ]
            for question in asked
        },
        broken=[
            problem
            for problem in (*sources.problems, *compiled.problems)
            if problem.path.endswith(own_file)
        ],
    )
