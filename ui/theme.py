"""Colours for charts, in the mode that the browser shows; the same as in .streamlit/config.toml."""

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


def palette() -> Palette:
    """The colours of the mode that the browser shows now; light until it has said."""
    return DARK if st.context.theme.type == "dark" else LIGHT
