"""Rules about code: named language, readable width, nothing printed that chance or order decides."""

import ast
import re
from collections.abc import Iterator

from content.checks.question import Question
from content.models import fill
from content.schema import ModelEntry

WIDEST = 64
"""Columns: more scrolls sideways on a phone."""
LONGEST = 25

_CHANCY_MODULES = frozenset({"random", "secrets", "uuid", "time", "timeit", "socket", "subprocess"})
_CHANCY_CALLS = frozenset(
    {"id", "hash", "today", "now", "utcnow", "listdir", "scandir", "iterdir", "getpid"}
)
_CHANCY_SQL = re.compile(
    r"\brandom(blob)?\s*\(|'now'|\bcurrent_(timestamp|date|time)\b|\bsqlite_version\s*\(",
    re.IGNORECASE,
)


def language(question: Question) -> Iterator[str]:
    """Code says what language it is in; a language without code is a mistake."""
    written = question.written
    if written is None:
        return
    if written.code is not None and written.language is None:
        yield "has code and does not name its language"
    if written.code is None and written.language is not None:
        yield "names a language and has no code"


def size(question: Question) -> Iterator[str]:
    """Code fits a phone."""
    for part, text in (("setup", question.item.setup), ("code", question.item.code)):
        lines = (text or "").splitlines()
        widest = max((len(line) for line in lines), default=0)
        if widest > WIDEST:
            yield f"{part} is {widest} columns wide (at most {WIDEST})"
        if len(lines) > LONGEST:
            yield f"{part} has {len(lines)} lines (at most {LONGEST})"


def answered_by_running(question: Question) -> Iterator[str]:
    """Python or SQL whose output is asked for is run, not believed."""
    written = question.written
    if written is None or written.language not in {"python", "sql"}:
        return
    if re.search(r"\bwhat\b[^?]*\b(print|printed|output)s?\b", written.stem, re.IGNORECASE):
        yield "asks for output that could be run: make it an item model"


def decided(question: Question) -> Iterator[str]:
    """A model prints nothing that chance, the clock, an address or a set's order decides."""
    model = question.model
    if model is None:
        return
    params = {name: values[0] for name, values in model.params.items()}
    if model.runtime == "sqlite":
        yield from _decided_sql(model, question)
    else:
        yield from _decided_python(fill(model.code, params))


def _decided_sql(model: ModelEntry, question: Question) -> Iterator[str]:
    found = _CHANCY_SQL.search(f"{model.setup or ''}\n{model.code}")
    if found:
        yield f"`{found[0]}` gives something else each time"
    several_rows = any("\n" in option for item in question.items for option in item.options[:1])
    if several_rows and not re.search(r"\border\s+by\b", model.code, re.IGNORECASE):
        yield "gives several rows without ORDER BY"


def _decided_python(code: str) -> Iterator[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return  # a model may be about code that does not compile
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = {alias.name.split(".")[0] for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                named = {(node.module or "").split(".")[0]}
            for module in sorted(named & _CHANCY_MODULES):
                yield f"imports {module}: its results differ between runs"
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name in _CHANCY_CALLS:
                yield f"calls {name}(): its result differs between runs"
            if name == "print":
                for argument in node.args:
                    if _is_set(argument):
                        yield "prints a set: its order is not decided"


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
