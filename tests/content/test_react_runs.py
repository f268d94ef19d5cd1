"""React runs in windows of its own, with its own timing, and a clock that does not hurry."""

import json

import pytest

from content.library import RUNTIME_TITLES
from content.runtimes import Bench, Program
from content.runtimes.browser_document import PageSetting
from content.runtimes.node import PACKAGES

COUNTER = """
import { useState } from "react";
function App() {
  const [n, setN] = useState(0);
  console.log(`render ${n}`);
  return <button onClick={() => { setN(n + 1); setN(n + 1); }}>{n}</button>;
}
"""
POLLING = """
function App() {
  const [n, setN] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setN((m) => m + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <p>{n}</p>;
}
"""


def _run(
    bench: Bench, code: str, probe: str = "", *, expects_error: bool = False
) -> tuple[str | None, str | None]:
    page = PageSetting(probe=probe)
    (run,) = bench.run([Program("react", code, expects_error=expects_error, page=page)])
    return run.output, run.fault


def test_readers_are_told_the_version_that_runs() -> None:
    lock = json.loads((PACKAGES / "package-lock.json").read_text(encoding="utf-8"))
    versions = {
        lock["packages"][f"node_modules/{name}"]["version"] for name in ("react", "react-dom")
    }
    (version,) = versions
    assert RUNTIME_TITLES["react"] == f"React {version.partition('.')[0]}"


def test_what_is_logged_is_the_output_where_nothing_is_asked(bench: Bench) -> None:
    assert _run(bench, COUNTER) == ("render 0", None)
    assert _run(bench, "console.log('a', [1], { b: null });\nconsole.error('no');") == (
        'a [1] {"b":null}',
        None,
    )


@pytest.mark.parametrize(
    ("probe", "answer"),
    [
        ("text()", "0"),
        ("await click('button'); return text();", "1"),
        (
            "await click('button'); await click('button'); return logged();",
            "render 0, render 1, render 2",
        ),
        ("html()", "<button>0</button>"),
        ("[logged().length, $$('button').length, null]", "1, 1, null"),
        ("await rerender(<App key='other' />); return logged();", "render 0, render 0"),
        ("await unmount(); return text('body');", ""),
    ],
)
def test_a_probe_acts_and_gives_the_answer(bench: Bench, probe: str, answer: str) -> None:
    assert _run(bench, COUNTER, probe) == (answer, None)


@pytest.mark.parametrize(
    ("code", "probe", "answer"),
    [
        (
            "function App() {\n  const [v, set] = useState('');\n"
            "  return <input value={v} onChange={(e) => set(e.target.value.toUpperCase())} />;\n}",
            "await type('input', 'abc'); return $('input').value;",
            "ABC",
        ),
        (
            "function App() {\n  return <input value='fixed' onChange={() => {}} />;\n}",
            "await type('input', 'abc'); return $('input').value;",
            "fixed",
        ),
        (
            "function App() {\n  const [v, set] = useState('a');\n  return (\n"
            "    <select value={v} onChange={(e) => set(e.target.value)}>\n"
            "      <option>a</option>\n      <option>b</option>\n    </select>\n  );\n}",
            "await choose('select', 'b'); return $('select').value;",
            "b",
        ),
        (
            "function App() {\n  const [on, set] = useState(false);\n"
            "  return <input type='checkbox' checked={on} onChange={(e) => {\n"
            "    console.log(e.target.checked); set(e.target.checked); }} />;\n}",
            "await click('input'); return [logged()[0], $('input').checked];",
            "true, true",
        ),
        (
            "function App() {\n  return <input onFocus={() => console.log('in')}\n"
            "    onBlur={() => console.log('out')} />;\n}",
            "await click('input'); await click('#root'); return logged();",
            "in, out",
        ),
        (
            "function App() {\n  return <form onSubmit={(e) => {\n    e.preventDefault();\n"
            "    console.log(new FormData(e.target).get('n'));\n"
            "  }}><input name='n' defaultValue='7' /><button>Send</button></form>;\n}",
            "await click('button'); return logged();",
            "7",
        ),
    ],
)
def test_people_can_be_played(bench: Bench, code: str, probe: str, answer: str) -> None:
    assert _run(bench, code, probe) == (answer, None)


def test_state_is_flushed_before_promises_that_the_handler_made(bench: Bench) -> None:
    code = """
function App() {
  const [n, setN] = useState(0);
  console.log("render", n);
  const go = () => {
    setN(1);
    Promise.resolve().then(() => console.log("then"));
    console.log("end");
  };
  return <button onClick={go} />;
}
"""
    assert _run(bench, code, "await click('button'); return logged();") == (
        "render 0, end, render 1, then",
        None,
    )


def test_strict_mode_does_twice_what_it_does_twice(bench: Bench) -> None:
    code = """
import { createRoot } from "react-dom/client";
function App() {
  console.log("render");
  useEffect(() => {
    console.log("effect");
    return () => console.log("cleanup");
  }, []);
  return null;
}
createRoot(document.querySelector("#root")).render(<StrictMode><App /></StrictMode>);
"""
    assert _run(bench, code) == ("render\nrender\neffect\ncleanup\neffect", None)


def test_time_passes_only_where_the_probe_waits(bench: Bench) -> None:
    assert _run(bench, POLLING, "await wait(3500); return text();") == ("3", None)
    assert _run(bench, POLLING, "text()") == ("0", None)
    assert _run(bench, POLLING) == (
        None,
        "throws Error: a timer is left running: use a probe that waits",
    )
    code = "await new Promise((r) => setTimeout(r, 5000));\nconsole.log('late');"
    assert _run(bench, code) == ("late", None)


def test_suspense_shows_its_fallback_until_then(bench: Bench) -> None:
    code = """
const rows = new Promise((done) => setTimeout(() => done("rows"), 800));
function Rows() { return use(rows); }
function App() { return <Suspense fallback="wait"><Rows /></Suspense>; }
"""
    probe = "const before = text(); await wait(1000); return [before, text()];"
    assert _run(bench, code, probe) == ("wait, rows", None)


def test_markup_can_be_made_on_the_server_and_hydrated(bench: Bench) -> None:
    code = """
import { renderToString } from "react-dom/server";
import { hydrateRoot } from "react-dom/client";
const App = () => <b onClick={() => console.log("live")}>{1}{2}</b>;
const root = document.querySelector("#root");
root.innerHTML = renderToString(<App />);
console.log(root.innerHTML);
hydrateRoot(root, <App />);
"""
    probe = "await click('b'); return logged();"
    assert _run(bench, code, probe) == ("<b>1<!-- -->2</b>, live", None)


def test_programs_do_not_see_each_other(bench: Bench) -> None:
    first = Program(
        "react",
        "globalThis.left = 1; Array.prototype.left = 1; React.left = 1;\n"
        "document.body.append('left'); localStorage.setItem('left', 1);",
    )
    second = Program(
        "react",
        "console.log(typeof left, [].left, React.left, document.body.textContent,\n"
        "  localStorage.length, typeof process);",
    )
    for batch in ([first, second], [second, first]):
        runs = {
            program.code: run.output for program, run in zip(batch, bench.run(batch), strict=True)
        }
        assert runs[second.code] == "undefined undefined undefined  0 undefined"


@pytest.mark.parametrize(
    ("code", "probe", "said"),
    [
        ("function App() { return null.x; }", "", "throws TypeError"),
        ("function App() { const [n, s] = useState(0); s(n + 1); }", "", "Too many re-renders"),
        ("const x = ;", "", "throws SyntaxError"),
        ("Promise.reject(new RangeError('far'));", "", "throws RangeError: far"),
        ("setTimeout(() => { throw new TypeError('late'); }, 5);", "", "throws TypeError: late"),
        ("function App() { return <b />; }", "click('i')", "there is no element i"),
        ("function App() { return <b />; }", "$('b')", "the probe must give text"),
        ("import 'left-pad';", "", "there is no module left-pad here"),
        ("console.log(Math.random());", "", "gives different results in two runs"),
        ("console.log(new Date(2026, 0, 1).toJSON());", "", "gives different results in two runs"),
        ("console.log('x'.repeat(5000));", "", "prints more than 4000 characters"),
        ("new XMLHttpRequest();", "", "XMLHttpRequest is not defined"),
        ("fetch('http://127.0.0.1:7321');", "", "fetch is not defined"),
        (
            "const fs = console.log.constructor('return process')().getBuiltinModule('fs');\n"
            "fs.writeFileSync('left', '');",
            "",
            "Access to this API has been restricted",
        ),
    ],
)
def test_what_cannot_be_an_option_is_a_fault_in_words(
    bench: Bench, code: str, probe: str, said: str
) -> None:
    output, fault = _run(bench, code, probe)
    assert output is None
    assert said in (fault or "")


def test_a_program_that_never_ends_is_ended(bench_by_the_clock: Bench) -> None:
    _, fault = _run(bench_by_the_clock, "for (;;);")
    assert fault == "did not end within 5 seconds"
    assert _run(bench_by_the_clock, "console.log('still here');") == ("still here", None)


def test_a_program_that_takes_too_much_is_ended(bench: Bench) -> None:
    _, fault = _run(bench, "const a = []; for (;;) a.push(new Array(2 ** 20).fill(1));")
    assert fault == "ended Node itself: most likely it takes too much memory"
    assert _run(bench, "console.log('still here');") == ("still here", None)


def test_an_expected_error_is_the_output(bench: Bench) -> None:
    code = "function App() { return null.x; }"
    assert _run(bench, code, expects_error=True) == ("TypeError", None)
    assert _run(bench, COUNTER, expects_error=True)[1] == (
        "throws nothing, though expects_error says it does"
    )
