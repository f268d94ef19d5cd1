"""Running item models: Python in fresh processes, SQL in fresh SQLite databases.

`open_bench()` gives a bench that runs a program twice, in ways that must not matter, and says
what it printed, or why it cannot be used.
"""

from content.runtimes.bench import Bench, open_bench
from content.runtimes.values import Patience, Program, Run

__all__ = ["Bench", "Patience", "Program", "Run", "open_bench"]
