"""Which before is compared with which after, by when they were uploaded."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from plan_engine.resume.impact import ResumeSide


class Uploaded(Protocol):
    """A version, as far as pairs ask."""

    @property
    def side(self) -> ResumeSide:
        """Which side it is."""

    @property
    def created_at(self) -> datetime:
        """When it was uploaded."""


Version = TypeVar("Version", bound=Uploaded)


def complete_pairs(versions: Sequence[Version]) -> list[tuple[Version, Version]]:
    """Before and after, oldest pair first, from versions in the order of upload.

    An after belongs to the newest before that is not later than it; of several, the newest is the one compared.
    A before without an after makes no pair, and takes nothing from the pairs before it.
    """
    afters = [version for version in versions if version.side is ResumeSide.AFTER]
    befores = [version for version in versions if version.side is ResumeSide.BEFORE]
    pairs = []
    for number, before in enumerate(befores):
        until = befores[number + 1].created_at if number + 1 < len(befores) else None
        its_own = [
            after
            for after in afters
            if before.created_at <= after.created_at and (until is None or after.created_at < until)
        ]
        if its_own:
            pairs.append((before, its_own[-1]))
    return pairs


def waiting(versions: Sequence[Version]) -> Version | None:
    """The newest before, if no after came since: its comparison is still to come."""
    befores = [version for version in versions if version.side is ResumeSide.BEFORE]
    if not befores:
        return None
    newest = befores[-1]
    is_answered = any(
        v.side is ResumeSide.AFTER and v.created_at >= newest.created_at for v in versions
    )
    return None if is_answered else newest
