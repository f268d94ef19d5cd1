"""Settings from Streamlit's secrets file, for those who configure there instead of in the environment."""

from collections.abc import Mapping

import streamlit as st

from services.writing.settings import PREFIX


def given_secrets() -> Mapping[str, str]:
    """The language model's settings in secrets.toml, under the names that they have in the environment.

    Empty where there is no such file.
    """
    if not st.secrets.load_if_toml_exists():
        return {}
    return {name: str(value) for name, value in st.secrets.items() if name.startswith(PREFIX)}
