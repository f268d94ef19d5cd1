#!/usr/bin/env bash
# Starts the app on HOST:PORT and says where. Opens a browser only where there is a screen to open it on.
set -euo pipefail
cd "$(dirname "$0")/.."

# Matrices here are small: a second thread for linear algebra costs more than it gives.
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}

host=${HOST:-127.0.0.1}
port=${PORT:-8501}
headless=true
if [ -z "${CI:-}" ] && [ -t 1 ] && { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; }; then
    headless=false
fi

if ! .venv/bin/python -c 'import socket, sys; socket.create_server((sys.argv[1], int(sys.argv[2]))).close()' "$host" "$port" 2>/dev/null; then
    echo "Cannot listen on $host:$port: another program has it, or the address is not this machine's." >&2
    echo "Choose another: make run PORT=8600" >&2
    exit 1
fi
shown=$host
[ "$host" = 0.0.0.0 ] && shown=localhost
echo "Careerlytics plans: http://$shown:$port (stop with Ctrl+C)"
exec .venv/bin/python -m streamlit run app.py \
    --server.address "$host" --server.port "$port" \
    --server.headless "$headless" --server.showEmailPrompt false
