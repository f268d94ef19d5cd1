"""A server that misbehaves in every way: each has its name, none raises, none is waited for."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from plan_engine.writing.checks import Draft
from plan_engine.writing.kinds import Outcome, TextKind
from plan_engine.writing.prompts import prompt_for
from services.writing.bounded import ANSWER_BYTES_MOST
from services.writing.model import Reply, opened_model
from services.writing.settings import WriterSettings
from tests.plan_engine.writing.test_checks import FACTS
from tests.support import chat_server as desk
from tests.support.chat_server import Answer, ChatServer
from tests.support.clock import START


def asked(writer: WriterSettings) -> Reply:
    async def ask() -> Reply:
        async with opened_model(writer, lambda: START) as model:
            return await model(prompt_for(FACTS), TextKind.DAY)

    return asyncio.run(ask())


def test_a_good_answer_is_read_with_what_it_took(
    server: ChatServer, writer: WriterSettings
) -> None:
    reply = asked(writer)
    assert isinstance(reply.came, Draft)
    assert reply.came.topics == ("sql_core.d3",)
    assert reply.came.body == desk.BODY
    assert (reply.prompt_tokens, reply.answer_tokens) == (900, 100)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (desk.status(429), Outcome.RATE_LIMITED),
        (desk.status(500), Outcome.SERVER_ERROR),
        (desk.status(503), Outcome.SERVER_ERROR),
        (desk.status(400), Outcome.SERVER_REFUSED),
        (desk.status(401), Outcome.SERVER_REFUSED),
        (desk.status(404), Outcome.SERVER_REFUSED),
        (desk.status(307, Location="http://127.0.0.1:9/elsewhere"), Outcome.SERVER_REFUSED),
        (desk.cut_off, Outcome.CUT_OFF),
        (desk.hanging_up, Outcome.CUT_OFF),
        (desk.raw(b"<html>Bad gateway</html>", content_type="text/html"), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b"{"), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b"{}"), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b"[]"), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b"null"), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b""), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b"\xff\xfe\x00"), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b'{"choices": [{"message": 7}]}'), Outcome.NOT_THE_PROTOCOL),
        (desk.raw(b'{"choices": []}'), Outcome.NOT_THE_PROTOCOL),
        (desk.with_content(None), Outcome.NOT_THE_PROTOCOL),
        (desk.with_content({"text": "not a string"}), Outcome.NOT_THE_PROTOCOL),
        (desk.with_content(""), Outcome.NOT_JSON),
        (desk.with_content("Of course! Here is your text:"), Outcome.NOT_JSON),
        (desk.with_content('{"topic": "sql_core.d3", '), Outcome.NOT_JSON),
        (desk.with_content("[]"), Outcome.WRONG_SCHEMA),
        (desk.with_content('{"topic": "sql_core.d3"}'), Outcome.WRONG_SCHEMA),
        (desk.saying(extra="field"), Outcome.WRONG_SCHEMA),
        (desk.saying(description=7), Outcome.WRONG_SCHEMA),
        (desk.saying(links="https://example.org"), Outcome.WRONG_SCHEMA),
        (desk.with_content("{", finish_reason="length"), Outcome.TOO_LONG),
        (desk.with_content("", finish_reason="content_filter"), Outcome.WITHHELD),
        (desk.with_content(None, refusal="I would rather not."), Outcome.WITHHELD),
    ],
)  # fmt: skip
def test_misbehaviour_has_a_name_and_is_asked_once(
    server: ChatServer, writer: WriterSettings, answer: Answer, outcome: Outcome
) -> None:
    server.script = [answer]
    assert asked(writer).came is outcome
    assert len(server.received) == 1  # repetitions are ours to decide


@pytest.mark.parametrize("answer", [desk.slowly(60), desk.dripping], ids=["silent", "dripping"])
def test_an_answer_is_waited_for_no_longer_than_allowed(
    server: ChatServer, writer: WriterSettings, answer: Answer
) -> None:
    server.script = [answer]
    began = time.monotonic()
    assert asked(replace(writer, timeout=timedelta(seconds=0.3))).came is Outcome.TOO_SLOW
    assert time.monotonic() - began < 20  # neither would ever have come to its end by then


def test_a_server_that_is_not_there_is_told_apart(
    server: ChatServer, writer: WriterSettings
) -> None:
    assert asked(replace(writer, url="http://127.0.0.1:9/v1")).came is Outcome.NO_CONNECTION


def test_an_endless_answer_is_not_read_to_its_end(
    server: ChatServer, writer: WriterSettings
) -> None:
    server.script = [desk.endless]
    assert asked(writer).came is Outcome.TOO_LONG
    assert ANSWER_BYTES_MOST < 64 * 1024 * 1024


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("Mon, 02 Mar 2026 09:01:00 GMT", 60),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, 86_400),
    ],
)
def test_a_server_may_say_when_to_come_back(
    server: ChatServer, writer: WriterSettings, header: str, seconds: int | None
) -> None:
    server.script = [desk.status(429, Retry_After=header)]
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert asked(writer).retry_after == expected


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": "many", "completion_tokens": -1}])
def test_a_server_that_does_not_count_is_counted_for(
    server: ChatServer, writer: WriterSettings, usage: object
) -> None:
    server.script = [desk.with_content("x" * 400, usage=usage)]
    reply = asked(writer)
    assert reply.answer_tokens == 100
    assert reply.prompt_tokens == prompt_for(FACTS).size // 4


def test_the_shape_is_asked_for_by_schema_or_only_in_words(
    server: ChatServer, writer: WriterSettings
) -> None:
    asked(writer)
    asked(replace(writer, format="json_object"))
    strict, loose = (sent.decode() for sent in server.received)
    assert '"type":"json_schema"' in strict
    assert '"additionalProperties":false' in strict
    assert '"response_format":{"type":"json_object"}' in loose
    assert "authorization: bearer k-123" in strict.lower()
