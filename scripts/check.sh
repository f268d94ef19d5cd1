#!/usr/bin/env bash
# Everything that can be said about the code without running it, and about the content without executing it.
# Runs all of it even when one part fails, so that one reading shows every complaint.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=""
run() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        printf '  %-8s fine\n' "$name"
    else
        printf '  %-8s FAILED: %s\n%s\n' "$name" "$*" "$output"
        failed="$failed $name"
    fi
}

echo "Checking"
run format .venv/bin/ruff format --check .
run lint .venv/bin/ruff check .
run types .venv/bin/mypy
run layers .venv/bin/lint-imports
run content .venv/bin/python -m content check

if [ -n "$failed" ]; then
    echo "Failed:$failed"
    exit 1
fi
