"""What this process works with: its settings and its workspace, opened once."""

import os
from dataclasses import dataclass

import streamlit as st

from content.loader import load_library
from services.settings import Settings, read_settings
from services.workspace import Workspace, open_workspace
from ui.secrets import given_secrets


@dataclass(frozen=True, slots=True)
class Installation:
    """The settings, and the workspace that they describe."""

    settings: Settings
    work: Workspace


@st.cache_resource(show_spinner=False)
def here() -> Installation:
    """This process's installation. The first call migrates the database and reads the content.

    The environment outranks the secrets file. Raises ContentErrors, WriterMisconfigured, and
    whatever the database says.
    """
    settings = read_settings({**given_secrets(), **os.environ})
    return Installation(settings, open_workspace(settings, load_library()))
