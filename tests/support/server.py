"""The app as people meet it: a server process of its own, which a test may kill and start again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

REPOSITORY = Path(__file__).resolve().parent.parent.parent
STARTS_WITHIN_S = 90.0
"""Generous: a busy build machine imports slowly."""
# Settings of this process that the app must not inherit.
NOT_INHERITED = ("DATABASE_URL", "CAREERLYTICS_", "STREAMLIT_", "PYTEST_", "COVERAGE_")


def free_port() -> int:
    """A loopback port that nobody listened on a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


class ServerDied(Exception):
    """The server did not come up; the message ends with what it logged."""


class RunningApp:
    """One installation in `folder`: its settings, its port, and its process while it is up."""

    def __init__(
        self,
        folder: Path,
        *,
        script: Path = REPOSITORY / "app.py",
        working_folder: Path = REPOSITORY,
        database_url: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Nothing runs yet. `working_folder` decides which .streamlit/config.toml holds."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.log_file = folder / "server.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._script = script
        self._working_folder = working_folder
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)
        }
        self._environment |= {
            "CAREERLYTICS_HOME": str(folder),
            "HOME": str(folder),  # no personal Streamlit settings
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(REPOSITORY),
        }
        if database_url is not None:
            self._environment["DATABASE_URL"] = database_url
        self._environment |= environment or {}

    def __enter__(self) -> "RunningApp":
        """Start it and wait until it answers."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it, whatever happened."""
        self.stop()

    @property
    def pid(self) -> int:
        """The running process."""
        assert self._process is not None, "the server is not running"
        return self._process.pid

    @property
    def log(self) -> str:
        """All that it has written so far, over all its starts."""
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def start(self) -> None:
        """Start on the same port as ever; returns when the health page answers."""
        assert self._process is None, "the server is already running"
        command = [
            sys.executable, "-m", "streamlit", "run", str(self._script),
            "--server.address", "127.0.0.1",
            "--server.port", str(self.port),
            "--server.headless", "true",
            "--server.fileWatcherType", "none",
            "--browser.gatherUsageStats", "false",
        ]  # fmt: skip
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self._working_folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_healthy()
        except BaseException:
            self.stop()
            raise

    def kill(self) -> None:
        """End it without warning, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it politely; without patience after ten seconds. Nothing to do where it is not running."""
        if self._process is None:
            return
        try:
            self._end(signal.SIGTERM, within_s=10)
        except subprocess.TimeoutExpired:
            self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals, *, within_s: float = 60) -> None:
        process = self._process
        assert process is not None, "the server is not running"
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, how)
        process.wait(within_s)
        self._process = None

    def _wait_until_healthy(self) -> None:
        process = self._process
        assert process is not None
        deadline = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise ServerDied(f"The server ended with {process.returncode}.\n{self.log}")
            if self._is_healthy():
                return
            time.sleep(0.1)
        raise ServerDied(f"The server did not answer within {STARTS_WITHIN_S:.0f} s.\n{self.log}")

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def running_app(folder: Path, **settings: str) -> Iterator[RunningApp]:
    """The real app in `folder`, up for the length of the block; `settings` are environment variables."""
    with RunningApp(folder, environment=settings) as app:
        yield app
