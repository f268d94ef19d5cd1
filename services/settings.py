"""What an installation may set, from the environment, with defaults that are safe on a fresh machine."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.engine import default_url

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the database is, where files go, what signs the cookie."""

    database_url: str
    folder: Path
    """Where this installation keeps its own files: the embedded database, the generated secret."""
    cookie_secret: str
    secure_cookie: bool
    """Whether the sign-in cookie may travel over HTTPS only."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment: DATABASE_URL, CAREERLYTICS_HOME, CAREERLYTICS_COOKIE_SECRET, CAREERLYTICS_HTTPS."""
    given = os.environ if environment is None else environment
    folder = Path(given.get("CAREERLYTICS_HOME") or REPOSITORY / "var")
    return Settings(
        database_url=given.get("DATABASE_URL") or default_url(folder),
        folder=folder,
        cookie_secret=given.get("CAREERLYTICS_COOKIE_SECRET") or _kept_secret(folder),
        secure_cookie=given.get("CAREERLYTICS_HTTPS", "") == "1",
    )


def _kept_secret(folder: Path) -> str:
    """The secret made on first run, readable by its owner only, the same ever after."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cookie_secret"
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass  # made by an earlier run, or by a replica that started in the same moment
    kept = path.read_text().strip()
    if len(kept) < 32:
        raise ValueError(f"{path} does not hold a usable secret: delete it and start again.")
    return kept
