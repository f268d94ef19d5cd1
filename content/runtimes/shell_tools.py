"""Where Bash, Git and the GNU tools are: the machine's own, from the places of the system."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final

SYSTEM_PATH: Final = "/usr/local/bin:/usr/bin:/bin"
_ADVICE: Final = "Shell questions are run with Bash 5, GNU coreutils and Git 2: install them."
_NEEDED: Final = ("git", "sort", "grep", "sed", "awk", "find", "xargs")


@dataclass(frozen=True, slots=True)
class Tools:
    """Programs by their paths."""

    bash: str
    git: str
    signals_as_usual: tuple[str, ...]
    """The command in front of one that is to start with no signal ignored: under `nohup`, or in the
    background of a script, we ourselves ignore some, and what we start would."""
    as_nobody: tuple[str, ...]
    """The command in front of a command that is to have no special rights; used where we are root."""


def find_tools() -> Tools:
    """The tools of this machine. Raises RuntimeError, a sentence with what is missing."""
    bash = _found("bash")
    for name in _NEEDED:
        _found(name)
    if not re.search(r"\bversion ([5-9]|\d\d)", _version(bash)):
        raise RuntimeError(f"{bash} is not Bash 5. {_ADVICE}")
    if "GNU coreutils" not in _version(_found("sort")):
        raise RuntimeError(f"sort is not GNU's here. {_ADVICE}")
    as_nobody: tuple[str, ...] = ()
    if os.geteuid() == 0:
        as_nobody = (_found("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups")
    return Tools(bash, _found("git"), (_found("env"), "--default-signal"), as_nobody)


def _found(name: str) -> str:
    path = shutil.which(name, path=SYSTEM_PATH)
    if path is None:
        raise RuntimeError(f"{name} is not installed in {SYSTEM_PATH}. {_ADVICE}")
    return path


def _version(program: str) -> str:
    said = subprocess.run(  # noqa: S603 - a system tool by its path, and nothing else
        [program, "--version"], capture_output=True, text=True, check=False, timeout=10
    )
    return said.stdout
