"""What an installation may set, from the environment, with defaults that are safe on a fresh machine."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db.engine import default_url
from services.resumes.sealing import Seal
from services.writing.settings import WriterSettings, read_writer

REPOSITORY = Path(__file__).resolve().parent.parent

SECRET_MIN_CHARACTERS = 32
"""What signs with HMAC-SHA-256 should hold at least as many bytes as the hash (RFC 7518, 3.2)."""
_TOO_SHORT = f"CAREERLYTICS_COOKIE_SECRET needs at least {SECRET_MIN_CHARACTERS} characters."


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the database is, where files go, what signs the cookie."""

    database_url: str
    folder: Path
    """Where this installation keeps its own files: the embedded database, the generated secret."""
    cookie_secret: str
    secure_cookie: bool
    """Whether the sign-in cookie may travel over HTTPS only."""
    resume_key: str | None = None
    """Seals the texts of résumés in the database (a Fernet key); None: they are kept as they are."""
    writer: WriterSettings | None = None
    """The language model that may put plans into words; None: none may."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment: DATABASE_URL, CAREERLYTICS_HOME, CAREERLYTICS_COOKIE_SECRET, CAREERLYTICS_HTTPS,
    CAREERLYTICS_RESUME_KEY, CAREERLYTICS_WRITER_… Raises ValueError (WriterMisconfigured) for what cannot be meant so.
    """
    given = os.environ if environment is None else environment
    folder = Path(given.get("CAREERLYTICS_HOME") or REPOSITORY / "var")
    given_secret = given.get("CAREERLYTICS_COOKIE_SECRET")
    return Settings(
        database_url=given.get("DATABASE_URL") or default_url(folder),
        folder=folder,
        cookie_secret=_usable(given_secret, _TOO_SHORT) if given_secret else _kept_secret(folder),
        secure_cookie=given.get("CAREERLYTICS_HTTPS", "") == "1",
        resume_key=Seal(given.get("CAREERLYTICS_RESUME_KEY") or None).key,
        writer=read_writer(given),
    )


def _kept_secret(folder: Path) -> str:
    """The secret made on first run, readable by its owner only, the same ever after.

    Written under a name of its own first and then linked to its place: whoever starts in the same
    moment finds all of it or nothing, and everybody reads the one that was linked first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cookie_secret"
    if not path.exists():
        handle, draft = tempfile.mkstemp(prefix="cookie_secret.", dir=folder)
        with open(handle, "w") as file:  # mkstemp's files are readable by their owner only
            file.write(secrets.token_hex(32))
        try:
            with suppress(FileExistsError):  # another process was first: its secret is the one
                os.link(draft, path)
        finally:
            os.unlink(draft)
    return _usable(path.read_text().strip(), f"{path} does not hold a usable secret: delete it.")


def _usable(secret: str, otherwise: str) -> str:
    """The secret if it is long enough to sign with. Raises ValueError."""
    if len(secret) < SECRET_MIN_CHARACTERS:
        raise ValueError(otherwise)
    return secret
