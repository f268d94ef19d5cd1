#!/usr/bin/env bash
# Starts the app on a demonstration database under var/demo, made on first use; FRESH=1 makes it anew.
set -euo pipefail
cd "$(dirname "$0")/.."

export CAREERLYTICS_HOME=$PWD/var/demo
unset DATABASE_URL
if [ -n "${FRESH:-}" ]; then
    rm -f "$CAREERLYTICS_HOME"/careerlytics.sqlite3*
fi
.venv/bin/python -m scripts.demo
exec scripts/run.sh
