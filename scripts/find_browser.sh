#!/usr/bin/env bash
# Makes sure that the tests have a Chromium, and prints which one they will use.
# CHROMIUM=/path/to/chromium overrides the search.
set -euo pipefail
cd "$(dirname "$0")/.."

find_it() { .venv/bin/python -m tests.support.browser; }

if found=$(find_it); then
    echo "Browser for the tests: $found"
    exit 0
fi

as_root=""
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then as_root="sudo -n"; else as_root="no"; fi
fi
if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium found: installing it with apt-get"
    if $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium; then
        found=$(find_it) && echo "Browser for the tests: $found" && exit 0
    fi
    echo "apt-get could not install Chromium." >&2
fi

echo "No Chromium found: downloading Playwright's own"
if .venv/bin/python -m playwright install chromium && found=$(find_it); then
    echo "Browser for the tests: $found"
    exit 0
fi
echo "The tests need a Chromium and none could be had. Install one (Debian: apt-get install chromium)," >&2
echo "or name one you have: make test CHROMIUM=/path/to/chromium" >&2
exit 1
