"""What the product is called, and its picture."""

from functools import cache
from pathlib import Path
from typing import Final

PRODUCT: Final = "Careerlytics"
PROMISE: Final = "from where you are to job ready, a day at a time"


@cache
def icon() -> str:
    """The picture for the browser's tab, as SVG."""
    return (Path(__file__).parent / "favicon.svg").read_text("utf-8")
