"""Every dependency has an exact version and a reason, in one place."""

import ast
import re
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
FILES = ["requirements.txt", "requirements-dev.txt"]
CODE = ["plan_engine", "content", "db", "services", "ui", "pages"]
BROUGHT_BY = {
    "pydantic_core": "pydantic",  # pydantic's own core: it pins the exact version itself
    "starlette": "streamlit",  # classes of the web server that Streamlit runs in, which st.App takes
    "anyio": "streamlit",  # that web server's own threads
    "httpx2": "openai",  # the HTTP client inside it, whose transport bounds an answer's length
}
DEVELOPMENT = "content/runtimes/"
"""What runs item models: never at run time, so it may import what requirements-dev.txt installs."""
LINE = re.compile(r"(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>\d[\w.]*) +# (?P<reason>.{10,})")


def lines_of(file: str) -> list[str]:
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    return [
        line
        for line in text.splitlines()
        if line and not line.startswith("#") and not line.startswith("-r ")
    ]


def names_of(file: str) -> list[str]:
    return [match["name"].lower() for line in lines_of(file) if (match := LINE.fullmatch(line))]


@pytest.mark.parametrize("line", [line for file in FILES for line in lines_of(file)])
def test_each_requirement_has_an_exact_version_and_a_reason(line: str) -> None:
    assert LINE.fullmatch(line), f"neither pinned nor explained: {line}"


def test_no_requirement_is_named_twice() -> None:
    names = [name for file in FILES for name in names_of(file)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "package", ["streamlit", "pandas", "plotly", "sqlalchemy", "streamlit-authenticator", "pytest"]
)
def test_the_packages_that_were_asked_for_are_there(package: str) -> None:
    assert package in [name for file in FILES for name in names_of(file)]


@cache
def imported_by(path: Path) -> set[str]:
    """Top-level names of what a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found |= {name.name.split(".")[0] for name in names}
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module.split(".")[0])
    return found


@cache
def installed() -> Mapping[str, list[str]]:
    """The packages that each module comes from."""
    return packages_distributions()


def unpinned(files: list[Path], pinned: set[str]) -> set[str]:
    """Modules from outside that these files import and no line of ours pins."""
    imported = set().union(*(imported_by(path) for path in files))
    ours = {path.name.removesuffix(".py") for path in REPOSITORY.iterdir()}
    foreign = imported - ours - set(sys.stdlib_module_names)
    packages = installed()
    return {
        module
        for module in foreign
        if not {name.lower() for name in packages.get(module, [])} & pinned
        and BROUGHT_BY.get(module) not in pinned
    }


def test_every_imported_package_is_pinned_by_us() -> None:
    files = [path for folder in CODE for path in (REPOSITORY / folder).rglob("*.py")]
    files += REPOSITORY.glob("*.py")
    runners = [path for path in files if DEVELOPMENT in path.as_posix()]
    app = [path for path in files if path not in runners]
    needed, developing = set(names_of("requirements.txt")), set(names_of("requirements-dev.txt"))
    assert "sqlalchemy" in unpinned(app, set())
    assert unpinned(app, needed) == set()
    assert unpinned(runners, needed | developing) == set()


def test_the_oldest_python_is_the_one_that_the_tools_check_for() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = settings["project"]["requires-python"].removeprefix(">=")
    assert settings["tool"]["mypy"]["python_version"] == oldest
    assert settings["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
