"""Authors preview a topic's questions as learners see them, on their own machine only."""

import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from content.__main__ import main
from content.building import build_block, keep
from content.commands.preview import REPOSITORY, command
from content.runtimes import open_bench
from content.sources import read_sources
from tests.content.banks import TOPIC, a_content, a_model, a_query, an_item
from tests.support.server import free_port
from ui.question import DONT_KNOW

WITHIN_S = 120.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder with a written question and two models, built."""
    root = a_content(tmp_path, items=[an_item()], models=[a_model(), a_query()])
    with open_bench() as bench:
        keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    return root


def _page(root: str, topic: str) -> None:
    from pathlib import Path

    from ui.authoring.topic_preview import draw_preview

    draw_preview(Path(root), topic)


def _preview(root: Path, topic: str = TOPIC) -> AppTest:
    page = AppTest.from_function(_page, kwargs={"root": str(root), "topic": topic}).run()
    assert not page.exception
    return page


def _said(page: AppTest) -> str:
    parts = [*page.markdown, *page.caption, *page.title, *page.code, *page.warning, *page.error]
    return "\n".join(part.value for part in parts)


def test_a_question_is_shown_as_a_test_shows_it_without_its_key(root: Path) -> None:
    page = _preview(root)
    assert page.title[0].value == an_item()["stem"]
    answers = page.radio[0]
    assert answers.options[-1] == DONT_KNOW
    assert sorted(answers.options[:-1]) == sorted(
        [an_item()["key"], *(one["text"] for one in an_item()["distractors"])]
    )
    assert answers.value is None
    assert "More knot, more hold" not in _said(page)
    assert an_item()["explanation"] not in _said(page)


def test_key_misconceptions_and_findings_show_when_the_author_asks(root: Path) -> None:
    page = _preview(root)
    page.toggle(key="with-key").set_value(True).run()
    said = _said(page)
    assert "A bowline at the post · **Key**" in said
    assert "A granny knot tied twice · More knot, more hold" in said
    assert an_item()["explanation"] in said
    assert "content/bank/knots/d1.yaml:" in said


def test_the_notes_show_options_of_several_lines_with_what_each_stands_for(tmp_path: Path) -> None:
    lines = "```text\none\ntwo\n```"
    root = a_content(tmp_path, items=[an_item(key=lines)], models=[])
    with open_bench() as bench:
        keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    page = _preview(root)
    assert lines in page.radio[0].options
    page.toggle(key="with-key").set_value(True).run()
    assert any(lines in one.value and "**Key**" in one.value for one in page.markdown)


def test_every_clone_of_a_model_can_be_looked_at(root: Path) -> None:
    page = _preview(root)
    page.button[1].click().run()
    assert page.title[0].value == a_model()["stem"]
    first = page.code[0].value
    assert first.startswith("print(sum(range(")
    page.segmented_control(key=f"clone-{TOPIC}.sum").set_value(1).run()
    assert not page.exception
    assert page.code[0].value != first


def test_tables_stand_above_the_query(root: Path) -> None:
    page = _preview(root)
    page.selectbox(key="which").set_value(2).run()
    assert [block.value.split()[0] for block in page.code] == ["CREATE", "SELECT"]
    assert [block.language for block in page.code] == ["sql", "sql"]


def test_a_file_that_cannot_be_read_is_said_with_its_line(root: Path) -> None:
    path = root / "bank/knots/d1.yaml"
    path.write_text(path.read_text().replace("level: 2", "level: 9"), encoding="utf-8")
    page = _preview(root)
    assert "knots/d1.yaml:" in page.error[0].value
    assert page.info[0].value == "There is no question to show in this topic yet."


def test_a_topic_that_nobody_planned_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "knots.d9"], root) == 1
    assert "There is no topic knots.d9" in capsys.readouterr().out


def test_the_page_is_served_to_this_machine_only(root: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        command(root, TOPIC, port), cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        ends_at = time.monotonic() + WITHIN_S
        health = f"http://127.0.0.1:{port}/_stcore/health"
        while True:
            try:
                with urllib.request.urlopen(health, timeout=1) as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < ends_at
                time.sleep(0.1)
        for address in {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}:
            if not str(address).startswith("127.") and address != "::1":
                with pytest.raises(OSError):
                    socket.create_connection((address, port), timeout=1)
    finally:
        server.terminate()
        output, _ = server.communicate(timeout=120)
    assert f"http://127.0.0.1:{port}" in output.decode()
