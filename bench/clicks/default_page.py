"""An empty Streamlit page as it comes: default settings, with and without the optional uvloop."""

import tempfile
from pathlib import Path

from bench.clicks.browserless import Tab
from bench.clicks.counter import STARTUP
from bench.clicks.timing import Clicks, clicks_on
from tests.support.server import REPOSITORY, RunningApp

PAGE = Path(__file__).parent / "empty_page.py"


def default_page(count: int, *, uvloop: bool) -> Clicks:
    """Clicks on an empty page under default settings; a plain installation has no uvloop."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{STARTUP}:{REPOSITORY}"
        environment = {"PYTHONPATH": path, "BENCH_WITHOUT_UVLOOP": "0" if uvloop else "1"}
        elsewhere = Path(folder)  # without our .streamlit/config.toml
        with (
            RunningApp(
                elsewhere / "home", script=PAGE, working_folder=elsewhere, environment=environment
            ) as app,
            Tab(app.url) as tab,
        ):
            return clicks_on(tab, count, button="Again")
