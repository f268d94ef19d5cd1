"""TypeScript is checked by the compiler under `strict`, and run where its output is asked for."""

import json

import pytest

from content.library import RUNTIME_TITLES
from content.runtimes import Bench, Program
from content.runtimes.node import PACKAGES
from content.runtimes.values import Asks

LIBRARY = "// lib.ts\nexport const twice = (n: number) => n * 2;\n"


def _run(
    bench: Bench, code: str, asks: Asks = "output", setup: str = "", *, expects_error: bool = False
) -> tuple[str | None, str | None]:
    program = Program("typescript", code, setup, asks=asks, expects_error=expects_error)
    (run,) = bench.run([program])
    return run.output, run.fault


def test_readers_are_told_the_version_that_checks() -> None:
    lock = json.loads((PACKAGES / "package-lock.json").read_text(encoding="utf-8"))
    version = lock["packages"]["node_modules/typescript"]["version"]
    assert (
        RUNTIME_TITLES["typescript"]
        == f"an ES module in TypeScript {version.partition('.')[0]}, strict"
    )


def test_the_lock_file_names_no_host_to_install_from() -> None:
    lock = json.loads((PACKAGES / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("enum Side { Port, Bow }\nconsole.log(Side[1], Side.Port);", "Bow 0"),
        ("class A { constructor(readonly x: number) {} }\nconsole.log(new A(3).x);", "3"),
        ("let name = 'own';\nconsole.log(name, this);", "own undefined"),
        ("const v: unknown = await Promise.resolve(1);\nconsole.log(typeof v);", "number"),
        (
            "function log(_: unknown, c: ClassMethodDecoratorContext) {\n"
            "  console.log(String(c.name));\n}\nclass A {\n  @log\n  run() {}\n}",
            "run",
        ),
    ],
)
def test_a_program_that_compiles_is_run(bench: Bench, code: str, printed: str) -> None:
    assert _run(bench, code) == (printed, None)


def test_a_program_that_does_not_compile_has_no_output(bench: Bench) -> None:
    _, fault = _run(bench, "const n: number = 'a';\nconsole.log(n);")
    assert fault == (
        "does not compile: program.ts line 1: "
        "TS2322: Type 'string' is not assignable to type 'number'."
    )


def test_what_a_program_throws_is_told_as_in_javascript(bench: Bench) -> None:
    assert _run(bench, "throw new RangeError('far');", expects_error=True) == ("RangeError", None)
    assert _run(bench, "JSON.parse('{');")[1] is not None


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("const n = 5;\nn.toFixed();", "no error"),
        ("const n = 5;\nn.length;\nn.at(0);\nn.at(1);", "lines 2, 3, 4"),
        ("function f(x?: string) {\n  return x.length;\n}", "line 2"),
        ("function f(x) {\n  return x;\n}", "line 1"),
        ("const a = [1];\nconst b: number = a[0];", "no error"),
        ("// @noUncheckedIndexedAccess: true\nconst a = [1];\nconst b: number = a[0];", "line 3"),
        ("const x = ;", "line 1"),
    ],
)
def test_the_lines_with_errors_can_be_asked_for(bench: Bench, code: str, lines: str) -> None:
    assert _run(bench, code, "lines") == (lines, None)


def test_the_message_of_the_one_error_can_be_asked_for(bench: Bench) -> None:
    code = "let v: unknown = 1;\nv.toFixed();"
    assert _run(bench, code, "message") == ("TS18046: 'v' is of type 'unknown'.", None)
    assert _run(bench, "let v = 1;", "message") == ("no error", None)
    _, fault = _run(bench, "const a: number = '';\nconst b: number = '';", "message")
    assert (fault or "").startswith("gives more than one error")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("const xs = [1, 'a'];\n//    ^?", "(string | number)[]"),
        (
            "const p = Promise.all([1, Promise.resolve('a')]);\n//    ^?",
            "Promise<[number, string]>",
        ),
        (
            "function f(x: string | number) {\n  if (typeof x === 'string') return;\n"
            "  return x;\n  //     ^?\n}",
            "number",
        ),
        ("type P = Partial<{ a: number }>;\n//   ^?", "{ a?: number | undefined; }"),
        (
            "const o = { a: 1, b: 'x' } as const;\ntype V = (typeof o)[keyof typeof o];\n//   ^?",
            '"x" | 1',
        ),
        ("let a = 'x';\n//  ^?\nconst b = 'x';\n//    ^?", 'string\n"x"'),
        ("const el = document.querySelector('input');\n//    ^?", "HTMLInputElement | null"),
    ],
)
def test_the_type_above_a_caret_can_be_asked_for(bench: Bench, code: str, shown: str) -> None:
    assert _run(bench, code, "type") == (shown, None)


@pytest.mark.parametrize(
    ("code", "asks", "said"),
    [
        ("let a = 1;", "type", "has no `// ^?` under what is asked about"),
        ("let a: number = '';\n//  ^?", "type", "does not compile: program.ts line 1: TS2322"),
        ("// @strickt: true\nlet a = 1;", "lines", "names an unknown compiler option: strickt"),
        ("import { x } from './none.js';", "output", "TS2307: Cannot find module './none.js'"),
        ("import fs from 'node:fs';", "output", "TS2591: Cannot find name"),
    ],
)
def test_what_cannot_be_an_option_is_a_fault_in_words(
    bench: Bench, code: str, asks: Asks, said: str
) -> None:
    output, fault = _run(bench, code, asks)
    assert output is None
    assert said in (fault or "")


@pytest.mark.parametrize("ending", [".js", ".ts"])
def test_files_beside_the_program_are_checked_and_run_with_it(bench: Bench, ending: str) -> None:
    code = f"import {{ twice }} from './lib{ending}';\nconsole.log(twice(2));"
    assert _run(bench, code, setup=LIBRARY) == ("4", None)
    wrong = code.replace("twice(2)", "twice('2')")
    assert _run(bench, wrong, "lines", LIBRARY) == ("line 2", None)
    _, fault = _run(bench, code, "lines", LIBRARY.replace("number", "nombre"))
    assert (fault or "").startswith("does not compile: lib.ts line 2: TS2304")


def test_what_one_program_declares_the_next_does_not_know(bench: Bench) -> None:
    first = "declare global {\n  interface Array<T> {\n    last(): T;\n  }\n}\nexport {};"
    assert _run(bench, f"{first}\n[1].last;", "lines") == ("no error", None)
    assert _run(bench, "[1].last;", "lines") == ("line 1", None)
