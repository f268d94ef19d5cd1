"""SQL runs in a database of its own; nothing may depend on an order that no ORDER BY decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.runtimes import Program, Run
from content.runtimes.sqlite import run_sqlite, show_rows
from content.runtimes.statements import reverse_rows, statements

ROPES = """
CREATE TABLE rope(name TEXT, metres INTEGER);
INSERT INTO rope VALUES ('bow', 12), ('stern', 8); -- two
INSERT INTO rope(name, metres) VALUES ('it''s; (odd)', NULL);
"""


def _run(code: str, setup: str = ROPES, **how: bool) -> Run:
    return run_sqlite(Program("sqlite", code, setup, **{"same_in_any_order": True, **how}))


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("SELECT COUNT(*) FROM rope", "3"),
        ("SELECT name, metres FROM rope ORDER BY name", "bow | 12\nit's; (odd) | NULL\nstern | 8"),
        ("SELECT SUM(metres) / 2.0 FROM rope", "10.0"),
        ("SELECT 0.1 + 0.2", "0.3"),
        ("SELECT name FROM rope WHERE 0", "(no rows)"),
        ("UPDATE rope SET metres = 1; SELECT SUM(metres) FROM rope;", "3"),
        ("SELECT x'00ff'", "X'00FF'"),
        ("SELECT 'bow' || '', ''", "bow | ''"),
    ],
)
def test_rows_are_shown_as_options_show_them(code: str, output: str) -> None:
    assert _run(code) == Run(output)


def test_the_order_of_rows_must_be_decided() -> None:
    assert "order in which rows were inserted" in (_run("SELECT name FROM rope").fault or "")
    tied = "SELECT name FROM rope ORDER BY metres > 0 LIMIT 2"
    assert _run(tied).fault is not None


def test_an_index_hides_the_order_of_insertion_but_not_of_scanning() -> None:
    setup = "CREATE TABLE t(a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2), (3);"
    assert "no ORDER BY decides" in (_run("SELECT a FROM t LIMIT 1", setup).fault or "")
    assert _run("SELECT a FROM t ORDER BY a LIMIT 1", setup) == Run("1")


def test_mutants_may_believe_in_an_order() -> None:
    assert _run("SELECT name FROM rope LIMIT 1", same_in_any_order=False) == Run("bow")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SELEC 1", "syntax error"),
        ("DELETE FROM rope", "returns no rows to show"),
        ("SELECT * FROM nowhere", "no such table"),
        ("ATTACH ':memory:' AS other", "not authorized"),
        (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT SUM(x) FROM n",
            "takes too many steps to end",
        ),
        (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
            "gives more than 100 rows",
        ),
    ],
)
def test_what_cannot_be_an_option_is_a_fault_in_words(code: str, said: str) -> None:
    run = _run(code)
    assert run.output is None
    assert said in (run.fault or "")


def test_a_setup_that_fails_is_named_as_such() -> None:
    assert "cannot be set up" in (_run("SELECT 1", "CREATE TABLE x(").fault or "")


def test_an_expected_error_is_the_output() -> None:
    setup = "CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (1);"
    broken = "INSERT INTO t VALUES (1);"
    assert _run(broken, setup, expects_error=True) == Run("IntegrityError")
    assert _run("SELECT 1", setup, expects_error=True).output is None


def test_rows_are_reversed_within_and_between_inserts_into_one_table() -> None:
    setup = (
        "CREATE TABLE a(x); CREATE TABLE b(y);"
        "INSERT INTO a VALUES (1), (f(2, ')')); INSERT INTO A VALUES (3);"
        "INSERT INTO b VALUES (4); UPDATE a SET x = 5; INSERT INTO a VALUES (6);"
    )
    assert list(statements(reverse_rows(setup))) == [
        "CREATE TABLE a(x);",
        "CREATE TABLE b(y);",
        "INSERT INTO A VALUES (3);",
        "INSERT INTO a VALUES (f(2, ')')), (1);",
        "INSERT INTO b VALUES (4);",
        "UPDATE a SET x = 5;",
        "INSERT INTO a VALUES (6);",
    ]


def test_an_insert_that_resolves_conflicts_keeps_its_order() -> None:
    setup = "INSERT INTO a VALUES (1), (2) ON CONFLICT DO NOTHING;"
    assert reverse_rows(setup) == setup


def test_a_trigger_is_one_statement() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END;"
    assert list(statements(f"{trigger} SELECT 1")) == [trigger, "SELECT 1"]


_VALUE = st.one_of(
    st.integers(-99, 99).map(str),
    st.text("ab';(), -", max_size=6).map(lambda text: "'" + text.replace("'", "''") + "'"),
    st.just("NULL"),
)


@given(st.lists(st.tuples(_VALUE, _VALUE), min_size=1, max_size=6))
def test_reversing_keeps_every_row_and_reversing_twice_keeps_their_order(
    rows: list[tuple[str, str]],
) -> None:
    values = ", ".join(f"({a}, {b})" for a, b in rows)
    setup = f"CREATE TABLE t(a, b); INSERT INTO t VALUES {values};"
    once = reverse_rows(setup)
    stored = "SELECT a, b FROM t ORDER BY rowid"
    plain = Program("sqlite", stored, setup)
    there = run_sqlite(Program("sqlite", stored, once))
    assert run_sqlite(Program("sqlite", stored, reverse_rows(once))) == run_sqlite(plain)
    lines = (run_sqlite(plain).output or "").split("\n")
    assert (there.output or "").split("\n") == lines[::-1]


def test_cells_are_parted_by_a_bar() -> None:
    assert show_rows([(1, None), ("x", 2.5)]) == "1 | NULL\nx | 2.5"
