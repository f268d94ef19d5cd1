"""How long a program of the bank may take in tests: longer than for an author, who waits beside it."""

from typing import Final

from content.runtimes import Patience

UNHURRIED: Final = Patience(cpu=30, wall=120.0)
"""Whether a question is right must not depend on what else the machine does."""
