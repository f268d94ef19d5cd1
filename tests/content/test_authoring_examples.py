"""The item models in docs/authoring.md are models: each is built as it stands there."""

import re
from pathlib import Path

import pytest
import yaml

from content.models import build
from content.runtimes import Bench
from content.schema import ModelEntry

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"


def _examples() -> dict[str, ModelEntry]:
    blocks = re.findall(r"```yaml\n(  - id: .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    entries = [entry for block in blocks for entry in yaml.safe_load(block)]
    for entry in entries:
        entry["params"] = {
            name: [str(value) for value in values]
            for name, values in entry.get("params", {}).items()
        }
    return {entry["id"]: ModelEntry.model_validate(entry) for entry in entries}


EXAMPLES = _examples()


def test_every_runtime_that_needs_one_has_an_example() -> None:
    shown = {model.runtime for model in EXAMPLES.values()}
    assert {"bash", "javascript", "typescript", "react", "browser"} <= shown


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_can_be_built(name: str, bench: Bench) -> None:
    built = build(EXAMPLES[name], bench)
    assert built.faults == []
    assert built.clones
