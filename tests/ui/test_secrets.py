"""The language model configured in Streamlit's secrets file, and settings that the app does not start with."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.secrets import Secrets

from services.writing.settings import WriterMisconfigured
from ui import installation, secrets, server
from ui.installation import Installation


@pytest.fixture
def secrets_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A secrets file of its own, not written yet; what Streamlit copies to the environment is taken back."""
    path = tmp_path / "secrets.toml"
    monkeypatch.setattr(st, "secrets", Secrets())
    monkeypatch.setattr("streamlit.config.get_option", lambda _name: [str(path)])
    monkeypatch.setattr(Secrets, "_maybe_set_environment_variable", staticmethod(lambda *_: None))
    monkeypatch.setattr(Secrets, "_maybe_install_file_watchers", lambda _self: None)
    return path


def test_without_a_secrets_file_there_are_no_secrets(secrets_file: Path) -> None:
    assert secrets.given_secrets() == {}


def test_only_the_language_models_settings_are_read(secrets_file: Path) -> None:
    secrets_file.write_text(
        'CAREERLYTICS_WRITER_URL = "https://models.example.org/v1"\n'
        "CAREERLYTICS_WRITER_TIMEOUT = 30\n"
        'DATABASE_URL = "postgresql://elsewhere"\n'
    )
    assert secrets.given_secrets() == {
        "CAREERLYTICS_WRITER_URL": "https://models.example.org/v1",
        "CAREERLYTICS_WRITER_TIMEOUT": "30",
    }


def test_settings_that_cannot_be_meant_so_end_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Installation:
        raise WriterMisconfigured("CAREERLYTICS_WRITER_MODEL is missing.")

    monkeypatch.setattr(installation, "here", broken)
    with pytest.raises(SystemExit) as ended:
        server.server_parts()
    assert ended.value.code == 1
    assert "CAREERLYTICS_WRITER_MODEL is missing." in capsys.readouterr().err
