"""Fonts of the printed report: enough scripts for every learner's name, loaded only where a name needs them.

DejaVu Sans covers Latin (Vietnamese too), Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic; Noto
Sans the scripts of South and South-East Asia and Ethiopia; Droid Sans Fallback Chinese and Japanese;
Nanum Gothic Korean. Their licences lie beside them.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS: Final = Path(__file__).parent / "fonts"
MAIN: Final = "dejavu"
SCRIPTS: Final = (
    (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0A80, 0x0AFF, "NotoSansGujarati"),
    (0x0B00, 0x0B7F, "NotoSansOriya"),
    (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0C00, 0x0C7F, "NotoSansTelugu"),
    (0x0C80, 0x0CFF, "NotoSansKannada"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"),
    (0x0E80, 0x0EFF, "NotoSansLao"),
    (0x1000, 0x109F, "NotoSansMyanmar"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1780, 0x17FF, "NotoSansKhmer"),
    (0x1100, 0x11FF, "NanumGothic"),
    (0x2E80, 0x9FFF, "DroidSansFallback"),
    (0xAC00, 0xD7AF, "NanumGothic"),
    (0xF900, 0xFAFF, "DroidSansFallback"),
    (0xFF00, 0xFFEF, "DroidSansFallback"),
)
"""First and last code point of a script's block, and the font that shows it."""
FILES: Final = {
    "DroidSansFallback": "DroidSansFallbackFull.ttf",
    "NanumGothic": "NanumGothic.ttf",
}
JOINERS: Final = frozenset({0x200C, 0x200D})
"""Zero-width (non-)joiners: they shape their neighbours and are never drawn."""


def scripts_of(text: str) -> list[str]:
    """The fonts that `text` needs besides the main one, each once."""
    found = [
        font
        for character in text
        for first, last, font in SCRIPTS
        if first <= ord(character) <= last
    ]
    return list(dict.fromkeys(found))


def use_fonts(pdf: "FPDF", text: str) -> None:
    """Give `pdf` the fonts for its Latin text and for `text`, letters joined as their script asks."""
    pdf.add_font(MAIN, "", FONTS / "DejaVuSans.ttf")
    pdf.add_font(MAIN, "B", FONTS / "DejaVuSans-Bold.ttf")
    others = scripts_of(text)
    for font in others:
        pdf.add_font(font, "", FONTS / FILES.get(font, f"{font}-Regular.ttf"))
    if others:
        pdf.set_fallback_fonts(others, exact_match=False)
    pdf.set_text_shaping(True)


def can_show(pdf: "FPDF", text: str) -> bool:
    """Whether each character of `text` has a glyph in one of the fonts in use."""
    from fpdf.fonts import TTFFont

    drawn = {ord(character) for character in text} - JOINERS
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            drawn -= font.cmap.keys()
    return not drawn
