"""One line of the table: a claim, its reference, what came out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`met` is None where there is nothing to beat."""

    what: str
    setup: str
    reference: str
    ours: str
    met: bool | None = None


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    verdict = {True: "yes", False: "no", None: "–"}
    lines = [
        "| what | set-up | reference | ours | met |",
        "|---|---|---|---|---|",
        *(
            f"| {row.what} | {row.setup} | {row.reference} | {row.ours} | {verdict[row.met]} |"
            for row in rows
        ),
    ]
    return "\n".join(lines)


def show(*figures: float) -> str:
    """Figures below one without their zero: .255 / .341."""
    return " / ".join(f"{figure:.3f}".removeprefix("0") for figure in figures)
