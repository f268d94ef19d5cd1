"""Pages are loaded in a real browser, twice, in ways that must not matter."""

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from content.models import build, source_hash
from content.runtimes import Bench, Program
from content.runtimes.browser_document import PageSetting
from content.schema import ModelEntry
from tests.content.banks import a_model

pytestmark = pytest.mark.browser


def _run(
    bench: Bench,
    code: str,
    probe: str = "",
    *,
    setup: str = "",
    expects_error: bool = False,
    **setting: Any,
) -> tuple[str | None, str | None]:
    page = PageSetting(probe=probe, **setting)
    program = Program(
        "browser",
        code,
        setup,
        expects_error=expects_error,
        same_in_any_order=True,
        page=page,
    )
    (run,) = bench.run([program])
    return run.output, run.fault


BOX = "<style>#box { width: 200px; padding: 10px; border: 2px solid }</style><div id=box></div>"


@pytest.mark.parametrize(
    ("code", "probe", "output"),
    [
        (BOX, "width('#box')", "224"),
        (BOX, "return [width('#box'), computed('#box', 'width')]", "224, 200px"),
        ("<div id=a style='width: 100px; height: 1px'></div>", "width('#a') / 3", "33.3333"),
        ("<p style='color: #f60'>x</p><b style='color: green'></b>", "color('p')", "#ff6600"),
        ("<p style='color: #f60'>x</p><b style='color: green'></b>", "color('b')", "green"),
        ("<input type=email value=a>", "$('input').matches(':valid')", "false"),
        ("<button id=a>A</button><a id=b href='/'>B</a>", "await press('Tab', 2); return focused()", "b"),
        ("<p hidden>x</p>", "[[1, 2], ['x', null]]", "1 | 2\nx | null"),
        ("<p>x</p>", "(await prefer({'prefers-color-scheme': 'dark'}), "
         "matchMedia('(prefers-color-scheme: dark)').matches)", "true"),
    ],
)  # fmt: skip
def test_a_probe_gives_the_answer(bench: Bench, code: str, probe: str, output: str) -> None:
    assert _run(bench, code, probe) == (output, None)


def test_the_accessibility_tree_is_the_engines(bench: Bench) -> None:
    page = (
        "<label for=mail>Your mail</label><input id=mail required aria-describedby=hint>"
        "<p id=hint>For receipts</p><img id=seal src=seal.png alt=''><div id=plain>x</div>"
    )
    probe = (
        "[role('#mail'), name('#mail'), description('#mail'), state('#mail', 'required'),"
        " role('#seal'), name('#seal'), role('#plain')]"
    )
    output, fault = _run(bench, page, probe)
    assert (output, fault) == ("textbox, Your mail, For receipts, true, none, , generic", None)


def test_styles_and_scripts_stand_in_their_page(bench: Bench) -> None:
    page = "<button id=go>Go</button>"
    styles = "#go { position: absolute; left: 40px }"
    assert _run(bench, styles, "left('#go')", setup=page, language="css") == ("40", None)
    script = "go.addEventListener('click', (event) => console.log(event.isTrusted, event.target))"
    output, _ = _run(bench, script, "await click('#go'); return logged()", setup=page, language="javascript")  # fmt: skip
    assert output == "true #go"


def test_without_a_probe_the_answer_is_what_was_logged(bench: Bench) -> None:
    script = (
        "setTimeout(() => console.log('timer')); Promise.resolve().then(() => console.log('then'));"
    )
    assert _run(bench, script, language="javascript") == ("then\ntimer", None)


@pytest.mark.parametrize(
    ("code", "probe", "said"),
    [
        ("<div><p>x</div><div>", "1", "is not well-formed HTML: Expected closing tag. Unexpected end of file. At: <div><p>x"),
        ("<centre>x</centre>", "1", "is not well-formed HTML: <centre> is no element of HTML"),
        ("<i id=a>1</i><b id=a>2</b>", "1", "is not well-formed HTML: the id a stands twice"),
        ("<p style='widht: 1px'>x</p>", "1", "has faulty CSS: widht: 1px is dropped"),
        ("<style>p { color: red top: 0 }</style>", "1", "has faulty CSS: color: red top: 0 is dropped"),
        ("<style>p:hoover { top: 0 }</style>", "1", "has faulty CSS: the selector p:hoover is dropped"),
        ("<style>a { & > b { wdth: 0 } }</style>", "1", "has faulty CSS: wdth: 0 is dropped"),
        ("<style>@medai print { }</style>", "1", "has faulty CSS: @medai is not known"),
        ("<style>@media (width > ) { p { top: 0 } }</style>", "1", "has faulty CSS: (width > ) is no condition of a media query"),
        ("<style>@media print and (min-widht: 9px) { p { top: 0 } }</style>", "1", "(min-widht: 9px) is no"),
        ("<p style='-webkit-box-flex: 1'>x</p>", "1", "-webkit-box-flex is one vendor's own property"),
        ("<p>x</p>", "width('#none')", "has a probe that raises Error: there is no element #none"),
        ("<p>x</p>", "({})", "has a probe that raises Error: the probe must give text, a number"),
        ("<p>x</p>", "width(", "has a probe that raises SyntaxError"),
        ("<script>nothing.here</script>", "1", "raises ReferenceError: nothing is not defined"),
        ("<p>x</p>", "'x'.repeat(5000)", "prints more than 4000 characters"),
        ("<p id=a style='margin-left: 900px'>x</p>", "await click('#a'); return 1", "outside the viewport"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_a_fault_in_words(
    bench: Bench, code: str, probe: str, said: str
) -> None:
    output, fault = _run(bench, code, probe)
    assert output is None
    assert said in (fault or "")


def test_what_is_faulty_on_purpose_may_be(bench: Bench) -> None:
    page = "<p style='width: 90px; width: 50 px; height: 1px'>x</p>"
    assert _run(bench, page, "width('p')", may_have=frozenset({"css"})) == ("90", None)
    page = "<p id=a><div id=b></div></p>"
    probe = "$$('p').length"
    assert _run(bench, page, probe, may_have=frozenset({"html"})) == ("2", None)


def test_an_expected_error_is_the_output(bench: Bench) -> None:
    assert _run(bench, "<script>null.x</script>", expects_error=True) == ("TypeError", None)
    _, fault = _run(bench, "<p>x</p>", expects_error=True)
    assert fault == "raises nothing, though expects_error says it does"


def test_what_the_machines_fonts_decide_is_no_answer(bench: Bench) -> None:
    _, fault = _run(bench, "<span id=a>width of words</span>", "width('#a')")
    assert "with other fonts and finer pixels" in (fault or "")


def test_a_page_whose_answer_is_known_is_loaded_once_more_and_no_oftener(bench: Bench) -> None:
    output, fault = _run(bench, "<span id=a>width of words</span>", "width('#a')", is_known=True)
    assert fault is None
    assert float(output or 0) > 0


def test_the_viewport_must_not_matter_unless_the_reader_is_told(bench: Bench) -> None:
    page = "<div id=a style='margin: 0 12px'></div>"
    _, fault = _run(bench, page, "width('#a')")
    assert "name the width 800 in the stem" in (fault or "")
    assert _run(bench, page, "width('#a')", viewport_is_said=True) == ("760", None)
    narrow = {"viewport": (360, 640), "viewport_is_said": True}
    assert _run(bench, page, "width('#a')", **narrow) == ("320", None)


@pytest.fixture
def neighbour() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that answers every page: its address, and what was asked of it."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_a_page_reaches_nothing_and_its_dialogs_are_dismissed(
    bench: Bench, neighbour: tuple[str, list[str]]
) -> None:
    address, asked = neighbour
    with urllib.request.urlopen(f"{address}/from-outside") as answer:
        assert answer.status == 200
    script = f"""
const tries = [fetch("{address}/"), fetch("/beside"), fetch("https://example.org/")];
const socket = new WebSocket("{address.replace("http", "ws")}/socket");
const ended = Promise.allSettled([...tries, new Promise((_, refused) => {{ socket.onerror = refused; }})]);
const agreed = confirm("Go on?");
"""
    probe = "[...(await ended).map((end) => end.status), agreed]"
    assert _run(bench, script, probe, language="javascript") == (
        "rejected, rejected, rejected, rejected, false",
        None,
    )
    assert asked == ["/from-outside"]


def test_following_a_link_leads_nowhere(bench: Bench) -> None:
    probe = "await click('a'); return location.pathname"
    assert _run(bench, "<a href='/away'>Away</a>", probe) == ("/", None)


def test_pages_do_not_see_each_other(bench: Bench) -> None:
    leave = "localStorage.setItem('left', 1); document.cookie = 'a=1'; window.name = 'left'; window.left1 = 1"
    look = "[localStorage.getItem('left'), document.cookie, window.name, typeof window.left1]"
    _run(bench, leave, "1", language="javascript")
    assert _run(bench, "<p>x</p>", look) == ("null, , , undefined", None)


def test_a_page_that_never_ends_is_ended(bench_by_the_clock: Bench) -> None:
    _, fault = _run(bench_by_the_clock, "<script>while (true) {}</script>", "1")
    assert fault == "did not end within 5 seconds"
    assert _run(bench_by_the_clock, "<p>x</p>", "'still here'") == ("still here", None)


def test_a_page_that_eats_memory_is_ended(bench: Bench) -> None:
    hungry = "const all = []; while (true) all.push(new Array(1e6).fill(0.5));"
    _, fault = _run(bench, hungry, language="javascript")
    assert (fault or "").startswith("ended the page")
    assert _run(bench, "<p>x</p>", "'still here'") == ("still here", None)


def _model(**changes: Any) -> ModelEntry:
    entry = a_model(
        runtime="browser",
        stem="The viewport is <<w>> pixels wide. How wide is the box, in pixels?",
        params={"w": ["360", "1024"]},
        setup="<div class='box'></div>",
        language="css",
        viewport=["<<w>>", 600],
        code="body { margin: 0 }\n.box { width: 50%; padding: 10px }",
        probe="width('.box')",
        mutants={
            "padding_inside": {
                "misconception": "Takes padding to be part of the width",
                "code": "body { margin: 0 }\n.box { width: 50%; padding: 10px; box-sizing: border-box }",
            },
            "inner": {"misconception": "Forgets the box's edges", "probe": "innerWidth"},
            "told": {"misconception": "Adds one side", "prints": "<<w>> + 10"},
        },
        explanation="Padding is added to the width of <<w>>.",
        **changes,
    )
    return ModelEntry.model_validate(entry)


def test_a_models_mutants_are_other_styles_other_probes_or_plain_text(bench: Bench) -> None:
    built = build(_model(), bench)
    assert built.faults == []
    assert [(clone.key, clone.distractors) for clone in built.clones] == [
        ("200", (("padding_inside", "180"), ("inner", "360"), ("told", "360 + 10"))),
        ("532", (("padding_inside", "512"), ("inner", "1024"), ("told", "1024 + 10"))),
    ]


def test_a_page_model_is_stale_when_its_probe_or_what_the_reader_knows_changes() -> None:
    first = source_hash(_model())
    assert source_hash(_model()) == first
    changed = _model()
    for change in (
        {"probe": "height('.box')"},
        {"viewport": ["<<w>>", 601]},
        {"stem": "How wide is it?"},
        {"faulty": ["css"]},
    ):
        assert source_hash(changed.model_copy(update=change)) != first


def test_only_pages_have_probes_and_viewports() -> None:
    for changes in ({"probe": "1"}, {"viewport": [1, 1]}, {"faulty": ["css"]}, {"language": "css"}):
        with pytest.raises(ValueError, match="for `runtime: browser`"):
            ModelEntry.model_validate(a_model(params={"a": ["1"], "b": ["5"]}, **changes))
