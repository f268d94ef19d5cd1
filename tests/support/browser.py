"""Which Chromium the journeys drive. Run as a module, prints it, or exits with 1 where there is none."""

import os
import sys

from content.runtimes.chromium import launch_options, on_this_machine

__all__ = ["find_chromium", "launch_options", "on_this_machine"]


def find_chromium() -> str | None:
    """Path of the browser that the journeys will use, Playwright's own download included."""
    from playwright.sync_api import sync_playwright

    found = on_this_machine()
    if found is None:
        with sync_playwright() as playwright:
            found = playwright.chromium.executable_path
    return found if os.access(found, os.X_OK) else None


if __name__ == "__main__":
    chromium = find_chromium()
    if chromium is None:
        sys.exit(1)
    sys.stdout.write(chromium + "\n")
