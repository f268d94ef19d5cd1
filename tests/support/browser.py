"""Which Chromium the journeys drive. Run as a module, prints it, or exits with 1 where there is none."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """Path of the browser: CHROMIUM from the environment, the machine's own, or Playwright's download."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    for name in NAMES:
        found = shutil.which(name)
        if found is not None:
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def launch_options() -> list[str]:
    """Command-line switches for Chromium: its sandbox cannot be used by root, as in containers."""
    switches = ["--disable-dev-shm-usage"]  # a container's /dev/shm is often too small for it
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        switches.append("--no-sandbox")
    return switches


if __name__ == "__main__":
    chromium = find_chromium()
    if chromium is None:
        sys.exit(1)
    sys.stdout.write(chromium + "\n")
