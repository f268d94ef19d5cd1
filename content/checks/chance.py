"""Rules about item models: nothing printed that chance, a clock, an address or a set's order decides.

Running twice under different hash seeds finds most of it; these rules find what two runs in one
second, or of one interpreter, have in common.
"""

import ast
import re
from collections.abc import Iterator

from content.checks.chance_bash import decided_shell, shows_hash
from content.checks.chance_javascript import decided_javascript
from content.checks.question import Question
from content.options import bare_option
from content.placeholders import fill
from content.runtimes.statements import statements
from content.schema import ModelEntry

_SET_SHOWN = re.compile(r"\{[^:{}]+,[^:{}]+\}")
_ADDRESS_SHOWN = re.compile(r"\bat 0x[0-9a-f]{6,}")
_CHANCY_SQL = re.compile(
    r"\brandom(blob)?\s*\(|'now'|\bcurrent_(timestamp|date|time)\b|\bsqlite_version\s*\(",
    re.IGNORECASE,
)
_PYTHON = ("python", "pandas")
_ORDERED = re.compile(r"\border\s+by\b", re.IGNORECASE)
_CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "perf_counter", "monotonic", "process_time", "localtime", "gmtime"},
    "uuid": {"uuid1", "uuid4"},
    "os": {"listdir", "scandir", "getpid", "urandom"},
    "secrets": {"token_hex", "token_bytes", "token_urlsafe", "choice", "randbelow"},
}
_KEEP_ORDER = frozenset({"list", "tuple", "join", "enumerate", "next", "iter", "zip", "map"})


def decided(question: Question) -> Iterator[str]:
    """What a model gives is decided by its program alone."""
    model = question.model
    if model is None:
        return
    for item in question.items:
        for option in item.options:
            if _ADDRESS_SHOWN.search(option):
                yield "shows an address in memory"
            if model.runtime in _PYTHON and _SET_SHOWN.search(option):
                yield f"shows what looks like a set, whose order is not decided: {option}"
            if model.runtime == "bash" and shows_hash(option):
                yield f"shows what looks like a commit's hash: {option}"
    if model.runtime == "bash":
        yield from decided_shell(model.code)
    if model.runtime == "sqlite":
        yield from _decided_sql(model, question)
    if model.runtime in _PYTHON:
        yield from _decided_python(fill(model.code, question.params))
    if model.runtime in ("javascript", "typescript", "browser", "react"):
        yield from decided_javascript(model.code)


def _decided_sql(model: ModelEntry, question: Question) -> Iterator[str]:
    found = _CHANCY_SQL.search(f"{model.setup or ''}\n{model.code}")
    if found:
        yield f"`{found[0]}` gives something else each time"
    one_query = len(list(statements(model.code))) == 1
    several_rows = any("\n" in bare_option(item.options[0]) for item in question.items)
    if one_query and several_rows and not _ORDERED.search(model.code):
        yield "gives several rows without ORDER BY"


def _decided_python(code: str) -> Iterator[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return  # a model may be about code that does not compile
    seeded = (
        re.search(r"\bseed\(|\bRandom\(\S|\bdefault_rng\([^)\s]|\bRandomState\([^)\s]", code)
        is not None
    )
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _judge_call(node, seeded=seeded)
        if isinstance(node, ast.For | ast.comprehension) and _is_set(node.iter):
            yield "goes through a set: its order is not decided"


def _judge_call(call: ast.Call, *, seeded: bool) -> Iterator[str]:
    name = _name(call.func)
    owner = _name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if name in _CLOCKS.get(owner, ()):
        yield f"calls {owner}.{name}(): its result differs between runs"
    if owner == "random" and not seeded:
        yield f"calls random.{name}() without a seed"
    if name in _KEEP_ORDER and any(_is_set(argument) for argument in call.args):
        yield f"{name}() of a set: its order is not decided"
    if name == "print":
        for argument in call.args:
            if _is_set(argument):
                yield "prints a set: its order is not decided"
            if isinstance(argument, ast.Call) and _name(argument.func) in {"id", "hash"}:
                yield f"prints {_name(argument.func)}(): its result differs between runs"


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_set(node: ast.expr) -> bool:
    if isinstance(node, ast.Set):
        return len(node.elts) > 1
    if isinstance(node, ast.SetComp):
        return True
    return (
        isinstance(node, ast.Call) and _name(node.func) in {"set", "frozenset"} and bool(node.args)
    )
