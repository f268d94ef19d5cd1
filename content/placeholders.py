"""`<<name>>` in the texts of an item model: filled, and held against the parameters."""

import re
from collections.abc import Iterator, Mapping

from content.problems import Problem
from content.schema import BankFile, ModelEntry
from content.sources import Source

Parameters = Mapping[str, str]

WITH_SETUP = ("sqlite", "javascript", "typescript", "browser", "bash")
"""Runtimes whose programs may have something beside them: tables, files to import, the page."""

_PLACEHOLDER = re.compile(r"<<([a-z_][a-z0-9_]*)>>")


def fill(text: str, params: Parameters) -> str:
    """The text with each `<<name>>` replaced; nothing else changes. Raises KeyError."""
    return _PLACEHOLDER.sub(lambda match: params[match.group(1)], text)


def placeholders(text: str) -> set[str]:
    """The names that a text asks for."""
    return set(_PLACEHOLDER.findall(text))


def placeholder_problems(
    bank: Source[BankFile], place: tuple[str | int, ...], model: ModelEntry
) -> Iterator[Problem]:
    """Names that are asked for and not given, and parameters that nothing uses."""
    used: set[str] = set()
    for inner, text in texts(model):
        names = placeholders(text)
        used |= names
        for name in sorted(names - model.params.keys()):
            yield bank.problem(
                (*place, *inner), f"{model.id}: <<{name}>> is not among the params", "placeholder"
            )
    for name in sorted(model.params.keys() - used):
        yield bank.problem(
            (*place, "params", name),
            f"{model.id}: nothing uses the parameter {name}",
            "placeholder",
        )
    if not model.show_code:
        yield from _unseen_parameters(bank, place, model)
    if model.runtime not in WITH_SETUP and model.setup is not None:
        yield bank.problem(
            (*place, "setup"), f"{model.id}: setup is for {', '.join(WITH_SETUP)}", "schema"
        )


def _unseen_parameters(
    bank: Source[BankFile], place: tuple[str | int, ...], model: ModelEntry
) -> Iterator[Problem]:
    """Parameters that decide the answer and that the reader of a hidden program cannot see."""
    seen = placeholders(model.stem) | placeholders(
        model.setup if model.show_setup and model.setup else ""
    )
    for name in sorted((placeholders(model.code) & model.params.keys()) - seen):
        yield bank.problem(
            (*place, "params", name),
            f"{model.id}: the program is not shown, and the stem does not say <<{name}>>",
            "placeholder",
        )


def texts(model: ModelEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a model that may hold placeholders, with its place."""
    yield ("stem",), model.stem
    yield ("explanation",), model.explanation
    yield ("code",), model.code
    if model.setup is not None:
        yield ("setup",), model.setup
    if model.probe is not None:
        yield ("probe",), model.probe
    for number, length in enumerate(model.viewport or ()):
        yield ("viewport", number), str(length)
    for name, mutant in model.mutants.items():
        if mutant.code is not None:
            yield ("mutants", name, "code"), mutant.code
        if mutant.probe is not None:
            yield ("mutants", name, "probe"), mutant.probe
        if mutant.prints is not None:
            yield ("mutants", name, "prints"), mutant.prints
        yield ("mutants", name, "misconception"), mutant.misconception
