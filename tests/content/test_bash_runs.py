"""Shell programs run in a fresh folder of their own, twice, with real tools and a real Git."""

import shutil
import signal

import pytest

from content.library import RUNTIME_TITLES
from content.runtimes import Bench, Program, open_bench, shell_tools


def _run(bench: Bench, code: str, setup: str = "") -> tuple[str | None, str | None]:
    (run,) = bench.run([Program("bash", code, setup)])
    return run.output, run.fault


def test_the_output_is_what_was_printed(bench: Bench) -> None:
    assert _run(bench, "echo é  1\necho aside >&2\nprintf '  two  \\n\\n'") == ("é 1\n  two", None)


def test_readers_are_told_what_runs_it() -> None:
    assert RUNTIME_TITLES["bash"] == "Bash 5, GNU coreutils, Git 2"
    shell_tools.find_tools()


def test_the_setup_makes_files_and_prints_nothing(bench: Bench) -> None:
    setup = "echo made\nprintf 'b\\na\\n' > names"
    assert _run(bench, "ls -A\nsort names", setup) == ("names\na\nb", None)


def test_a_setup_that_fails_is_a_fault(bench: Bench) -> None:
    _, fault = _run(bench, "echo here", "cd nowhere\necho not reached")
    assert "cannot be set up" in (fault or "")
    assert "nowhere" in (fault or "")


def test_programs_do_not_see_each_other(bench: Bench) -> None:
    first = Program("bash", "touch left ~/left; export LEFT=1; git config --global a.b c")
    second = Program("bash", 'ls -A . ~ | grep -c left; echo "[$LEFT]"')
    assert [run.output for run in bench.run([first, second])] == ["", "0\n[]"]


def test_git_begins_on_main_without_anybody_s_configuration(bench: Bench) -> None:
    code = (
        "git init -q; touch a; git add a; git commit -qm one\n"
        "git branch --show-current; git log --format='%s by %an'\n"
        "git config --list --name-only | grep -c user; git config user.name; echo $?"
    )
    assert _run(bench, code) == ("main\none by Learner\n0\n1", None)


def test_a_commit_made_again_is_another_commit(bench: Bench) -> None:
    code = (
        "git init -q; touch a; git add a; git commit -qm one\n"
        "before=$(git rev-parse HEAD); git commit -q --amend --no-edit\n"
        '[ "$before" = "$(git rev-parse HEAD)" ] && echo same || echo another'
    )
    assert _run(bench, code) == ("another", None)


@pytest.mark.parametrize(
    "code",
    [
        "git init -q; git commit -q --allow-empty -m one; git rev-parse HEAD",
        "git init -q; git commit -q --allow-empty -m one; git log --format=%cd",
        "date +%z",
        "pwd",
        "echo $$",
        "mktemp -u",
    ],
)
def test_what_time_or_place_decides_is_no_output(bench: Bench, code: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert (fault or "").startswith("gives different results in two runs")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nosuchtool", "nosuchtool: command not found"),
        ("if true; then echo a", "syntax error"),
        ("while :; do echo xxxxxxxxxxxxxxxxxxxx; done", "prints more than 4000 characters"),
        ("curl -s example.org", "what a question's program has not: curl"),
        ("echo a | nc localhost 80", "what a question's program has not: nc"),
        ("exec 3<>/dev/tcp/127.0.0.1/80", "what a question's program has not: /dev/tcp/"),
    ],
)
def test_what_cannot_be_an_option_is_a_fault_in_words(bench: Bench, code: str, said: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert said in (fault or "")


def test_a_program_that_never_ends_is_ended(impatient_bench: Bench) -> None:
    assert _run(impatient_bench, "while :; do :; done") == (
        None,
        "did not end within 1 second of processor time",
    )


def test_permissions_mean_something_whoever_runs_it(bench: Bench) -> None:
    code = "echo x > f; chmod 000 f; cat f 2>/dev/null; echo $?\nmkdir -p d/e; chmod 000 d"
    assert _run(bench, code) == ("1", None)


def test_signals_end_a_program_also_where_the_build_itself_ignores_them(bench: Bench) -> None:
    before = {
        number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGHUP, signal.SIGINT)
    }
    try:
        for name, status in (("HUP", "129"), ("INT", "130")):
            assert _run(bench, f"bash -c 'kill -{name} $$; echo alive'; echo $?") == (status, None)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_file_cannot_grow_without_end(bench: Bench) -> None:
    code = "head -c 9000000 /dev/zero > big 2>/dev/null; [ $(wc -c < big) -lt 5000000 ] && echo cut"
    assert _run(bench, code) == ("cut", None)


def test_an_error_cannot_be_expected_of_a_shell(bench: Bench) -> None:
    (run,) = bench.run([Program("bash", "exit 3", expects_error=True)])
    assert run.fault == "cannot be expected to raise: let it print `$?`"


@pytest.mark.parametrize("missing", ["git", "bash", "awk"])
def test_a_missing_tool_is_named_in_a_sentence(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shutil.which
    monkeypatch.setattr(
        shutil,
        "which",
        lambda name, path: None if name == missing else found(name, path=path),
    )
    with open_bench() as bench, pytest.raises(RuntimeError, match=f"^{missing} is not installed"):
        bench.run([Program("bash", "echo a")])
