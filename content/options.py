"""Program output as option text: Markdown that shows it letter for letter."""

import re

NOTHING = "(prints nothing)"
NO_ROWS = "(no rows)"
"""What a query without rows gives; said in words, not shown as output."""


def shown_output(output: str) -> str:
    """Output in backticks, or as a fenced block where it has several lines or blanks that matter."""
    if not output.strip():
        return NOTHING
    if output == NO_ROWS:
        return NO_ROWS
    longest = max((len(run) for run in re.findall(r"`+", output)), default=0)
    blanks_matter = "  " in output or output != output.strip()  # a browser would fold them
    if "\n" in output or blanks_matter:
        fence = "`" * max(3, longest + 1)
        return f"{fence}text\n{output}\n{fence}"
    fence = "`" * (longest + 1)
    edge = " " if output.startswith("`") or output.endswith("`") else ""
    return f"{fence}{edge}{output}{edge}{fence}"


def shown_answer(output: str) -> str:
    """The answer of a program that is not shown: a line as it stands, more as output."""
    return output if output.strip() and "\n" not in output else shown_output(output)


def bare_option(option: str) -> str:
    """The words of an option without its backticks, as a reader sees them."""
    fenced = re.fullmatch(r"(`{3,})\w*\n(.*)\n\1", option, re.DOTALL)
    if fenced:
        return fenced[2]
    return re.sub(r"(`+)\s?(.+?)\s?\1", r"\2", option)
