"""Running the item models of a block and keeping what they gave."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from content.models import build, source_hash
from content.outputs import BuiltModel, read_outputs, write_outputs
from content.placeholders import placeholder_problems
from content.problems import Problem, Severity
from content.runtimes import Bench
from content.schema import BankFile
from content.sources import Source, unreadable_topics

PYTHON_SAID = (3, 11)
"""The version that items name; running them with another is worth a warning."""


@dataclass(slots=True)
class Building:
    """What a build did to one block."""

    block: str
    models: dict[str, BuiltModel] = field(default_factory=dict)
    ran: int = 0
    changed: bool = False
    problems: list[Problem] = field(default_factory=list)


def build_block(
    root: Path, block: str, banks: Sequence[Source[BankFile]], bench: Bench, *, afresh: bool = False
) -> Building:
    """Run the block's models that changed since they were built, or all of them (`afresh`)."""
    building = Building(block)
    try:
        known = {} if afresh else read_outputs(root, block)
    except ValueError:
        known = {}
    unreadable = unreadable_topics(root, block, banks)
    building.models.update(
        (name, built) for name, built in known.items() if name.rpartition(".")[0] in unreadable
    )
    for bank in banks:
        for index, model in enumerate(bank.entry.models):
            place = ("models", index)
            wrong = list(placeholder_problems(bank, place, model))
            building.problems += wrong
            if wrong:
                continue
            source = source_hash(model)
            if model.id in known and known[model.id].source == source:
                building.models[model.id] = known[model.id]
                continue
            built = build(model, bench)
            building.ran += 1
            if model.runtime in ("python", "pandas") and sys.version_info[:2] != PYTHON_SAID:
                built.remarks.append(
                    f"was run with Python {sys.version_info[0]}.{sys.version_info[1]}, "
                    "but readers are told Python 3.11"
                )
            building.problems += [
                bank.problem(place, f"{model.id}: {fault}", "execution") for fault in built.faults
            ]
            building.problems += [
                bank.problem(place, f"{model.id}: {remark}", "execution", Severity.WARNING)
                for remark in built.remarks
            ]
            if built.clones and not built.faults:
                building.models[model.id] = BuiltModel(source, tuple(built.clones))
    return building


def keep(root: Path, building: Building) -> None:
    """Write what was built into the block's file; models with faults are left out of it."""
    building.changed = write_outputs(root, building.block, building.models)
