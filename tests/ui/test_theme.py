"""Chart colours are the theme's, and text stands out enough in both modes."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import streamlit

from services.counsellor.cohort import Distribution
from tests.support.history import a_weekly_row
from ui.charts.counsellor.cohort import distributions_chart
from ui.charts.history import history_chart
from ui.code_colours import STYLE, TOKENS
from ui.contrast import CHOSEN_LABELS
from ui.theme import CODE_DARK, CODE_LIGHT, DARK, LIGHT, Palette

CONFIG = Path(__file__).resolve().parent.parent.parent / ".streamlit" / "config.toml"
THEME: dict[str, Any] = tomllib.loads(CONFIG.read_text())["theme"]
MODES = [
    pytest.param(LIGHT, THEME["light"], id="light"),
    pytest.param(DARK, THEME["dark"], id="dark"),
]
READABLE = 4.5
"""WCAG 2.2, 1.4.3: contrast of text."""
SEEN = 3.0
"""WCAG 2.2, 1.4.11: contrast of what is not text."""
CHOSEN_SHADE = 0.2
"""How much of the primary colour Streamlit shades a chosen segment with, pointed at; a tenth if not."""
CAPTION_OPACITY = 0.6
"""How Streamlit draws captions."""


def channels(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def luminance(colour: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str, opacity: float = 1.0) -> float:
    back = channels(other)
    front = [opacity * a + (1 - opacity) * b for a, b in zip(channels(one), back, strict=True)]
    darker, lighter = sorted((luminance(front), luminance(back)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("palette", "theme"), MODES)
def test_chart_colours_are_those_of_the_theme(palette: Palette, theme: dict[str, Any]) -> None:
    assert palette.text == theme["textColor"]
    assert palette.background == theme["backgroundColor"]
    assert palette.surface == theme["secondaryBackgroundColor"]
    assert palette.grid == theme["borderColor"]
    assert list(palette.categorical) == theme["chartCategoricalColors"]
    assert list(palette.sequential) == theme["chartSequentialColors"]
    assert palette.categorical[0] == palette.accent


@pytest.mark.parametrize(("palette", "theme"), MODES)
def test_text_can_be_read(palette: Palette, theme: dict[str, Any]) -> None:
    for surface in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], surface) >= READABLE
        assert contrast(theme["textColor"], surface, CAPTION_OPACITY) >= READABLE
        assert contrast(theme["linkColor"], surface) >= READABLE
        assert contrast(palette.muted, surface) >= READABLE


@pytest.mark.parametrize(("palette", "theme"), MODES)
def test_the_primary_buttons_label_can_be_read_and_the_button_seen(
    palette: Palette, theme: dict[str, Any]
) -> None:
    assert contrast("#FFFFFF", theme["primaryColor"]) >= READABLE
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= SEEN


@pytest.mark.parametrize(("palette", "theme"), MODES)
def test_the_label_of_a_chosen_segment_can_be_read(palette: Palette, theme: dict[str, Any]) -> None:
    """It is in the colour of the text (`ui.contrast`), shaded with the primary colour."""
    assert "color: inherit" in CHOSEN_LABELS
    primary, page = channels(theme["primaryColor"]), channels(theme["backgroundColor"])
    shade = [CHOSEN_SHADE * a + (1 - CHOSEN_SHADE) * b for a, b in zip(primary, page, strict=True)]
    tinted = "#" + "".join(f"{round(255 * one):02X}" for one in shade)
    assert contrast(theme["textColor"], tinted) >= READABLE
    assert contrast(theme["primaryColor"], palette.background) >= SEEN  # its border


def test_no_primary_colour_would_do_for_both_a_button_and_a_chosen_segment_on_a_dark_page() -> None:
    """Why `ui.contrast` is there: white on it and it on the page would each need 4.5:1."""
    assert contrast("#FFFFFF", THEME["dark"]["backgroundColor"]) < READABLE**2


@pytest.mark.parametrize(("palette", "theme"), MODES)
def test_marks_in_charts_are_seen(palette: Palette, theme: dict[str, Any]) -> None:
    for colour in (palette.good, palette.below_bar, palette.accent):
        assert contrast(colour, palette.background) >= SEEN


@pytest.mark.parametrize(
    ("colours", "mode"),
    [
        pytest.param(CODE_LIGHT, THEME["light"], id="light"),
        pytest.param(CODE_DARK, THEME["dark"], id="dark"),
    ],
)
def test_every_part_of_a_program_can_be_read(colours: dict[str, str], mode: dict[str, Any]) -> None:
    assert colours.keys() == TOKENS.keys()
    for background in (mode["codeBackgroundColor"], mode["backgroundColor"]):
        assert contrast(mode["textColor"], background) >= READABLE
        for colour in colours.values():
            assert contrast(colour, background) >= READABLE
            assert colour in STYLE


def test_every_part_that_streamlit_colours_has_a_colour_of_ours() -> None:
    scripts = Path(streamlit.__file__).parent / "static" / "static" / "js"
    highlighter = next(
        text
        for path in scripts.glob("*.js")
        if ".token.comment" in (text := path.read_text("utf-8"))
    )
    coloured = {
        token
        for tokens in re.findall(r'"((?:\.token\.[\w.-]+(?:, )?)+)":\{color', highlighter)
        for token in re.findall(r"\.token\.([\w-]+)", tokens)
    }
    assert len(coloured) > 20
    assert coloured <= {token for tokens in TOKENS.values() for token in tokens.split()}


@pytest.mark.parametrize(("palette", "theme"), MODES)
def test_counts_in_heat_maps_can_be_read_on_each_of_their_colours(
    palette: Palette, theme: dict[str, Any]
) -> None:
    test = a_weekly_row("One", (("Joins", 3, 5),))
    bands = (0, 0, 0, 0, 0, 0, 0, 3, 1, 0)
    for chart in (
        history_chart([test], palette),
        distributions_chart([Distribution("SQL", bands, bands)], palette, forecasts=True),
    ):
        (cells,) = chart.figure.data
        for _, colour in cells.colorscale:
            assert contrast(theme["textColor"], colour) >= READABLE
