"""Item models: placeholders filled, programs run, and the few clones chosen that are worth asking."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from content.placeholders import Parameters, fill
from content.runtimes import Bench, Program, Run
from content.runtimes.browser_document import VIEWPORT, PageSetting
from content.runtimes.values import RUNNER_VERSION
from content.schema import ModelEntry
from plan_engine.rules import CLONES_COUNTED_PER_MODEL

CLONES_MAX: Final = CLONES_COUNTED_PER_MODEL
PAGES: Final = frozenset({"browser", "react"})
"""Runtimes whose programs make a page, of which a probe asks the answer."""
CANDIDATES_RUN: Final = 48
"""Combinations whose key is run; of more, as many are taken by the order of their hashes."""
DISTRACTORS_MAX: Final = 3
DISTRACTORS_MIN: Final = 2


@dataclass(frozen=True, slots=True)
class Clone:
    """One item that a model made: its parameters, what the program printed, what the mutants did."""

    params: Parameters
    key: str
    distractors: tuple[tuple[str, str], ...]
    """(mutant's name, what it printed), the most tempting first."""


@dataclass(slots=True)
class Built:
    """What came of a model: its clones, or the faults that left it without any."""

    clones: list[Clone] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def source_hash(model: ModelEntry) -> str:
    """Changes whenever something changes that the key or a distractor depends on."""
    decisive: dict[str, object] = {
        "version": RUNNER_VERSION,
        "runtime": model.runtime,
        "params": model.params,
        "setup": model.setup,
        "expects_error": model.expects_error,
        "code": model.code,
        "mutants": [
            [name, mutant.code] if mutant.code is not None else [name, None, mutant.prints]
            for name, mutant in model.mutants.items()
        ],
    }
    if model.asks != "output":
        decisive["asks"] = model.asks
    if model.runtime in PAGES:
        decisive["page"] = [
            model.language,
            model.viewport,
            _viewport_is_said(model),
            model.probe,
            sorted(model.faulty),
            [mutant.probe for mutant in model.mutants.values()],
        ]
    return _short_hash(decisive, 12)


def clone_id(model: str, params: Parameters) -> str:
    """The item's id: the model's, and a hash of the parameters, so that others keep theirs."""
    return f"{model}~{_short_hash(dict(sorted(params.items())), 6)}" if params else model


def combinations(params: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Every combination of parameters, or a spread of CANDIDATES_RUN of them, in a stable order."""
    names = list(params)
    every = [dict(zip(names, values, strict=True)) for values in product(*params.values())]
    if len(every) <= CANDIDATES_RUN:
        return every
    chosen = sorted(every, key=lambda one: _short_hash(one, 16))[:CANDIDATES_RUN]
    return [one for one in every if one in chosen]


def build(model: ModelEntry, bench: Bench) -> Built:
    """Run a model and choose its clones: different keys first, then spread over the parameters."""
    built = Built()
    candidates = combinations(model.params)
    keys = bench.run([key_program(model, params) for params in candidates])
    for params, key in zip(candidates, keys, strict=True):
        if key.fault is not None:
            built.faults.append(f"the program{_with(params)} {key.fault}")
            return built
    open_candidates = list(zip(candidates, keys, strict=True))
    seen_faults: dict[str, list[str]] = {name: [] for name in model.mutants}
    tried = 0
    while open_candidates and len(built.clones) < CLONES_MAX:
        best = max(open_candidates, key=lambda pair: _worth(pair, built.clones))
        open_candidates.remove(best)
        params, key = best
        tried += 1
        runs = _run_mutants(model, params, bench)
        for name, run in runs.items():
            if run.fault is not None:
                seen_faults[name].append(run.fault)
        clone = Clone(params, key.output or "", _different(key.output or "", runs))
        if len(clone.distractors) >= DISTRACTORS_MIN:
            built.clones.append(clone)
    for name, found in seen_faults.items():
        if len(found) == tried:
            built.faults.append(f"mutant {name} {found[0]}")
        elif found:
            built.remarks.append(f"mutant {name} is left out of some clones: it {found[0]}")
    if not built.clones:
        built.faults.append(
            "no combination of parameters has two mutants that differ from the key and each other"
        )
    built.clones.sort(key=lambda clone: candidates.index(dict(clone.params)))
    return built


def normalised(output: str) -> str:
    """An output as a reader sees it: runs of blanks are one, ends of lines are bare."""
    return "\n".join(" ".join(line.split()) for line in output.strip().splitlines())


def _worth(pair: tuple[dict[str, str], Run], chosen: Sequence[Clone]) -> tuple[int, int, int]:
    """How much a candidate adds: few clones with its key, no option-set repeated, far from the others."""
    params, run = pair
    same_key = sum(normalised(clone.key) == normalised(run.output or "") for clone in chosen)
    distances = [sum(params[name] != clone.params[name] for name in params) for clone in chosen]
    return (-same_key, min(distances, default=0), sum(distances))


def _with(params: Parameters) -> str:
    shown = ", ".join(f"{name} = {value}" for name, value in params.items())
    return f" with {shown}" if shown else ""


def _different(key: str, runs: Mapping[str, Run]) -> tuple[tuple[str, str], ...]:
    seen = {normalised(key)}
    kept: list[tuple[str, str]] = []
    for name, run in runs.items():
        if run.output is None or normalised(run.output) in seen:
            continue
        seen.add(normalised(run.output))
        kept.append((name, run.output))
    return tuple(kept[:DISTRACTORS_MAX])


def key_program(model: ModelEntry, params: Parameters) -> Program:
    """The program whose output is the key of the clone with these parameters."""
    return Program(
        model.runtime,
        fill(model.code, params),
        fill(model.setup or "", params),
        expects_error=model.expects_error,
        same_in_any_order=True,
        asks=model.asks,
        page=_page(model, params, model.probe),
    )


def _run_mutants(model: ModelEntry, params: Parameters, bench: Bench) -> dict[str, Run]:
    """What each mutant gives, in the author's order; a text that an author gave needs no running."""
    setup = fill(model.setup or "", params)
    programs = {
        name: Program(
            model.runtime,
            fill(mutant.code or model.code, params),
            setup,
            asks=model.asks,
            page=_page(model, params, mutant.probe or model.probe),
        )
        for name, mutant in model.mutants.items()
        if mutant.prints is None
    }
    ran = dict(zip(programs, bench.run(list(programs.values())), strict=True))
    return {
        name: ran[name] if name in ran else Run(fill(mutant.prints or "", params))
        for name, mutant in model.mutants.items()
    }


def _page(model: ModelEntry, params: Parameters, probe: str | None) -> PageSetting | None:
    if model.runtime not in PAGES:
        return None
    width, height = (int(fill(str(length), params)) for length in model.viewport or VIEWPORT)
    return PageSetting(
        language=model.language or "html",
        viewport=(width, height),
        viewport_is_said=_viewport_is_said(model),
        probe=fill(probe or "", params),
        may_have=frozenset(model.faulty),
    )


def _viewport_is_said(model: ModelEntry) -> bool:
    """Whether the stem names the width of the viewport, as a number or by its parameter."""
    width = str((model.viewport or VIEWPORT)[0])
    return re.search(rf"(?<!\w){re.escape(width)}(?!\w)", model.stem) is not None


def _short_hash(value: object, length: int) -> str:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:length]
