"""Python programs with pandas: forks of an interpreter that has imported it, within limits."""

import pytest

from content.runtimes import Bench, Program


def _run(bench: Bench, code: str, **how: bool) -> tuple[str | None, str | None]:
    (run,) = bench.run([Program("pandas", code, **how)])
    return run.output, run.fault


def test_tables_are_printed_as_they_are(bench: Bench) -> None:
    code = """
import pandas as pd
frame = pd.DataFrame({"kind": ["a", "b", "a"], "size": [1, 2, 4]})
print(frame.groupby("kind")["size"].sum().to_dict())
print(frame.to_string(index=False))
"""
    assert _run(bench, code) == ("{'a': 5, 'b': 2}\nkind  size\n   a     1\n   b     2\n   a     4", None)  # fmt: skip


def test_it_is_the_pandas_that_readers_are_told(bench: Bench) -> None:
    code = "import sys, pandas\nprint(pandas.__version__.split('.')[0], *sys.version_info[:2])"
    assert _run(bench, code) == ("3 3 11", None)


def test_programs_do_not_see_each_other(bench: Bench) -> None:
    first = Program("pandas", "import pandas as pd; pd.left = 1; pd.options.display.width = 3")
    second = Program(
        "pandas", "import pandas as pd; print(hasattr(pd, 'left'), pd.options.display.width)"
    )
    assert [run.output for run in bench.run([first, second])] == ["", "False 80"]


def test_a_program_ends_as_programs_do(bench: Bench) -> None:
    code = """
import atexit, sys, threading
atexit.register(lambda: print("last"))
threading.Thread(target=lambda: print("beside")).start()
sys.exit(3)
"""
    assert _run(bench, code) == ("beside\nlast", None)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import warnings; warnings.warn('soon gone', FutureWarning)", "raises FutureWarning: soon gone"),
        ("import pandas as pd; pd.Series([1])['x']", "raises KeyError"),
        ("import numpy as np; print(np.random.default_rng().random())", "gives different results in two runs"),
        ("import numpy as np; print(np.zeros(10**10).sum())", "raises MemoryError"),
        ("import pandas as pd; pd.read_csv('http://127.0.0.1:9/a.csv')", "is not available to a question's program"),
        ("import os; os.system('true')", "is not available to a question's program"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_option_is_a_fault_in_words(bench: Bench, code: str, said: str) -> None:
    output, fault = _run(bench, code)
    assert output is None
    assert said in (fault or "")


def test_a_program_that_never_ends_is_ended(impatient_bench: Bench) -> None:
    _, fault = _run(impatient_bench, "while True: pass")
    assert fault == "did not end within 1 second of processor time"


def test_an_expected_error_is_the_output(bench: Bench) -> None:
    code = "import pandas as pd; pd.DataFrame({'a': [1]})['b']"
    assert _run(bench, code, expects_error=True) == ("KeyError", None)


def test_models_that_learn_are_there(bench: Bench) -> None:
    code = """
import numpy as np
from sklearn.linear_model import LinearRegression
sizes = np.arange(6).reshape(-1, 1)
line = LinearRegression().fit(sizes, 2 * sizes.ravel() + 1)
print(round(float(line.coef_[0]), 3), round(float(line.intercept_), 3))
"""
    assert _run(bench, code) == ("2.0 1.0", None)
