"""Settings: safe without any, and a cookie secret that is made once."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from services.settings import read_settings


def settings(folder: Path, **given: str):  # type: ignore[no-untyped-def]  # Settings
    return read_settings({"CAREERLYTICS_HOME": str(folder), **given})


def test_the_secret_is_made_on_first_use_and_kept(tmp_path: Path) -> None:
    first = settings(tmp_path).cookie_secret
    assert len(first) == 64
    assert settings(tmp_path).cookie_secret == first
    assert settings(tmp_path / "elsewhere").cookie_secret != first


def test_only_its_owner_can_read_the_secret(tmp_path: Path) -> None:
    settings(tmp_path)
    assert stat.S_IMODE(os.stat(tmp_path / "cookie_secret").st_mode) == 0o600


def test_replicas_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: settings(tmp_path).cookie_secret, range(64)))
    assert len(found) == 1
    assert [path.name for path in tmp_path.glob("cookie_secret*")] == ["cookie_secret"]


def test_a_secret_from_the_environment_is_used_and_leaves_no_file(tmp_path: Path) -> None:
    secret = "s" * 32
    assert settings(tmp_path, CAREERLYTICS_COOKIE_SECRET=secret).cookie_secret == secret
    assert not (tmp_path / "cookie_secret").exists()


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 32"):
        settings(tmp_path, CAREERLYTICS_COOKIE_SECRET="s" * 31)
    (tmp_path / "cookie_secret").write_text("short")
    with pytest.raises(ValueError, match="usable secret"):
        settings(tmp_path)


def test_the_cookie_is_for_https_only_when_told_so(tmp_path: Path) -> None:
    assert not settings(tmp_path).secure_cookie
    assert settings(tmp_path, CAREERLYTICS_HTTPS="1").secure_cookie


def test_a_key_for_resumes_that_cannot_seal_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="CAREERLYTICS_RESUME_KEY"):
        settings(tmp_path, CAREERLYTICS_RESUME_KEY="no key at all")
