"""Runs programs, each in a process of its own: a fork of this interpreter, which has run nothing.

Started as `python -I -S python_server.py`; reads one JSON request a line, writes one JSON answer
a line. It imports nothing of the project. Each interpreter draws its own hash seed.
"""

import contextlib
import json
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import types
from typing import Any

CLONE_NEWNET = 0x40000000
FORBIDDEN_EVENTS = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "ctypes.dlopen",
)


def leave_the_network() -> None:
    """Enter an empty network namespace where the platform lets us; else the audit hook stands alone."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "unshare"):
        library.unshare(CLONE_NEWNET)


def forbid(event: str, _arguments: tuple[Any, ...]) -> None:
    """Audit hook: a question's program reaches neither the network nor other programs."""
    if event in FORBIDDEN_EVENTS:
        raise PermissionError(f"{event} is not available to a question's program")


def become_the_program(request: dict[str, Any], output: int, report: int, folder: str) -> None:
    """In the child: set limits, run the program as `__main__`, report how it ended."""
    os.setsid()
    os.chdir(folder)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(null, 2)
    cpu = int(request["cpu_seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (request["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - lives as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - as above
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    sys.argv = ["program.py"]
    main = types.ModuleType("__main__")
    main.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = main
    sys.addaudithook(forbid)
    ended: dict[str, Any] = {"error": None}
    try:
        exec(compile(request["code"], "program.py", "exec"), main.__dict__)  # noqa: S102 - this is what we are for
    except SystemExit:
        pass
    except BaseException as error:  # the name of whatever was raised is the answer
        ended = {"error": type(error).__name__, "message": str(error)[:300]}
    os.write(report, json.dumps(ended).encode())
    os.close(report)


def watch(child: int, output: int, report: int, request: dict[str, Any]) -> dict[str, Any]:
    """In the server: collect what the child prints until it ends or its time is over."""
    ends_at = time.monotonic() + request["wall_seconds"]
    printed = {output: b"", report: b""}
    limit = int(request["output_bytes"])
    fault = None
    waiting = [output, report]
    while waiting and fault is None:
        left = ends_at - time.monotonic()
        ready = select.select(waiting, [], [], max(left, 0.0))[0] if left > 0 else []
        if not ready:
            fault = "timeout"
        for pipe in ready:
            part = os.read(pipe, 65536)
            printed[pipe] += part
            if not part:
                waiting.remove(pipe)
            if len(printed[output]) > limit:
                fault = "too much output"
    if fault is not None:
        for kill in (os.killpg, os.kill):  # the group exists only once the child has made it
            with contextlib.suppress(ProcessLookupError):
                kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if fault is None and os.WIFSIGNALED(status):
        fault = "timeout" if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else "crash"
    ended = json.loads(printed[report]) if printed[report] else {"error": None}
    if fault is None and not printed[report]:
        fault = "crash"
    return {
        "stdout": printed[output].decode("utf-8", "replace"),
        "error": ended["error"],
        "message": ended.get("message", ""),
        "fault": fault,
    }


def serve() -> None:
    """Answer requests until the input ends. In a child it returns, so that the interpreter ends as usual."""
    leave_the_network()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        request = json.loads(line)
        folder = tempfile.mkdtemp(prefix="question-")
        output_read, output_write = os.pipe()
        report_read, report_write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(output_read)
            os.close(report_read)
            become_the_program(request, output_write, report_write, folder)
            os.close(output_write)
            return
        os.close(output_write)
        os.close(report_write)
        try:
            answer = watch(child, output_read, report_read, request)
        finally:
            os.close(output_read)
            os.close(report_read)
            shutil.rmtree(folder, ignore_errors=True)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
