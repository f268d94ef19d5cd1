"""React programs in windows of their own: fresh globals, document and React for each, no browser."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from content.runtimes.limited import WORLDS, leave_the_network
from content.runtimes.servers import NodeServer
from content.runtimes.values import OUTPUT_CHARACTERS, PATIENCE, Patience, Program, Run

_SERVER: Final = Path(__file__).with_name("react_server.cjs")
_FLAGS: Final = ("--permission", "--allow-fs-read=*", "--max-old-space-size=256")


class ReactBench:
    """Two servers: the second runs each batch from its end, in another time zone and locale.

    So whatever one program might leave to the next would make the two disagree.
    """

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self._patience = patience
        self._servers = [
            NodeServer(_SERVER, flags=_FLAGS, world=world, seconds=patience.wall)
            for world in WORLDS
        ]
        self._threads = ThreadPoolExecutor(max_workers=len(WORLDS), initializer=leave_the_network)

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        forwards, backwards = self._threads.map(
            lambda server, batch: [self._run_once(server, program) for program in batch],
            self._servers,
            [programs, programs[::-1]],
        )
        return [_agree(one, other) for one, other in zip(forwards, backwards[::-1], strict=True)]

    def close(self) -> None:
        """End the servers."""
        self._threads.shutdown()
        for server in self._servers:
            server.close()

    def _run_once(self, server: NodeServer, program: Program) -> Run:
        probe = program.page.probe if program.page is not None else ""
        request = {"code": program.code, "probe": probe}
        try:
            # The first may die of what others left.
            answer = server.ask(request) or server.ask(request)
        except TimeoutError:
            return Run.failed(self._patience.over)
        if answer is None:
            return Run.failed("ended Node itself: most likely it takes too much memory")
        return _reading(program, answer)


def _reading(program: Program, answer: dict[str, Any]) -> Run:
    thrown = answer.get("thrown")
    if program.expects_error:
        if thrown is None:
            return Run.failed("throws nothing, though expects_error says it does")
        return Run(thrown[0])
    if thrown is not None:
        return Run.failed(f"throws {thrown[0]}: {thrown[1][:300]}")
    output: str = answer["output"]
    if len(output) > OUTPUT_CHARACTERS:
        return Run.failed(f"prints more than {OUTPUT_CHARACTERS} characters")
    lines = output.split("\n")
    return Run("\n".join(line.rstrip(" \t") for line in lines).rstrip("\n"))


def _agree(one: Run, other: Run) -> Run:
    if one != other:
        shown = " and ".join(repr((run.output or run.fault or "")[:80]) for run in (one, other))
        return Run.failed(f"gives different results in two runs: {shown}")
    return one
