"""The curriculum and bank that learners are served: no errors, every answer run again."""

import subprocess
import sys
from pathlib import Path

import pytest

from content.checking import check_content
from content.library import Library
from content.loader import load_library
from content.problems import Problem
from content.skills import load_skills
from plan_engine.rules import DAYS_A_WEEK, WEEKS_MAX, WEEKS_MIN
from plan_engine.values import TargetId
from tests.content.banks import a_content, an_item, write_bank
from tests.support.patience import UNHURRIED

BACKEND = TargetId("backend-python")


@pytest.fixture(scope="module")
def findings() -> list[Problem]:
    """Everything the checks say, after running every model of every block again."""
    return check_content(execute=True, patience=UNHURRIED)


def test_the_bank_has_no_errors_and_every_model_gives_again_what_is_kept(
    findings: list[Problem],
) -> None:
    assert [str(problem) for problem in findings if problem.is_error] == []


def test_the_backend_role_can_be_started(library: Library) -> None:
    assert [str(shortage) for shortage in library.readiness_to_start(BACKEND)] == []


def test_what_shows_a_skill_stands_in_the_curriculum(library: Library) -> None:
    known = {str(name) for name in (*library.blocks, *library.topics)}
    shown = {name for skill in load_skills().skills.values() for name in skill.evidence}
    assert shown <= known


def test_every_target_has_three_or_four_blocks_and_every_written_block_a_week(
    library: Library,
) -> None:
    for target in library.targets.values():
        assert WEEKS_MIN <= len(target.blocks) <= WEEKS_MAX
        for block in target.blocks:
            assert len(library.blocks[block].topics) in (0, DAYS_A_WEEK)


def test_no_target_needs_what_it_neither_teaches_nor_assumes(library: Library) -> None:
    for target in library.targets.values():
        known = {*target.blocks, *target.assumes}
        for topic in library.topics_of(target.id):
            for prerequisite in library.topics[topic].prerequisites:
                assert library.topics[prerequisite].block in known, (target.id, topic)


def test_blocks_come_after_the_blocks_they_build_on(library: Library) -> None:
    for target in library.targets.values():
        place = {block: number for number, block in enumerate(target.blocks)}
        for topic in library.topics_of(target.id):
            for prerequisite in library.topics[topic].prerequisites:
                before = place.get(library.topics[prerequisite].block, -1)
                assert before <= place[library.topics[topic].block], (target.id, topic)


def test_every_item_can_be_measured(library: Library) -> None:
    for item in library.items.values():
        parameters = item.parameters()
        assert parameters.options == len(item.options) == len(item.misconceptions) + 1
        assert len(set(item.options)) == len(item.options)


def test_four_thousand_items_start_within_150_megabytes(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    for day in range(1, 8):
        topic = f"knots.d{day}"
        items = [
            an_item(f"q{n}", topic, code="x = 1\n" * 12, language="python") for n in range(572)
        ]
        write_bank(root, topic, items)
    load_library(root, tmp_path / "var", unreviewed=True)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from content.loader import load_library\n"
        "root, cache = map(Path, sys.argv[1:])\n"
        "library = load_library(root, cache, unreviewed=True)\n"
        "status = Path('/proc/self/status').read_text().splitlines()\n"
        "peak = next(line.split()[1] for line in status if line.startswith('VmHWM'))\n"
        "print(len(library.items), int(peak) / 1024)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(root), str(tmp_path / "var")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    items, megabytes = run.stdout.split()
    assert int(items) == 4004
    assert 10.0 < float(megabytes) < 150.0  # the whole interpreter at its largest
