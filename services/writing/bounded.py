"""A connection that stops reading an answer that does not end."""

from collections.abc import AsyncIterator
from typing import Final

import httpx2

ANSWER_BYTES_MOST: Final = 512 * 1024
"""A text and what surrounds it take a few thousand; thinking aloud takes tens of thousands."""


class AnswerTooLarge(httpx2.TransportError):
    """More came than any answer can hold."""


class BoundedTransport(httpx2.AsyncHTTPTransport):
    """The usual transport, whose answers end with AnswerTooLarge instead of filling the memory."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, and count what comes back."""
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # an asynchronous transport's
        response.stream = _Counted(response.stream)
        return response


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._stream:
            read += len(part)
            if read > ANSWER_BYTES_MOST:
                raise AnswerTooLarge(f"The answer is longer than {ANSWER_BYTES_MOST} bytes.")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
