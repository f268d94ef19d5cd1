"""`preview`: a topic's questions in the browser, exactly as learners see them."""

import argparse
import contextlib
import subprocess
import sys
from pathlib import Path

from content.commands.said import Said
from content.sources import read_sources

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "ui" / "authoring" / "preview.py"
"""Not imported: the tools lie below the screens, and this page is outside the app's site."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    preview = commands.add_parser("preview", help="show a topic's questions as learners see them")
    preview.add_argument("topic", help="a topic of the curriculum, such as python_core.d3")
    preview.add_argument("--port", type=int, default=8599, help="where to listen, on loopback only")
    preview.set_defaults(run=run)


def run(asked: argparse.Namespace, root: Path) -> Said:
    """Serve the page until Ctrl+C."""
    sources = read_sources(root, only=())
    topics = {topic.id for block in sources.blocks for topic in block.entry.topics}
    if asked.topic not in topics:
        return Said((f"There is no topic {asked.topic} in a readable file of the curriculum.",), 1)
    with contextlib.suppress(KeyboardInterrupt):
        status = subprocess.run(  # noqa: S603 - our own page, no shell
            command(root, asked.topic, asked.port), cwd=REPOSITORY, check=False
        ).returncode
        return Said((), min(abs(status), 1))
    return Said(())


def command(root: Path, topic: str, port: int) -> list[str]:
    """What serves the page: to this machine only, under the app's own looks and settings."""
    settings = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(PAGE), *flags, "--", str(root), topic]
