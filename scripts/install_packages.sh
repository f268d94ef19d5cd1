#!/usr/bin/env bash
# Installs the packages for questions about TypeScript and React, with the Node and npm of .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

node=$(.venv/bin/python -c 'from content.runtimes.node import find_node; print(find_node())')
npm=$(.venv/bin/python -c 'from content.runtimes.node import find_npm; print(find_npm())')
echo "Installing content/runtimes/packages"
"$node" "$npm" ci --prefix content/runtimes/packages \
    --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
