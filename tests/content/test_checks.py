"""Each rule of the linter finds what it is for, and lets a good question pass."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from content.building import build_block, keep
from content.checking import check_content
from content.checks import lint, questions
from content.compiling import compile_library
from content.problems import Severity
from content.runtimes import Bench
from content.sources import read_sources
from tests.content.banks import (
    a_block,
    a_content,
    a_model,
    a_query,
    a_topic,
    an_item,
    write,
    write_bank,
)

Found = list[tuple[str, str]]


def _lint(folder: Path, items: list[dict[str, Any]]) -> Found:
    root = a_content(folder, items=items)
    compiled = compile_library(read_sources(root), "test")
    assert compiled.problems == []
    return [(problem.rule, problem.sentence) for problem in lint(questions(compiled))]


def _distractors(*texts: str) -> list[dict[str, str]]:
    return [{"text": text, "misconception": f"Reason {n}"} for n, text in enumerate(texts)]


def test_the_linter_has_nothing_against_good_questions(tmp_path: Path, bench: Bench) -> None:
    root = a_content(tmp_path, items=[an_item()], models=[a_model(), a_query()])
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    compiled = compile_library(read_sources(root), "test")
    assert lint(questions(compiled)) == []


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("ways-out", {"distractors": _distractors("All of the above", "A slip knot on the bow")}),
        ("ways-out", {"distractors": _distractors("None of these knots", "Both A and B fit it")}),
        ("duplicate-options", {"distractors": _distractors("A Bowline at  the post.", "A slip")}),
        ("duplicate-options", {"key": "`x`", "distractors": _distractors("`x`", "`y`")}),
        (
            "option-lengths",
            {"distractors": _distractors("No", "A slip knot on the bow, tied twice")},
        ),
        ("option-lengths", {"key": "A bowline at the post, " * 4}),
        ("parallel-options", {"key": "A bowline at the post."}),
        ("parallel-options", {"key": "a bowline at the post"}),
        ("echo", {"key": "Rope that can hold a boat overnight"}),
        ("absolutes", {"key": "Only a bowline at post"}),
        ("hedges", {"key": "Usually a bowline there"}),
        ("negative", {"stem": "Which knot does not hold a boat overnight?"}),
        ("following", {"stem": "Which of the following statements about bowlines is true?"}),
        ("following", {"stem": "Which of these knots fits a wet post?"}),
        ("asks", {"stem": "A rope holds a boat overnight."}),
        ("explanation", {"explanation": "It just holds."}),
        ("source", {"source": None}),
        (
            "misconception",
            {
                "distractors": [
                    {"text": "A granny knot tied twice", "misconception": "Takes quick for safe"},
                    {"text": "A slip knot on the bow", "misconception": "Takes quick for safe"},
                ]
            },
        ),
        (
            "misconception",
            {
                "distractors": [
                    {"text": "A granny knot twice", "misconception": "A granny knot twice."},
                    {"text": "A slip knot on the bow", "misconception": "Takes quick for safe"},
                ]
            },
        ),
        ("time", {"seconds": 10, "stem": "How does a knot hold? " * 12}),
        ("language", {"code": "x = 1"}),
        ("language", {"language": "python"}),
        ("code-size", {"code": f"x = '{'y' * 70}'", "language": "python"}),
        ("code-size", {"code": "x = 1\n" * 30, "language": "python"}),
        (
            "run-it",
            {"stem": "What does this print?", "code": "print(1)", "language": "python"},
        ),
    ],
)
def test_what_is_wrong_with_a_written_question_is_found(
    tmp_path: Path, rule: str, changes: dict[str, Any]
) -> None:
    assert rule in {name for name, _ in _lint(tmp_path, [an_item(**changes)])}


@pytest.mark.parametrize(
    "stem",
    [
        "Which knot does NOT hold a boat overnight?",
        "The rope does not hold. Which knot fits?",
        "A sailor cannot see the post. What may she do?",
    ],
)
def test_a_not_in_capitals_or_in_the_story_passes(tmp_path: Path, stem: str) -> None:
    assert "negative" not in {name for name, _ in _lint(tmp_path, [an_item(stem=stem)])}


def test_choosing_a_line_of_code_may_say_which_of_these(tmp_path: Path) -> None:
    item = an_item(
        stem="Which of these lines raises it?",
        key="`a + 1`",
        distractors=_distractors("`a`", "`b`"),
    )
    assert _lint(tmp_path, [item]) == []


def test_negative_stems_are_rare_in_a_block(tmp_path: Path) -> None:
    items = [an_item(f"q{n}", stem=f"Which knot does NOT hold rope {n}?") for n in range(3)]
    assert "rarely-negative" in {name for name, _ in _lint(tmp_path, items)}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Pass *args to it and see what happens next, then why.", "an asterisk"),
        ("The method __init__ runs first, before anything else.", "an underscore"),
        ("A List<T> holds values of one type and nothing else.", "raw HTML"),
        ("It costs $5, and $6 on every other day of the week.", "a dollar sign"),
        ("See [the manual](page) for what a bowline is good for.", "a link"),
        ("See https://example.org for what a bowline is good for.", "a link"),
        ("# A heading\nthat stands above the rest of this text.", "a heading"),
        ("Two knots:\n- a bowline\n- a hitch that holds a while.", "a list"),
        ("A backtick ` that nobody closes leaves the rest unsaid.", "a backtick"),
        ("It is &lt; what was said before, and that is the point.", "an HTML entity"),
        ("An :anchor: is what some readers would be shown instead.", "an icon"),
        ("A C:\\rope path has a backslash that Markdown may drop.", "a backslash"),
        ("It is ~~not~~ what it was, and this is struck out now.", "tildes"),
    ],
)
def test_markdown_beyond_inline_code_is_found(tmp_path: Path, text: str, what: str) -> None:
    found = _lint(tmp_path, [an_item(explanation=text)])
    assert any(rule == "markdown" and what in sentence for rule, sentence in found)


@pytest.mark.parametrize(
    "text",
    [
        "Pass `*args`, `__init__`, `List<T>`, `$5` and ``a`b`` as they are.",
        "Two times three is 2 * 3, and a < b says that a is the smaller one.",
        "The key max_age has an underscore inside, which Markdown leaves alone.",
        "It took 10:30:45 in all, at 100% of the load; (see below).",
    ],
)
def test_plain_text_with_inline_code_passes(tmp_path: Path, text: str) -> None:
    assert _lint(tmp_path, [an_item(explanation=text)]) == []


def _of_length(slug: str, key: int, other: int) -> dict[str, Any]:
    letters = [chr(ord("B") + n) * other for n in range(3)]
    return an_item(
        slug, stem=f"Which {slug} is it?", key="A" * key, distractors=_distractors(*letters)
    )


@pytest.mark.parametrize(("longest", "is_found"), [(3, False), (4, True)])
def test_the_key_may_be_the_longest_in_three_of_ten(
    tmp_path: Path, longest: int, is_found: bool
) -> None:
    items = [_of_length(f"q{n}", 12 if n < longest else 9, 10) for n in range(10)]
    found = [sentence for rule, sentence in _lint(tmp_path, items) if rule == "key-longest"]
    assert bool(found) is is_found
    if found:
        assert (
            "the longest option in 4 of 10 prose items of the block (40%, at most 30%)" in found[0]
        )
        assert found[0].endswith("knots.d1.q0, knots.d1.q1, knots.d1.q2, knots.d1.q3")


def test_a_key_that_is_never_the_longest_is_a_cue_too(tmp_path: Path) -> None:
    items = [_of_length(f"q{n}", 10, 10) for n in range(20)]
    assert "key-never-longest" in {rule for rule, _ in _lint(tmp_path, items)}


def test_two_questions_that_are_nearly_the_same_are_found(tmp_path: Path) -> None:
    code = "\n".join(f"rope_{n} = {n}" for n in range(9))
    items = [
        an_item(slug, stem="What is wrong here?", code=f"{code}\n{last}", language="python")
        for slug, last in (("a", "x = 1"), ("b", "x = 2"))
    ]
    assert [rule for rule, _ in _lint(tmp_path, items)] == ["near-duplicates"]


def test_one_stem_over_different_code_is_no_duplicate(tmp_path: Path) -> None:
    items = [
        an_item(slug, stem="What is wrong here?", code=code, language="python")
        for slug, code in (("a", "for rope in ropes: pass"), ("b", "return rope[metres] or None"))
    ]
    assert _lint(tmp_path, items) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import datetime\nprint(datetime.date.today().year > 0)", "date.today()"),
        ("import time\nprint(time.time() > 0)", "time.time()"),
        ("import random\nprint(random.random() < 2)", "random.random() without a seed"),
        ("print({3, 1})", "prints a set"),
        ("print(*[x for x in {3, 1}])", "goes through a set"),
        ("for x in set([3, 1]): print(x)", "goes through a set"),
        ("print(list({3, 1}))", "list() of a set"),
        ("x = {3, 1}\nprint(x)", "shows what looks like a set"),
        ("print(id(1) and 1)", None),
        ("print(sorted({3, 1}), len({1, 2}), {1: 2, 3: 4}, set())", None),
        ("import random\nrandom.seed(7)\nprint(random.randint(1, 1))", None),
        ("import time\ntime.sleep(0)\nprint(1)", None),
    ],
)
def test_what_chance_or_order_decides_is_found_in_models(
    tmp_path: Path, bench: Bench, code: str, said: str | None
) -> None:
    found = _lint_built(
        tmp_path, bench, a_model(params={}, code=code, mutants=_OTHERS, explanation=_WHY)
    )
    sentences = [sentence for rule, sentence in found if rule == "undecided"]
    assert bool(sentences) is (said is not None)
    assert said is None or any(said in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SELECT 1 WHERE random() IS NOT NULL", "gives something else each time"),
        ("SELECT date('now') > '2000'", "gives something else each time"),
        ("SELECT 1 UNION ALL SELECT 1", "several rows without ORDER BY"),
        ("SELECT 1 UNION SELECT 2 ORDER BY 1", None),
        ("SELECT 1; SELECT 2;", None),
    ],
)
def test_what_chance_or_order_decides_is_found_in_queries(
    tmp_path: Path, bench: Bench, code: str, said: str | None
) -> None:
    sentences = [
        sentence
        for rule, sentence in _lint_built(tmp_path, bench, a_query(code=code))
        if rule == "undecided"
    ]
    assert bool(sentences) is (said is not None)
    assert said is None or any(said in sentence for sentence in sentences)


_WHY = "The program prints what it was told to, in the order it was told."
_OTHERS = {
    name: {"misconception": f"Believes in {name}", "code": f"print('{name}')"}
    for name in ("tides", "winds")
}


def _lint_built(folder: Path, bench: Bench, model: dict[str, Any]) -> Found:
    root = a_content(folder, models=[model])
    building = build_block(root, "knots", read_sources(root).banks, bench)
    assert building.problems == []
    keep(root, building)
    compiled = compile_library(read_sources(root), "test")
    return [(problem.rule, problem.sentence) for problem in lint(questions(compiled))]


def test_findings_name_file_and_line(tmp_path: Path) -> None:
    other = an_item("hitch", source=None, stem="What keeps a line from sliding along a pole?")
    root = a_content(tmp_path, items=[an_item(), other])
    (problem,) = lint(questions(compile_library(read_sources(root), "test")))
    text = (root / "bank/knots/d1.yaml").read_text(encoding="utf-8").splitlines()
    assert problem.path == "content/bank/knots/d1.yaml"
    assert text[problem.line - 1] == "- id: knots.d1.hitch"
    assert problem.severity is Severity.ERROR


def test_facts_that_age_are_due_after_their_day(tmp_path: Path) -> None:
    day = yaml.safe_load("2027-05-01")
    root = a_content(tmp_path, items=[an_item(review_by=day)])

    def found(on: str) -> set[str]:
        return {problem.rule for problem in check_content(root, on=yaml.safe_load(on))}

    assert "review-by" not in found("2027-05-01")
    assert "review-by" in found("2027-05-02")


def test_a_planned_block_that_is_written_is_to_be_struck_out(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    write(root / "curriculum/blocks/sails.yaml", a_block("sails"))
    (problem,) = check_content(root)
    assert str(problem) == (
        "content/curriculum/planned.yaml:2: warning: sails is written: remove it here [planned]"
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"mission": "Tie __it__, then untie it."}, "markdown"),
        ({"objectives": ["Tie it", "Untie it", "Pass **options on"]}, "markdown"),
        (
            {"resources": [{"title": "Read", "url": "https://example.org", "kind": "read"}] * 2},
            "resources",
        ),
    ],
)
def test_topics_are_plain_text_and_lead_to_a_place_to_practise(
    tmp_path: Path, changes: dict[str, Any], rule: str
) -> None:
    root = a_content(tmp_path)
    block = a_block("knots")
    block["topics"][4] = a_topic("knots", 5, **changes)
    write(root / "curriculum/blocks/knots.yaml", block)
    (problem,) = check_content(root)
    assert problem.rule == rule
    assert problem.sentence.startswith("knots.d5: ")


def test_running_again_finds_an_output_that_was_edited(tmp_path: Path, bench: Bench) -> None:
    root = a_content(tmp_path, models=[a_query()])
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    assert not [one for one in check_content(root, execute=True) if one.rule == "execution"]
    kept = root / "generated/knots.json"
    kept.write_text(kept.read_text().replace('"key": "2"', '"key": "4"'), encoding="utf-8")
    assert not [one for one in check_content(root) if one.rule == "execution"]
    (problem,) = [one for one in check_content(root, execute=True) if one.rule == "execution"]
    assert problem.sentence.endswith("run again, gives '2' and the key is '4'")


def test_stems_without_code_are_not_nearly_the_same_in_any_topic(tmp_path: Path) -> None:
    root = a_content(tmp_path, items=[an_item("loop")])
    twin = an_item(
        "hitch", "knots.d2", stem=an_item("bend")["stem"].replace("overnight", "all day")
    )
    for topic, item in (("knots.d2", twin), ("knots.d3", an_item("bend", "knots.d3", stem="Why?"))):
        write_bank(root, topic, [item])
    found = lint(questions(compile_library(read_sources(root), "test")))
    assert [one.sentence for one in found if one.rule == "near-duplicate-stems"] == []
    twin = an_item("hitch", "knots.d2", stem=an_item("loop")["stem"].replace("A rope", "One rope"))
    write_bank(root, "knots.d2", [twin])
    found = lint(questions(compile_library(read_sources(root), "test")))
    assert [one.sentence for one in found if one.rule == "near-duplicate-stems"] == [
        "knots.d2.hitch: its stem is 88% like that of knots.d1.loop"
    ]


@pytest.mark.parametrize(("written", "is_found"), [(6, False), (7, False), (8, True)])
def test_most_questions_with_code_of_a_block_are_run(
    tmp_path: Path, bench: Bench, written: int, is_found: bool
) -> None:
    items = [
        an_item(f"q{n}", code=f"GET /{'x' * n} HTTP/1.1", language="http") for n in range(written)
    ]
    models = [
        a_model(f"m{n}", show_code=n % 2 == 0, stem=f"What is {n}, <<a>>, <<b>>?")
        for n in range(11)
    ]
    root = a_content(tmp_path, items=[*items, an_item("words")], models=models)
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    found = lint(questions(compile_library(read_sources(root), "test")))
    assert [one.is_error for one in found if one.rule == "executed-share"] == [True] * is_found


def test_a_block_of_words_needs_no_programs(tmp_path: Path) -> None:
    items = [an_item(f"q{n}") for n in range(20)]
    assert "executed-share" not in {rule for rule, _ in _lint(tmp_path, items)}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("('x', 1)", None),
        (f"('{'x' * 60}', 1)", "columns wide"),
        ("('x', 1),\n" * 24 + "('x', 1)", "lines"),
    ],
)
def test_the_code_of_every_clone_fits_a_phone(
    tmp_path: Path, bench: Bench, rows: str, said: str | None
) -> None:
    setup = "CREATE TABLE rope(name TEXT, metres INTEGER);\nINSERT INTO rope VALUES\n<<rows>>;"
    query = a_query(
        setup=setup,
        params={"rows": ["('a', 2), ('b', 3), ('c', NULL)", f"{rows}, ('b', 3), ('c', NULL)"]},
    )
    root = a_content(tmp_path, models=[query])
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    asked = questions(compile_library(read_sources(root), "test"))
    assert len(asked[0].items) == 2
    found = [one.sentence for one in lint(asked) if one.rule == "code-size"]
    assert len(found) == (said is not None)
    assert all(str(said) in sentence for sentence in found)
