#!/usr/bin/env bash
# Makes .venv if it is not there and installs one requirements file into it.
# Usage: make_environment.sh requirements.txt
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=$1
if [ ! -x .venv/bin/python ]; then
    python=$(scripts/pick_python.sh)
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv .venv
fi
echo "Installing $requirements (a minute or two the first time)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
