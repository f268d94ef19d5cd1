#!/usr/bin/env bash
# Prints the command of a Python that this project can use, or says what is missing.
# PYTHON=/path/to/python overrides the search.
set -euo pipefail

usable() {
    "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

seen=""
for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    if usable "$candidate"; then
        if ! "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            seen="$seen $candidate (without venv: on Debian, install python3-venv)"
            continue
        fi
        echo "$candidate"
        exit 0
    fi
    version=$("$candidate" -c 'import platform; print(platform.python_version())' 2>/dev/null || true)
    seen="$seen $candidate (${version:-does not start})"
done
echo "This project needs Python 3.11 or newer. Found:${seen:- none}." >&2
echo "Install one, or name it: make PYTHON=/path/to/python3.12 …" >&2
exit 1
