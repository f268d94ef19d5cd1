"""A language model's server on this machine: speaks the chat-completions protocol, and misbehaves when told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]
"""A request's body."""
Answer = Callable[["Desk", Request], None]
"""Answers one request, well or badly."""

BODY = (
    "Take this topic step by step and say to yourself what each part is for. Try it on a small case of "
    "your own, then on one that you expect to fail, and look at where the two differ."
)


def facts_in(request: Request) -> dict[str, Any]:
    """The facts that a request carries."""
    text: str = request["messages"][-1]["content"]
    found: dict[str, Any] = json.loads(text.split("The facts:\n", 1)[1])
    return found


def good_answer(request: Request) -> dict[str, Any]:
    """An answer that follows every rule, whatever the request is for."""
    facts = facts_in(request)
    if "topic" in facts:
        return {
            "topic": facts["topic"]["id"],
            "mission": "Know this one well enough to explain it",
            "description": BODY,
            "links": [],
        }
    topics = facts.get("days") or facts["weak"]
    return {"topics": [topics[0]["id"]], "text": BODY, "links": []}


class Desk(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: "ChatServer"

    def do_POST(self) -> None:
        """Keep the request as it came, and answer as the server was told to."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(f"{self.requestline}\n{self.headers}".encode() + body)
        request = json.loads(body)
        with self.server.lock:
            answer = self.server.script.pop(0) if self.server.script else self.server.usual
        answer(self, request)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", headers.pop("content_type", "application/json"))
        self.send_header("Content-Length", headers.pop("content_length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
        """Nothing on the terminal."""


class ChatServer(ThreadingHTTPServer):
    """What it was told to answer, and every byte that it was sent."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, usual: Answer) -> None:
        """Listens on a free loopback port."""
        super().__init__(("127.0.0.1", 0), Desk)
        self.usual = usual
        self.script: list[Answer] = []
        """Answers to the next requests, before the usual ones."""
        self.received: list[bytes] = []
        self.lock = threading.Lock()
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        """What the writer is configured with."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is what some tests are about."""


def completion(content: object, **changed: Any) -> bytes:
    """A chat completion as the protocol has it."""
    return json.dumps(
        {
            "id": "c-1",
            "object": "chat.completion",
            "created": 1,
            "model": "made-up",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": changed.get("finish_reason", "stop"),
                    "message": {
                        "role": "assistant",
                        "content": content,
                        "refusal": changed.get("refusal"),
                    },
                }
            ],
            "usage": changed.get(
                "usage", {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
            ),
        }
    ).encode()


def well(desk: Desk, request: Request) -> None:
    """A good answer."""
    desk.send(200, completion(json.dumps(good_answer(request))))


def saying(**changed: object) -> Answer:
    """A good answer but for these fields; a day's `description` stands for a note's `text`, too."""

    def answer(desk: Desk, request: Request) -> None:
        said = good_answer(request)
        for name, value in changed.items():
            said["text" if name == "description" and "text" in said else name] = value
        desk.send(200, completion(json.dumps(said)))

    return answer


def with_content(content: object, **changed: Any) -> Answer:
    """A completion whose message is this."""
    return lambda desk, _request: desk.send(200, completion(content, **changed))


def status(code: int, **headers: str) -> Answer:
    """An error of this kind."""
    body = json.dumps({"error": {"message": "no", "type": "made_up"}}).encode()
    return lambda desk, _request: desk.send(code, body, **headers)


def raw(body: bytes, **headers: str) -> Answer:
    """This body, whatever it is."""
    return lambda desk, _request: desk.send(200, body, **headers)


def cut_off(desk: Desk, request: Request) -> None:
    """Half of a good answer, then nothing."""
    whole = completion(json.dumps(good_answer(request)))
    desk.send(200, whole[: len(whole) // 2], content_length=str(len(whole)))
    desk.close_connection = True


def hanging_up(desk: Desk, _request: Request) -> None:
    """Not a word."""
    desk.close_connection = True


def dripping(desk: Desk, _request: Request) -> None:
    """A byte now and then, for as long as anybody listens: no pause is long, the whole never ends."""
    desk.send_response(200)
    desk.send_header("Content-Type", "application/json")
    desk.send_header("Content-Length", "100000")
    desk.end_headers()
    for _ in range(6_000):
        if desk.server.ended.wait(0.02):
            return
        desk.wfile.write(b" ")
        desk.wfile.flush()


def endless(desk: Desk, _request: Request) -> None:
    """More than any answer holds, as fast as it goes; up to 64 MB."""
    desk.send_response(200)
    desk.send_header("Content-Type", "application/json")
    desk.send_header("Connection", "close")
    desk.end_headers()
    for _ in range(1024):
        desk.wfile.write(b" " * 65_536)


def slowly(seconds: float) -> Answer:
    """A good answer, late."""

    def answer(desk: Desk, request: Request) -> None:
        if not desk.server.ended.wait(seconds):
            well(desk, request)

    return answer


@contextmanager
def chat_server(usual: Answer = well) -> Iterator[ChatServer]:
    """A server for the length of the block."""
    with ChatServer(usual) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()
