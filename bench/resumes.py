"""Reading and scoring résumés: milliseconds a file, and every hostile file with its time and memory."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from bench.tables import table
from content.skills import load_skills
from plan_engine.resume.analysis import analyse
from plan_engine.resume.scoring import role_score
from services.resumes.reader import REPOSITORY, NotReadable, read_file
from tests.support.hostile_files import REFUSED
from tests.support.long_lines import LINES, LONGEST, resume_with
from tests.support.resumes import AFTER, as_docx, as_json, as_pdf, as_txt

RUNS = 9


def run() -> None:
    """Print the tables."""
    print("Reading (process included) and scoring, milliseconds, median of", RUNS, "runs\n")
    kinds: dict[str, bytes] = {
        "txt": as_txt(AFTER),
        "json": as_json(AFTER),
        "docx": as_docx(AFTER),
        "pdf, two pages": as_pdf(AFTER, pages=2),
        "pdf, two pages, two columns": as_pdf(AFTER, columns=2, pages=2),
        "(an empty process)": b"",
    }
    print(
        table(
            ["file", "read", "of it CPU", "analyse", "all 18 roles"],
            [_row(*one) for one in kinds.items()],
        )
    )
    print("\nHostile files: what the person waits, and the reading process's peak memory\n")
    print(
        table(
            ["file", "ms", "peak MB", "said"],
            [_hostile(name, REFUSED[name][0]) for name in REFUSED],
        )
    )
    print(
        "\nThe longest lines: how long they take to score, and how many times as long as their tenth\n"
    )
    print(table(["line", "ms", "times"], [_long(name, LINES[name]) for name in LINES]))


def _long(name: str, line: Callable[[int], str]) -> list[str]:
    """In proportion to its length, a line takes ten times as long as a tenth of it."""
    whole, tenth = _scoring(line(LONGEST)), _scoring(line(LONGEST // 10))
    return [name, f"{whole:.0f}", f"{whole / tenth:.1f}"]


def _scoring(line: str) -> float:
    """Milliseconds to score a résumé with this line, median."""
    skills, text = load_skills(), resume_with(line)
    return statistics.median(_timed(lambda: analyse(text, skills)) for _ in range(RUNS))


def _row(name: str, content: bytes) -> list[str]:
    if not content:
        empty = [
            _timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
            for _ in range(RUNS)
        ]
        return [name, f"{statistics.median(empty):.1f}", "", "", ""]
    skills = load_skills()
    text = read_file(content).text
    found = analyse(text, skills)
    profiles = skills.profiles.values()
    times = (
        [_timed(lambda: read_file(content)) for _ in range(RUNS)],
        [_timed(lambda: analyse(text, skills)) for _ in range(RUNS)],
        [_timed(lambda: [role_score(found, one) for one in profiles]) for _ in range(RUNS)],
    )
    read, *rest = (f"{statistics.median(one):.1f}" for one in times)
    return [name, read, f"{_cpu(content):.1f}", *rest]


def _cpu(content: bytes) -> float:
    """Milliseconds of processor time that reading takes: what remains when nothing else wants the machine."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(RUNS):
        read_file(content)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime) / RUNS


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _hostile(name: str, make: Callable[[], bytes]) -> list[str]:
    content = make()
    began = time.perf_counter()
    try:
        read_file(content)
        said = "READ"
    except NotReadable as refusal:
        said = str(refusal)[:48] + "…"
    waited = 1000 * (time.perf_counter() - began)
    return [name, f"{waited:.0f}", _peak(content), said]


def _peak(content: bytes) -> str:
    """Peak resident memory of a process of its own that reads this file, in MB."""
    asked = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, '-m', 'services.resumes.reading'], "
        "input=sys.stdin.buffer.read(6_000_000), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        input=content,
        capture_output=True,
        cwd=REPOSITORY,
        check=True,
    )
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return f"{int(done.stdout) / unit:.0f}"
