"""content/generated/<block>.json: what item models gave when they were run. Written by `build` only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.models import Clone


@dataclass(frozen=True, slots=True)
class BuiltModel:
    """The clones of one model, and the hash of the source that they were made from."""

    source: str
    clones: tuple[Clone, ...]


def outputs_path(root: Path, block: str) -> Path:
    """Where a block's outputs stand."""
    return root / "generated" / f"{block}.json"


def read_outputs(root: Path, block: str) -> dict[str, BuiltModel]:
    """What was built, by model id; empty where nothing was. Raises ValueError with a sentence."""
    path = outputs_path(root, block)
    if not path.exists():
        return {}
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return {
            model: BuiltModel(
                entry["source"],
                tuple(
                    Clone(
                        clone["params"],
                        clone["key"],
                        tuple((one["mutant"], one["output"]) for one in clone["distractors"]),
                    )
                    for clone in entry["clones"]
                ),
            )
            for model, entry in read["models"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"this file is damaged: run `python -m content build {block}`") from error


def show_outputs(block: str, models: Mapping[str, BuiltModel]) -> str:
    """The file's text: sorted, one value a line, the same for the same models."""
    shown: dict[str, Any] = {
        "block": block,
        "models": {
            model: {
                "source": built.source,
                "clones": [
                    {
                        "params": dict(clone.params),
                        "key": clone.key,
                        "distractors": [
                            {"mutant": mutant, "output": output}
                            for mutant, output in clone.distractors
                        ],
                    }
                    for clone in built.clones
                ],
            }
            for model, built in sorted(models.items())
        },
    }
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def write_outputs(root: Path, block: str, models: Mapping[str, BuiltModel]) -> bool:
    """Write the block's outputs; says whether the file changed."""
    path = outputs_path(root, block)
    text = show_outputs(block, models)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True
