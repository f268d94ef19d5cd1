"""A server of ours in Node that answers a line for a line; slow or broken ones are started anew."""

import contextlib
import json
import os
import selectors
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final, cast

from content.runtimes.limited import WORLDS
from content.runtimes.node import find_node, find_packages

ANSWER_SECONDS: Final = 20.0
"""Time on the clock for one answer."""
START_SECONDS: Final = 60.0
"""Time on the clock for reading the compiler or React, which a busy machine does slowly."""


class NodeServer:
    """A Node program that reads requests as lines of JSON and answers each with one."""

    def __init__(
        self,
        program: Path,
        arguments: Sequence[str] = (),
        *,
        flags: Sequence[str] = (),
        world: Mapping[str, str] = WORLDS[0],
        seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._command = [str(find_node()), *flags, str(program), *arguments]
        self._environment = {"NODE_PATH": str(find_packages()), **world}
        self._seconds = seconds
        self._running: subprocess.Popen[bytes] | None = None

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any] | None:
        """The answer; None where the server ended over it. Raises TimeoutError."""
        running = self._running or self._start()
        line = None
        try:
            requests = cast("IO[bytes]", running.stdin)
            requests.write(json.dumps(request).encode() + b"\n")
            requests.flush()
            line = _line(running, self._seconds)
        except BrokenPipeError:
            return None
        finally:
            if line is None:
                self.close()
        if line is None:
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the server, whatever it is doing; the next request starts another."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
            for pipe in (self._running.stdin, self._running.stdout):
                with contextlib.suppress(BrokenPipeError):
                    cast("IO[bytes]", pipe).close()
            self._running = None

    def _start(self) -> "subprocess.Popen[bytes]":
        """Start the server and wait for the line with which it says that it is ready."""
        self._running = subprocess.Popen(  # noqa: S603 - our own server, no shell, no outside text
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            start_new_session=True,
        )
        if _line(self._running, START_SECONDS) is None:
            self.close()
            raise RuntimeError(f"{self._command[-1]} does not start: run `make setup`.")
        return self._running


def _line(running: "subprocess.Popen[bytes]", seconds: float) -> bytes | None:
    """The next line that the server prints; None where it ends instead. Raises TimeoutError."""
    answers = cast("IO[bytes]", running.stdout)
    ends_at = time.monotonic() + seconds
    line = b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(answers, selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            left = ends_at - time.monotonic()
            if left <= 0 or not waiting.select(left):
                raise TimeoutError(f"no answer within {seconds} seconds")
            part = os.read(answers.fileno(), 65536)
            if not part:
                return None
            line += part
    return line
