"""Writing what waits, one text after another, until nothing is due, the day's budget is spent, or the model ails."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from content.library import Library
from plan_engine.writing.checks import Draft, refusal, tidy
from plan_engine.writing.facts import Facts, kind_of
from plan_engine.writing.kinds import FAILED, Outcome
from plan_engine.writing.pace import FAILURES_IN_A_ROW, wait_after
from services.logs import OURS
from services.workspace import Workspace
from services.writing.model import Ask, Reply
from services.writing.queue import (
    Accepted,
    NotNow,
    Settled,
    is_anything_due,
    let_go,
    settle,
    take,
)
from services.writing.settings import WriterSettings

_log = logging.getLogger(OURS)

Chance = Callable[[], float]
"""A number from 0 to 1, another one at each call."""


@dataclass(frozen=True, slots=True)
class Written:
    """What one run did, and how long to leave the model alone if it ails."""

    accepted: int = 0
    refused: int = 0
    failed: int = 0
    rest: timedelta | None = None


async def write_waiting(
    work: Workspace,
    writer: WriterSettings,
    ask: Ask,
    chance: Chance,
    breath: timedelta = timedelta(0),
) -> Written:
    """Ask for every text that is due, with a breath after each. Cancelled, it gives back what it holds."""
    accepted = refused = failed = in_a_row = 0
    while await asyncio.to_thread(is_anything_due, work):
        taken = await asyncio.to_thread(take, work, writer)
        if taken is NotNow.LOOK_AGAIN:
            continue
        if isinstance(taken, NotNow):
            break
        began = time.perf_counter()
        try:
            reply = await ask(taken.prompt, kind_of(taken.facts))
        except BaseException:
            # Asked to end, or a fault of ours: the text is free again for whoever comes next.
            await asyncio.shield(asyncio.to_thread(let_go, work, taken))
            raise
        came = _judged(reply, taken.facts, work.content, round(1000 * (time.perf_counter() - began)))  # fmt: skip
        outcome = await asyncio.to_thread(settle, work, writer, taken, came, chance())
        await asyncio.sleep(breath.total_seconds())
        accepted += outcome is Outcome.ACCEPTED
        if outcome not in FAILED:
            refused += outcome is not Outcome.ACCEPTED
            in_a_row = 0
            continue
        failed += 1
        in_a_row += 1
        if outcome is Outcome.RATE_LIMITED or in_a_row >= FAILURES_IN_A_ROW:
            rest = wait_after(in_a_row, chance(), reply.retry_after)
            return Written(accepted, refused, failed, rest)
    return Written(accepted, refused, failed)


def _judged(reply: Reply, facts: Facts, content: Library, milliseconds: int) -> Settled:
    outcome, accepted = Outcome.ACCEPTED, None
    if isinstance(reply.came, Draft):
        titles = [topic.title for topic in content.topics.values()]
        outcome = refusal(reply.came, facts, titles) or Outcome.ACCEPTED
        if outcome is Outcome.ACCEPTED:
            accepted = Accepted(tidy(reply.came.headline), tidy(reply.came.body))
    else:
        outcome = reply.came
    return Settled(
        outcome,
        milliseconds,
        reply.prompt_tokens,
        reply.answer_tokens,
        accepted,
        reply.retry_after,
    )
