"""Colours for charts, programs and cards, in the mode that the browser shows; charts have those of .streamlit/config.toml."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one mode, as #RRGGBB."""

    text: str
    muted: str
    """Axis labels and notes; at least 4.5:1 against the background."""
    background: str
    surface: str
    """A shade off the background: empty cells, hover labels."""
    grid: str
    good: str
    """At or above the bar."""
    below_bar: str
    accent: str
    """The colour of what is being looked at."""
    categorical: tuple[str, ...]
    sequential: tuple[str, ...]
    """From nothing to much."""


LIGHT = Palette(
    text="#121714",
    muted="#5E6660",
    background="#FBFAF7",
    surface="#F1EFE8",
    grid="#DDD9CE",
    good="#1F6F5C",
    below_bar="#B4620F",
    accent="#1F6F5C",
    categorical=("#1F6F5C", "#D98A2B", "#2B6CA3", "#A6476B", "#7A8C2F", "#6B5AA6"),
    sequential=(
        "#EEF3EF",
        "#D8E8E0",
        "#BCD9CC",
        "#9CC8B6",
        "#7AB49E",
        "#589F87",
        "#3C8A71",
        "#29755E",
        "#1C604C",
        "#124B3B",
    ),
)

DARK = Palette(
    text="#E9ECE7",
    muted="#A3ABA4",
    background="#151A18",
    surface="#1E2522",
    grid="#343D38",
    good="#5FB79B",
    below_bar="#E2A05A",
    accent="#5FB79B",
    categorical=("#5FB79B", "#E2A05A", "#7DB0DC", "#D983A6", "#B4C45F", "#A99BE0"),
    sequential=(
        "#1C2622",
        "#1F3A31",
        "#234E41",
        "#286352",
        "#2F7863",
        "#3B8D76",
        "#50A28A",
        "#6CB79F",
        "#8FCCB7",
        "#B8E1D2",
    ),
)

CODE_LIGHT = {
    "muted": "#5E6660",
    "name": "#0B6478",
    "constant": "#1A6B3A",
    "number": "#0B6B5E",
    "string": "#1A6B3A",
    "operator": "#95480A",
    "link": "#6B3FA0",
    "keyword": "#1A5F9A",
    "important": "#A8322A",
}
CODE_DARK = {
    "muted": "#A3ABA4",
    "name": "#6CC5DA",
    "constant": "#7CC98F",
    "number": "#5FC7B5",
    "string": "#7CC98F",
    "operator": "#E2A05A",
    "link": "#B9A5F0",
    "keyword": "#7DB9E0",
    "important": "#EF8E83",
}
"""Parts of a shown program, by what they are; at least 4.5:1 against the background of code."""


def palette() -> Palette:
    """The colours of the mode that the browser shows now; light until it has said."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def in_mode(light: str, dark: str) -> str:
    """A colour for a style, which follows the browser's mode without asking the server."""
    return f"light-dark({light}, {dark})"
