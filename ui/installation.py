"""What this process works with: its settings and its workspace, opened once."""

from dataclasses import dataclass

import streamlit as st

from content.loader import load_library
from services.settings import Settings, read_settings
from services.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Installation:
    """The settings, and the workspace that they describe."""

    settings: Settings
    work: Workspace


@st.cache_resource(show_spinner=False)
def here() -> Installation:
    """This process's installation. The first call migrates the database and reads the content.

    Raises ContentErrors, and whatever the database says.
    """
    settings = read_settings()
    return Installation(settings, open_workspace(settings, load_library()))
