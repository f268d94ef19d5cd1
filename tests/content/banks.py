"""Small content folders: a curriculum of one or two blocks, and whatever questions a test needs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

BLOCK = "knots"
TOPIC = "knots.d1"


def a_content(
    folder: Path,
    *,
    items: Sequence[dict[str, Any]] = (),
    models: Sequence[dict[str, Any]] = (),
    topic: str = TOPIC,
) -> Path:
    """A content folder with the block `knots`, a target, and one bank file. Gives its root."""
    root = folder / "content"
    write(root / "curriculum/targets.yaml", {"targets": [a_target()]})
    write(
        root / "curriculum/planned.yaml",
        {"blocks": [{"id": "sails", "title": "Sails"}, {"id": "charts", "title": "Charts"}]},
    )
    write(root / "curriculum/blocks/knots.yaml", a_block(BLOCK))
    if items or models:
        write_bank(root, topic, items, models)
    return root


def write_bank(
    root: Path,
    topic: str,
    items: Sequence[dict[str, Any]] = (),
    models: Sequence[dict[str, Any]] = (),
) -> Path:
    """Write the bank file of a topic."""
    block, day = topic.split(".")
    path = root / "bank" / block / f"{day}.yaml"
    write(path, {"topic": topic, "items": list(items), "models": list(models)})
    return path


def write(path: Path, value: object) -> None:
    """Write a YAML file, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8"
    )


def a_target(**changes: Any) -> dict[str, Any]:
    """A role target over one written and two planned blocks."""
    return {
        "id": "sailor-python",
        "title": "Sailor (Python)",
        "plan_type": "role",
        "role": "sailor",
        "language": "python",
        "blocks": ["knots", "sails", "charts"],
        "summary": "Ties knots that hold.",
        **changes,
    }


def a_block(name: str) -> dict[str, Any]:
    """A block of seven topics, each building on the one before."""
    return {
        "id": name,
        "title": name.capitalize(),
        "teaches": ["python"],
        "topics": [a_topic(name, day) for day in range(1, 8)],
    }


def a_topic(block: str, day: int, **changes: Any) -> dict[str, Any]:
    """A topic with everything that the schema asks for."""
    return {
        "id": f"{block}.d{day}",
        "title": f"{block.capitalize()}, part {day}",
        "short": f"{block.capitalize()} {day}",
        "minutes": 45,
        "prerequisites": [f"{block}.d{day - 1}"] if day > 1 else [],
        "mission": "Tie it, then untie it.",
        "objectives": ["Tie it", "Untie it", "Say when it slips"],
        "misconceptions": ["Any knot holds", "Wet rope holds better"],
        "resources": [
            {"title": "Reading", "url": "https://example.org/read", "kind": "read"},
            {"title": "Practice", "url": "https://example.org/practise", "kind": "practise"},
        ],
        "checked_on": yaml.safe_load("2026-03-01"),
        **changes,
    }


def an_item(slug: str = "loop", topic: str = TOPIC, **changes: Any) -> dict[str, Any]:
    """A question that the linter has nothing against; None takes a field away."""
    entry = {
        "id": f"{topic}.{slug}",
        "level": 2,
        "seconds": 45,
        "stem": f"A rope must hold a boat overnight and come undone by hand. Which {slug} fits?",
        "key": "A bowline at the post",
        "distractors": [
            {"text": "A granny knot tied twice", "misconception": "More knot, more hold"},
            {"text": "A slip knot on the bow", "misconception": "Takes quick for safe"},
            {"text": "Two turns without a knot", "misconception": "Trusts friction alone"},
        ],
        "explanation": "A bowline holds under load and can still be untied when the load is gone.",
        "source": "https://example.org/knots",
        **changes,
    }
    return {name: value for name, value in entry.items() if value is not None}


def a_model(slug: str = "sum", topic: str = TOPIC, **changes: Any) -> dict[str, Any]:
    """A Python model with two parameters and three mutants; None takes a field away."""
    entry = {
        "id": f"{topic}.{slug}",
        "level": 1,
        "seconds": 40,
        "runtime": "python",
        "stem": "What does this program print?",
        "params": {"a": [1, 2], "b": [5, 7, 9]},
        "code": "print(sum(range(<<a>>, <<b>>)))",
        "mutants": {
            "end_included": {
                "misconception": "Takes the end as included",
                "code": "print(sum(range(<<a>>, <<b>> + 1)))",
            },
            "from_zero": {
                "misconception": "Starts at nought whatever is said",
                "code": "print(sum(range(<<b>>)) - 1)",
            },
            "counts": {
                "misconception": "Counts the numbers instead of adding them",
                "code": "print(len(range(<<a>>, <<b>>)))",
            },
        },
        "explanation": "The range starts at <<a>> and stops before <<b>>; its numbers are added.",
        **changes,
    }
    return {name: value for name, value in entry.items() if value is not None}


def a_query(slug: str = "total", topic: str = TOPIC, **changes: Any) -> dict[str, Any]:
    """An SQLite model without parameters."""
    entry = {
        "id": f"{topic}.{slug}",
        "level": 1,
        "seconds": 40,
        "runtime": "sqlite",
        "stem": "What does the query return?",
        "setup": "CREATE TABLE rope(name TEXT, metres INTEGER);\n"
        "INSERT INTO rope VALUES\n  ('bow', 12), ('stern', 8), ('spring', NULL);",
        "code": "SELECT COUNT(metres) FROM rope;",
        "mutants": {
            "all_rows": {
                "misconception": "Counts rows with NULL too",
                "code": "SELECT COUNT(*) FROM rope;",
            },
            "adds": {
                "misconception": "Adds instead of counting",
                "code": "SELECT SUM(metres) FROM rope;",
            },
        },
        "explanation": "COUNT of a column passes over rows in which the column is NULL.",
        **changes,
    }
    return {name: value for name, value in entry.items() if value is not None}
