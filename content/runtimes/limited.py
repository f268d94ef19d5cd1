"""One program of another language in a process of its own: limited, watched, without a network."""

import contextlib
import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal, cast

from content.runtimes.values import OUTPUT_CHARACTERS, Patience

WORLDS: Final[tuple[Mapping[str, str], ...]] = (
    {"TZ": "UTC", "LC_ALL": "en_US.UTF-8"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8"},
)
"""Where the two runs take place: an answer that depends on the reader's place is no answer."""
SECONDS_TO_LEAVE: Final = 5.0
"""What a process has left after it closed its outputs."""
_CLONE_NEWNET: Final = 0x40000000
_LIMITED: Final = (
    "ulimit -c 0 && ulimit -f {blocks} && ulimit -t {seconds} && {{ ulimit -d {kibibytes} || true; }} "
    '2>/dev/null; exec "$@" 3>&2 2>/dev/null'
)
"""A shell sets the limits, since they cannot be set safely in a fork of a process with threads.

What the program says on its error output is dropped; what it reports to us it writes to 3.
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: `status` as `subprocess` gives it, and what it printed and reported."""

    fault: Literal["none", "timeout", "output"]
    status: int
    output: str
    report: str


def leave_the_network() -> None:
    """Put this thread, and every process it starts, into an empty network namespace.

    Only where the platform lets us; a runtime has a second lock of its own.
    """
    if sys.platform.startswith("linux"):
        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "unshare"):
            library.unshare(_CLONE_NEWNET)


def run_limited(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    memory_bytes: int,
    patience: Patience,
    file_bytes: int = 0,
) -> Ended:
    """Run a command in a folder until it ends, prints too much, or its time is over.

    It may write files of up to `file_bytes` bytes: none, where nothing is said.
    """
    limits = _LIMITED.format(
        seconds=patience.cpu, kibibytes=memory_bytes // 1024, blocks=file_bytes // 512
    )
    running = subprocess.Popen(  # noqa: S603 - our own commands; a question's program is a file
        ["/bin/sh", "-c", limits, "sh", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=dict(environment),
        start_new_session=True,
    )
    try:
        fault, output, report = _watch(running, patience.wall)
        if fault == "none":
            # Many programs close what they write to and then end: that is no reason to kill them.
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(timeout=SECONDS_TO_LEAVE)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        status = running.wait()
        for pipe in (running.stdout, running.stderr):
            cast("IO[bytes]", pipe).close()
    if fault == "none" and -status in (signal.SIGXCPU, signal.SIGKILL):
        fault = "timeout"
    return Ended(
        fault, status, output.decode("utf-8", "replace"), report.decode("utf-8", "replace")
    )


def _watch(
    running: "subprocess.Popen[bytes]",
    seconds: float,
) -> tuple[Literal["none", "timeout", "output"], bytes, bytes]:
    """Collect what the process prints and reports until both pipes are closed."""
    ends_at = time.monotonic() + seconds
    pipes = (cast("IO[bytes]", running.stdout), cast("IO[bytes]", running.stderr))
    said = dict.fromkeys(pipes, b"")
    with selectors.DefaultSelector() as waiting:
        for pipe in pipes:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map():
            left = ends_at - time.monotonic()
            ready = waiting.select(left) if left > 0 else []
            if not ready:
                return "timeout", said[pipes[0]], said[pipes[1]]
            for key, _ in ready:
                part = os.read(key.fd, 65536)
                pipe = pipes[0] if key.fileobj is pipes[0] else pipes[1]
                said[pipe] += part
                if not part:
                    waiting.unregister(pipe)
            if len(said[pipes[0]]) > OUTPUT_CHARACTERS * 4:
                return "output", said[pipes[0]], said[pipes[1]]
    return "none", said[pipes[0]], said[pipes[1]]
