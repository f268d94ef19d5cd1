"""`python -m bench [name …]`: run the measurements, all of them or those named, and print their tables.

A measurement is a module or package of bench/ with a function `run()`.
"""

import argparse
import importlib
import pkgutil
import sys
import time
from collections.abc import Callable, Sequence

import bench


def measurements() -> dict[str, Callable[[], None]]:
    """Every measurement by its name."""
    found: dict[str, Callable[[], None]] = {}
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name != "__main__":
            run = getattr(importlib.import_module(f"bench.{module.name}"), "run", None)
            if run is not None:
                found[module.name] = run
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run them one after the other; never two at once, since they would measure each other."""
    known = measurements()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(known))
    asked = parser.parse_args(arguments)
    unknown = set(asked.names) - set(known)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    for name in asked.names or known:
        began = time.perf_counter()
        print(f"== {name} ==\n", flush=True)
        known[name]()
        print(f"\n({name}: {time.perf_counter() - began:.0f} s)\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
