"""`python -m bench.clicks.statements day`: the database statements of one click, and who asks for each."""

import argparse
from collections.abc import Sequence

from bench.clicks.browserless import Tab
from bench.clicks.counter import STARTUP
from bench.clicks.installations import installation
from bench.clicks.pages import places
from content.loader import load_library
from tests.support.server import REPOSITORY, RunningApp


def main(arguments: Sequence[str] | None = None) -> None:
    """Click once on each page that is named (all by default), and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.clicks.statements", description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses: home, day, progress …")
    asked = parser.parse_args(arguments)
    library = load_library()
    target = next(t for t in library.targets if not library.readiness_to_start(t))
    with installation(library, target, learners=1) as ready:
        log = ready.home / "statements.log"
        log.touch()
        environment = {
            "PYTHONPATH": f"{STARTUP}:{REPOSITORY}",
            "BENCH_STATEMENTS": str(log),
        }
        with RunningApp(ready.home, environment=environment) as app:
            for place in places(ready.subjects):
                if asked.pages and place.path not in asked.pages:
                    continue
                with Tab(app.url, place.path, cookies=place.cookies) as tab:
                    tab.click()
                    before = len(log.read_text().splitlines())
                    tab.click()
                found = log.read_text().splitlines()[before:]
                print(f"{place.name}: {len(found)}", *found, sep="\n  ")


if __name__ == "__main__":
    main()
