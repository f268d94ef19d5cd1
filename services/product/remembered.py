"""Figures of the product pages, worked out once for each version of the totals.

Streamlit runs a whole page again for every click on it, and most of the team looks at the same
figures; the totals change once an hour. What is remembered is what may be told, to anybody who may
open these pages: it does not depend on who is asking.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from sqlalchemy import Engine

from services.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

KEPT_AT_MOST: Final = 128
"""Some kilobytes each; the longest unused goes first."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What was looked at: equal looks at one version of one database's totals find equal figures."""

    engine: Engine
    version: int
    view: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: tuple[tuple[str, Any], ...]
    work: Workspace = field(compare=False)


def remembered(
    work: Workspace,
    version: int,
    view: Callable[Concatenate[Workspace, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What `view` finds, from memory where it was asked the same at this version of the totals.

    `view` reads nothing but the totals and the clock-free rest of `work`. What comes back is shared:
    nobody changes it.
    """
    look = _Look(work.engine, version, view, args, tuple(sorted(kwargs.items())), work)
    return cast(T, _found(look))


@lru_cache(maxsize=KEPT_AT_MOST)
def _found(look: _Look) -> Any:
    return look.view(look.work, *look.arguments, **dict(look.named))
