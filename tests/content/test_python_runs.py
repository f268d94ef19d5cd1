"""Python programs run in processes of their own, twice, within limits."""

import pytest

from content.runtimes import Bench, Program


def _run(bench: Bench, code: str, **how: bool) -> tuple[str | None, str | None]:
    (run,) = bench.run([Program("python", code, **how)])
    return run.output, run.fault


def test_the_output_is_what_was_printed(bench: Bench) -> None:
    assert _run(bench, "print('é', 1)\nprint('  two  ')\nprint()") == ("é 1\n  two", None)


def test_programs_do_not_see_each_other(bench: Bench) -> None:
    first = Program("python", "import json; json.left = 1; open('left', 'w').write('x'); x = 1")
    second = Program(
        "python",
        "import json, os\nprint(hasattr(json, 'left'), os.path.exists('left'), 'x' in globals())",
    )
    assert [run.output for run in bench.run([first, second])] == ["", "False False False"]


def test_a_program_is_main_and_ends_as_programs_do(bench: Bench) -> None:
    code = """
import atexit, sys, threading
from dataclasses import dataclass
@dataclass
class Point:
    x: int = 1
atexit.register(lambda: print('last'))
threading.Thread(target=lambda: print(Point(), __name__)).start()
sys.exit(3)
"""
    assert _run(bench, code) == ("Point(x=1) __main__\nlast", None)


@pytest.mark.parametrize(
    "code",
    [
        "print({'a', 'b', 'c', 'd', 'e', 'f', 'g'})",
        "print(id(object()))",
        "import random; print(random.random())",
        "print(hash('rope'))",
    ],
)
def test_what_two_runs_do_not_agree_on_is_no_output(bench: Bench, code: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert fault is not None
    assert fault.startswith("gives different results in two runs")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1/0", "raises ZeroDivisionError: division by zero"),
        ("print(", "raises SyntaxError"),
        ("import os; os._exit(0)", "ended the interpreter"),
        ("print('x' * 10_000)", "prints more than 4000 characters"),
        ("x = [0] * 10**9", "raises MemoryError"),
        ("import numpy", "raises ModuleNotFoundError"),
    ],
)
def test_what_cannot_be_an_option_is_a_fault_in_words(bench: Bench, code: str, said: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert said in (fault or "")


def test_a_program_that_never_ends_is_ended(impatient_bench: Bench) -> None:
    output, fault = _run(impatient_bench, "while True: pass")
    assert output is None
    assert fault == "did not end within 1 second of processor time"
    assert _run(impatient_bench, "print('still here')") == ("still here", None)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
    ],
)
def test_neither_network_nor_other_programs_are_reached(bench: Bench, code: str) -> None:
    _, fault = _run(bench, code)
    assert "is not available to a question's program" in (fault or "")


def test_an_expected_error_is_the_output(bench: Bench) -> None:
    assert _run(bench, "print('before')\nint('x')", expects_error=True) == ("ValueError", None)
    _, fault = _run(bench, "print('fine')", expects_error=True)
    assert fault == "raises nothing, though expects_error says it does"
