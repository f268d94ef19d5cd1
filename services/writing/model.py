"""Asking the language model over the OpenAI-compatible protocol: one question, one reply, never an exception of theirs.

The client library is imported when the first model is opened: where none is configured, it never is.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from plan_engine.writing.checks import Draft
from plan_engine.writing.kinds import Outcome, TextKind
from plan_engine.writing.limits import ANSWER_TOKENS_MOST, CHARACTERS_A_TOKEN
from plan_engine.writing.prompts import Prompt
from services.writing.answers import read_answer, schema_of
from services.writing.settings import WriterSettings

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI
    from openai.types.chat import ChatCompletion
    from openai.types.chat.completion_create_params import ResponseFormat
    from openai.types.shared_params.response_format_json_schema import JSONSchema


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft, or why there is none."""

    came: Draft | Outcome
    prompt_tokens: int = 0
    answer_tokens: int = 0
    retry_after: timedelta | None = None


Ask = Callable[[Prompt, TextKind], Awaitable[Reply]]
"""Asks the model once. Answers within the configured time, whatever the server does."""


@asynccontextmanager
async def opened_model(writer: WriterSettings, now: Callable[[], datetime]) -> AsyncIterator[Ask]:
    """The configured model, for the length of the block."""
    client = await asyncio.to_thread(_client, writer)
    async with client:

        async def ask(prompt: Prompt, kind: TextKind) -> Reply:
            return await _ask(client, writer, prompt, kind, now)

        yield ask


def _client(writer: WriterSettings) -> "AsyncOpenAI":
    """A client without retries of its own: ours are written down, and survive this process."""
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient

    from services.writing.bounded import BoundedTransport

    return AsyncOpenAI(
        base_url=writer.url,
        api_key=writer.key or "none",  # servers without keys read none; the client wants one
        organization="",
        project="",
        max_retries=0,
        timeout=writer.timeout.total_seconds(),
        # Unpacked, an answer could be a thousand times as long as what was counted.
        default_headers={"Accept-Encoding": "identity"},
        http_client=DefaultAsyncHttpxClient(
            transport=BoundedTransport(),
            # What is configured is where it goes, and nowhere else.
            follow_redirects=False,
        ),
    )


async def _ask(
    client: "AsyncOpenAI",
    writer: WriterSettings,
    prompt: Prompt,
    kind: TextKind,
    now: Callable[[], datetime],
) -> Reply:
    import openai

    try:
        async with asyncio.timeout(writer.timeout.total_seconds()):
            completion = await client.chat.completions.create(
                model=writer.model,
                messages=[
                    {"role": "system", "content": prompt.system},
                    {"role": "user", "content": prompt.user},
                ],
                max_completion_tokens=ANSWER_TOKENS_MOST,
                response_format=_format(writer, kind),
            )
    except (TimeoutError, openai.APITimeoutError):
        return Reply(Outcome.TOO_SLOW)
    except openai.APIStatusError as error:
        return _refused(error, now())
    except openai.APIConnectionError as error:
        return Reply(_disconnected(error))
    except (openai.OpenAIError, ValueError):
        return Reply(Outcome.NOT_THE_PROTOCOL)
    return _read(completion, prompt, kind)


def _format(writer: WriterSettings, kind: TextKind) -> "ResponseFormat":
    if writer.format == "json_object":
        return {"type": "json_object"}
    named: JSONSchema = {"name": kind.value, "strict": True, "schema": schema_of(kind)}
    return {"type": "json_schema", "json_schema": named}


def _refused(error: "APIStatusError", now: datetime) -> Reply:
    status = error.status_code
    wait = _retry_after(error.response.headers.get("retry-after"), now)
    if status == 429:
        return Reply(Outcome.RATE_LIMITED, retry_after=wait)
    if status in {408, 409} or status >= 500:
        return Reply(Outcome.SERVER_ERROR, retry_after=wait)
    return Reply(Outcome.SERVER_REFUSED, retry_after=wait)


def _disconnected(error: Exception) -> Outcome:
    import httpx2

    from services.writing.bounded import AnswerTooLarge

    if isinstance(error.__cause__, AnswerTooLarge):
        return Outcome.TOO_LONG
    was_reached = isinstance(error.__cause__, httpx2.ReadError | httpx2.RemoteProtocolError)
    return Outcome.CUT_OFF if was_reached else Outcome.NO_CONNECTION


def _retry_after(header: str | None, now: datetime) -> timedelta | None:
    """Seconds or a date (RFC 9110, 10.2.3); None where there is none that can be read."""
    if not header:
        return None
    if header.isascii() and header.strip().isdigit():
        return timedelta(seconds=min(int(header.strip()), 86_400))
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - now, timedelta(0))


def _read(completion: "ChatCompletion", prompt: Prompt, kind: TextKind) -> Reply:
    """What an answer holds. The client builds its types from whatever came, so each is looked at."""
    try:
        choice = completion.choices[0]
        text, declined = choice.message.content, choice.message.refusal
        ended = choice.finish_reason
        usage = completion.usage
        asked, answered = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
    except (AttributeError, IndexError, TypeError):
        return Reply(Outcome.NOT_THE_PROTOCOL)
    if not isinstance(asked, int) or not isinstance(answered, int) or asked <= 0 or answered <= 0:
        asked = prompt.size // CHARACTERS_A_TOKEN
        answered = len(text) // CHARACTERS_A_TOKEN if isinstance(text, str) else 0
    if ended == "length":
        return Reply(Outcome.TOO_LONG, asked, answered)
    if ended == "content_filter" or declined:
        return Reply(Outcome.WITHHELD, asked, answered)
    if not isinstance(text, str):
        return Reply(Outcome.NOT_THE_PROTOCOL, asked, answered)
    return Reply(read_answer(kind, text), asked, answered)
