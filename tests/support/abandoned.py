"""Servers of test runs that were killed before they could tidy up: found and ended by the next run."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import psutil

PATIENCE_S = 60


def remove_abandoned(folder: Path, prefix: str) -> list[Path]:
    """End every test server in `folder` whose test processes are all gone; which ones those were.

    Each server keeps the process numbers of its users beside its files. One that is just starting
    has no such list yet and is left alone; so is one of another user.
    """
    abandoned = [cluster for cluster in folder.glob(f"{prefix}*") if _is_abandoned(cluster)]
    for cluster in abandoned:
        _end_server_of(cluster)
        shutil.rmtree(cluster, ignore_errors=True)
    return abandoned


def _is_abandoned(cluster: Path) -> bool:
    try:
        users = json.loads((cluster / ".handle_pids.json").read_text())
    except (OSError, ValueError):
        return False
    return not any(psutil.pid_exists(user) for user in users)


def _end_server_of(cluster: Path) -> None:
    with suppress(OSError, ValueError, IndexError, psutil.Error):
        number = int((cluster / "postmaster.pid").read_text().splitlines()[0])
        server = psutil.Process(number)
        if str(cluster) in server.cmdline():  # its number may belong to somebody else by now
            server.kill()
            server.wait(PATIENCE_S)
