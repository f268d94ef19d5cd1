"""Running the program of every item that is served again: does its key still hold?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from content.models import Clone, key_program, source_hash
from content.outputs import outputs_path, read_outputs
from content.placeholders import Parameters
from content.problems import Problem
from content.runtimes import Bench, Program, Run
from content.schema import BankFile, ModelEntry
from content.sources import Source


def verify_block(
    root: Path, block: str, banks: Sequence[Source[BankFile]], bench: Bench
) -> Iterator[Problem]:
    """A problem for each clone whose program does not give its key; models that are stale are passed over.

    Every program is run as its runtime always does it, a page once more. Mutants are not run:
    what they gave is only text beside the key, and that it differs is seen without running it.
    `content build --all` runs everything.
    """
    by_runtime: dict[str, list[tuple[Source[BankFile], int, Clone, Program]]] = {}
    built = read_outputs(root, block) if outputs_path(root, block).exists() else {}
    for bank in banks:
        for index, model in enumerate(bank.entry.models):
            if model.id not in built or built[model.id].source != source_hash(model):
                continue
            by_runtime.setdefault(model.runtime, []).extend(
                (bank, index, clone, _program(model, clone)) for clone in built[model.id].clones
            )
    for asked in by_runtime.values():
        runs = bench.run([program for *_, program in asked])
        for (bank, index, clone, _), run in zip(asked, runs, strict=True):
            if run.output != clone.key:
                model = bank.entry.models[index]
                yield bank.problem(("models", index), _sentence(model, clone, run), "execution")


def _program(model: ModelEntry, clone: Clone) -> Program:
    """Pages are loaded once: what is kept came from loads in all the ways that must not matter."""
    program = key_program(model, clone.params)
    if program.page is None:
        return program
    return replace(program, page=replace(program.page, is_known=True))


def _sentence(model: ModelEntry, clone: Clone, run: Run) -> str:
    gave = run.fault if run.output is None else f"gives {run.output!r} and the key is {clone.key!r}"
    return f"{model.id}{_with(clone.params)}, run again, {gave}"


def _with(params: Parameters) -> str:
    return (
        f" with {', '.join(f'{name} = {value}' for name, value in params.items())}"
        if params
        else ""
    )
