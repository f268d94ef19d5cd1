"""Which Chromium the journeys drive. Run as a module, prints it, or exits with 1 where there is none."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def on_this_machine() -> str | None:
    """Path of an installed browser: CHROMIUM from the environment, or the machine's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)


def find_chromium() -> str | None:
    """Path of the browser that the journeys will use, Playwright's own download included."""
    from playwright.sync_api import sync_playwright

    found = on_this_machine()
    if found is None:
        with sync_playwright() as playwright:
            found = playwright.chromium.executable_path
    return found if os.access(found, os.X_OK) else None


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
