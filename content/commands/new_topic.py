"""`new-topic`: a bank file to begin with."""

import argparse
from pathlib import Path

from content.commands.said import Said
from content.scaffolding import new_bank_file
from content.sources import read_sources


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    new = commands.add_parser("new-topic", help="write an empty bank file for a topic")
    new.add_argument("topic", help="a topic of the curriculum, such as python_core.d3")
    new.set_defaults(run=run)


def run(asked: argparse.Namespace, root: Path) -> Said:
    """Write the file, unless there is one or the curriculum has no such topic."""
    sources = read_sources(root)
    topics = {topic.id: topic for block in sources.blocks for topic in block.entry.topics}
    topic = topics.get(asked.topic)
    if topic is None:
        return Said((f"There is no topic {asked.topic} in a readable file of the curriculum.",), 1)
    block, day = topic.id.split(".")
    path = root / "bank" / block / f"{day}.yaml"
    if path.exists():
        return Said((f"{sources.shown(path)} is there already.",), 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new_bank_file(topic), encoding="utf-8")
    return Said((f"{sources.shown(path)} is ready to be written.",))
