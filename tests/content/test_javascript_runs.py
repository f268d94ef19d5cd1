"""JavaScript runs in plain Node processes, twice, within limits, and as Node itself would run it."""

import subprocess

import pytest

from content.library import RUNTIME_TITLES
from content.runtimes import Bench, Program
from content.runtimes.node import find_node


def _run(bench: Bench, code: str, setup: str = "", **how: bool) -> tuple[str | None, str | None]:
    (run,) = bench.run([Program("javascript", code, setup, **how)])
    return run.output, run.fault


def test_the_output_is_what_was_printed(bench: Bench) -> None:
    code = "console.log('é', 1);\nconsole.error('aside');\nconsole.log('  two  ');\nconsole.log();"
    assert _run(bench, code) == ("é 1\n  two", None)


def test_readers_are_told_the_version_that_runs() -> None:
    said = subprocess.run([find_node(), "--version"], capture_output=True, text=True, check=True)
    major = said.stdout.strip().removeprefix("v").partition(".")[0]
    assert RUNTIME_TITLES["javascript"] == f"JavaScript (Node {major})"


def test_programs_do_not_see_each_other(bench: Bench) -> None:
    first = Program("javascript", "globalThis.left = 1; Array.prototype.left = 1; Math.max = null")
    second = Program(
        "javascript",
        "console.log(typeof left, [].left, Math.max(1, 2), require('fs').readdirSync('.').length)",
    )
    assert [run.output for run in bench.run([first, second])] == ["", "undefined undefined 2 1"]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("console.log(this === module.exports); x = 1; console.log(x)", "true\n1"),
        ("export {};\nconsole.log(this)", "undefined"),
        ("const { EOL } = await import('node:os');\nconsole.log(EOL.length)", "1"),
        ("import { basename } from 'node:path';\nconsole.log(basename('/a/b'))", "b"),
        ("console.log('a'); process.exit(3); console.log('b')", "a"),
        (
            "setTimeout(() => console.log('timer'));\n"
            "Promise.resolve().then(() => console.log('then'));\n"
            "process.nextTick(() => console.log('tick'));\n"
            "console.log('sync');",
            "sync\ntick\nthen\ntimer",
        ),
        (
            "export {};\nprocess.nextTick(() => console.log('tick'));\n"
            "Promise.resolve().then(() => console.log('then'));",
            "then\ntick",
        ),
        (
            "require('fs').readFile('program.js', () => {\n"
            "  setTimeout(() => console.log('timer'), 0);\n"
            "  setImmediate(() => console.log('immediate'));\n});",
            "immediate\ntimer",
        ),
        (
            "process.on('unhandledRejection', (e) => console.log('seen', e.message));\n"
            "Promise.reject(new Error('late'));",
            "seen late",
        ),
        ("process.on('exit', (c) => console.log('left', c)); process.exitCode = 2", "left 2"),
        ("await new Promise(() => {}); console.log('after')", ""),
    ],
)
def test_a_program_behaves_as_in_plain_node(bench: Bench, code: str, printed: str) -> None:
    assert _run(bench, code) == (printed, None)


def test_files_beside_the_program_can_be_imported(bench: Bench) -> None:
    setup = (
        "// counter.mjs\nexport let count = 0;\nexport const add = () => { count += 1; };\n"
        "// names.json\n"
    )
    code = "import { count, add } from './counter.mjs';\nadd();\nadd();\nconsole.log(count);"
    assert _run(bench, code, setup) == ("2", None)
    _, fault = _run(bench, code, "export const add = 1;")
    assert fault == "has a setup that does not begin with a file's name: `// name.mjs`"


@pytest.mark.parametrize(
    "code",
    [
        "console.log(Math.random())",
        "console.log(crypto.randomUUID())",
        "console.log(performance.now())",
        "console.log(new Date(2026, 0, 1).toISOString())",
        "console.log((1234.5).toLocaleString())",
    ],
)
def test_what_chance_clock_or_place_decides_is_no_output(bench: Bench, code: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert (fault or "").startswith("gives different results in two runs")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("null.length", "throws TypeError: Cannot read properties of null"),
        ("console.log(", "throws SyntaxError"),
        ("export {};\nlet a; let a;", "throws SyntaxError"),
        ("import './missing.mjs'", "throws Error: Cannot find module"),
        ("Promise.reject(new RangeError('far'))", "throws RangeError: far"),
        ("throw 'bare'", "throws string: bare"),
        ("process.abort()", "ended Node itself"),
        ("for (;;) console.log('x'.repeat(1000))", "prints more than 4000 characters"),
        ("const a = []; for (;;) a.push(new Array(1000).fill(1))", "takes too much memory"),
        (
            "const a = []; for (let i = 0; i < 16; i++) a.push(Buffer.alloc(2 ** 28, 1))",
            "throws RangeError",
        ),
    ],
)
def test_what_cannot_be_an_option_is_a_fault_in_words(bench: Bench, code: str, said: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert said in (fault or "")


def test_a_program_that_never_ends_is_ended(impatient_bench: Bench) -> None:
    output, fault = _run(impatient_bench, "for (;;);")
    assert output is None
    assert fault == "did not end within 1 second of processor time"
    assert _run(impatient_bench, "console.log('still here')") == ("still here", None)


@pytest.mark.parametrize(
    "code",
    [
        "require('net').connect(7321, '127.0.0.1').on('error', () => console.log('no'))",
        "fetch('http://127.0.0.1:7321').catch(() => console.log('no'))",
        "new WebSocket('ws://127.0.0.1:7321').onerror = () => console.log('no')",
        "require('http').createServer().listen(0, () => console.log('yes'))",
        "require('dns').resolve4('example.org', () => console.log('no'))",
        "require('dgram').createSocket('udp4').send('x', 7321, '127.0.0.1')",
        "require('child_process').execSync('true')",
        "require('fs').writeFileSync('left', 'x')",
        "try { require('fs').mkdirSync('left') } catch (e) { console.log(e.code) }",
        "new (require('worker_threads').Worker)('1', { eval: true })",
    ],
)
def test_neither_network_nor_files_nor_other_programs_are_reached(bench: Bench, code: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert "needs what a question's program has not" in (fault or "")


def test_an_expected_error_is_the_output(bench: Bench) -> None:
    code = (
        "class Late extends Error {\n  name = 'Late';\n}\nconsole.log('before');\nthrow new Late();"
    )
    assert _run(bench, code, expects_error=True) == ("Late", None)
    assert _run(bench, "let a; let a;", expects_error=True) == ("SyntaxError", None)
    _, fault = _run(bench, "console.log('fine')", expects_error=True)
    assert fault == "throws nothing, though expects_error says it does"
