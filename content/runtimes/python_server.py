"""Runs programs, each in a process of its own: a fork of this interpreter, which has run nothing.

Started as `python -I -S python_server.py CPU_SECONDS WALL_SECONDS MEMORY_BYTES OUTPUT_BYTES MODULES`.
MODULES, parted by commas, are imported once, before the first program, and found ready by each;
then warnings are errors too. Mostly there are none.
A request is a line with the program's length in bytes, and the program. The answer is a line
`fault length_of_output length_of_error`, the output, and the error as its name and message on two
lines. It imports nothing of the project and little else: every module here makes each fork dearer.
Each interpreter draws its own hash seed.
"""

import os
import resource
import select
import sys
import time

KILL, OUT_OF_TIME = 9, 24
"""SIGKILL and SIGXCPU by number: the signal module would bring enum and re with it."""
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
LIMITS_OF_FILES = 4 * 1024 * 1024


def leave_the_network() -> None:
    """Enter an empty network namespace where the platform lets us; else the audit hook stands alone.

    It outlives exec, so the interpreter that serves starts afresh, without ctypes in it.
    """
    if sys.platform.startswith("linux"):
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "unshare"):
            library.unshare(CLONE_NEWNET)
    os.execv(sys.executable, [*sys.orig_argv, "serve"])  # noqa: S606 - this very interpreter


def forbid(event: str, _arguments: tuple[object, ...]) -> None:
    """Audit hook: a question's program reaches neither the network nor other programs."""
    if event in FORBIDDEN_EVENTS:
        raise PermissionError(f"{event} is not available to a question's program")


def become_the_program(code: str, output: int, report: int, folder: str) -> None:
    """In the child: set limits, run the program as `__main__`, report how it ended."""
    os.setsid()
    os.chdir(folder)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(null, 2)
    cpu, memory = int(sys.argv[1]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    try:  # noqa: SIM105 - contextlib would make every fork dearer
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (OSError, ValueError):
        pass  # not every platform can limit it
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMITS_OF_FILES, LIMITS_OF_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - lives as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - as above
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    if sys.argv[5]:
        sys.modules["warnings"].simplefilter("error")
    sys.argv = ["program.py"]
    main = type(sys)("__main__")
    main.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = main
    sys.addaudithook(forbid)
    ended = "ended"
    try:
        exec(compile(code, "program.py", "exec"), main.__dict__)  # noqa: S102 - this is what we are for
    except SystemExit:
        pass
    except BaseException as error:  # the name of whatever was raised is the answer
        ended = f"{type(error).__name__}\n{str(error)[:300]}"
    os.write(report, ended.encode("utf-8", "backslashreplace"))
    os.close(report)


def watch(child: int, output: int, report: int) -> tuple[str, bytes, bytes]:
    """In the server: collect what the child prints until it ends or its time is over.

    Gives the fault (`none`, `timeout`, `output`, `crash`), the output and the error.
    """
    ends_at = time.monotonic() + float(sys.argv[2])
    printed = {output: b"", report: b""}
    fault = "none"
    waiting = [output, report]
    while waiting and fault == "none":
        left = ends_at - time.monotonic()
        ready = select.select(waiting, [], [], left)[0] if left > 0 else []
        if not ready:
            fault = "timeout"
        for pipe in ready:
            part = os.read(pipe, 65536)
            printed[pipe] += part
            if not part:
                waiting.remove(pipe)
            if len(printed[output]) > int(sys.argv[4]):
                fault = "output"
    if fault != "none":
        end(child)
    status = os.waitpid(child, 0)[1]
    if fault == "none" and os.WIFSIGNALED(status):
        fault = "timeout" if os.WTERMSIG(status) in (OUT_OF_TIME, KILL) else "crash"
    if fault == "none" and not printed[report]:
        fault = "crash"
    error = b"" if printed[report] == b"ended" else printed[report]
    return fault, printed[output], error


def end(child: int) -> None:
    """Kill the child and whatever it started; its group exists only once it has made it."""
    for kill in (os.killpg, os.kill):
        try:
            kill(child, KILL)
        except ProcessLookupError:
            continue


def leave_quickly() -> None:
    """In a child with libraries in it: do what the program wanted done at its end, and no more.

    To take the libraries apart, as an interpreter does when it ends, takes longer than most programs.
    """
    import atexit
    import threading

    vars(threading)["_shutdown"]()  # what an interpreter does first when it ends
    atexit._run_exitfuncs()
    sys.stdout.flush()
    os._exit(0)


def empty(folder: str) -> None:
    """Remove a folder and everything in it."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            empty(entry.path)
        else:
            os.unlink(entry.path)
    os.rmdir(folder)


def serve() -> None:
    """Answer requests until the input ends. In a child it returns, so that the interpreter ends as usual."""
    modules = [name for name in sys.argv[5].split(",") if name]
    for module in modules:
        __import__(module)
    if modules:
        import gc

        gc.freeze()  # nobody looks through the libraries' objects again, or copies them by looking
    requests = open(0, "rb", closefd=False)  # noqa: SIM115 - lives as long as the process
    answers = os.dup(1)
    number = 0
    while header := requests.readline():
        code = requests.read(int(header)).decode()
        number += 1
        folder = os.path.join(os.getcwd(), str(number))
        os.mkdir(folder)
        output_read, output_write = os.pipe()
        report_read, report_write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(output_read)
            os.close(report_read)
            become_the_program(code, output_write, report_write, folder)
            os.close(output_write)
            if modules:
                leave_quickly()
            return
        os.close(output_write)
        os.close(report_write)
        fault, output, error = watch(child, output_read, report_read)
        os.close(output_read)
        os.close(report_read)
        empty(folder)
        os.write(answers, f"{fault} {len(output)} {len(error)}\n".encode() + output + error)


if __name__ == "__main__":
    if sys.argv[-1] == "serve":
        serve()
    else:
        leave_the_network()
