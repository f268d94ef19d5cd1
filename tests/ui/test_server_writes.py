"""The server that people visit is the one that has words written: nothing else has to be started."""

import asyncio
from dataclasses import replace

import pytest

from services.writing.settings import WriterSettings
from tests.services.writing.conftest import plan_made
from tests.support.chat_server import chat_server
from tests.support.learners import a_learner
from ui import installation, server
from ui.installation import Installation


def test_from_its_start_the_server_asks_for_the_words_that_wait(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server() as model:
        writer = WriterSettings(url=model.url, model="made-up-7b")
        with_model = replace(here, work=replace(here.work, writer=writer))
        monkeypatch.setattr(installation, "here", lambda: with_model)
        plan_made(with_model.work, a_learner(with_model.work))

        async def serve() -> None:
            async with server.server_parts()["lifespan"](None):
                while not model.received:
                    await asyncio.sleep(0.02)

        asyncio.run(asyncio.wait_for(serve(), 60))
    assert b"made-up-7b" in model.received[0]
