"""Which Chromium runs the pages of questions and of tests, and how it is started."""

import os
import shutil
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def on_this_machine() -> str | None:
    """Path of an installed browser: CHROMIUM from the environment, or the machine's own.

    None leaves it to Playwright, which may have downloaded one.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch_options() -> list[str]:
    """Command-line switches for Chromium: its sandbox cannot be used by root, as in containers."""
    switches = ["--disable-dev-shm-usage"]  # a container's /dev/shm is often too small for it
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        switches.append("--no-sandbox")
    return switches
