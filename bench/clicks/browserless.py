"""A browser's side of Streamlit's websocket, without the browser: opens pages, clicks, waits for the end.

The wire format is Streamlit's own (streamlit.proto): one ForwardMsg a frame from the server, one
BackMsg a frame to it.
"""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Radio_pb2 import Radio
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE_S = 60.0
"""A run that takes longer than this is broken, not slow."""


class ScriptFailed(Exception):
    """The page did not run to its end, or showed an exception."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the script, as the client met it."""

    seconds: float
    """From the click's being sent to the last message of the run."""
    received_bytes: int
    elements: tuple[str, ...]
    """Kinds of elements drawn, in order of arrival; one that the client was to remember is 'cached'."""

    @property
    def has_chart(self) -> bool:
        """Whether a Plotly chart was drawn."""
        return "plotly_chart" in self.elements


class Tab:
    """One browser tab on one page."""

    def __init__(
        self, url: str, page: str = "", *, query: str = "", cookies: Mapping[str, str] | None = None
    ) -> None:
        """Nothing happens until it is entered. `page` is the path after the host, without slash."""
        self._cookies = dict(cookies or {})
        self._origin = url
        self._page = page
        self._query = query
        self._url = f"{url}/{page}"
        self._page_hash = ""
        self._buttons: dict[str, str] = {}
        self._radio: Radio | None = None
        self._chosen: dict[str, str] = {}
        self.texts = ""
        """What the last run wrote as markdown."""
        self._connection: ClientConnection
        self._open = ExitStack()

    def __enter__(self) -> "Tab":
        """Connect and load the page."""
        headers = {"User-Agent": "Mozilla/5.0 (bench)"}
        if self._cookies:
            pairs = (f"{name}={value}" for name, value in self._cookies.items())
            headers["Cookie"] = "; ".join(pairs)
        self._connection = self._open.enter_context(
            connect(
                f"ws://{urlsplit(self._origin).netloc}/_stcore/stream",
                origin=Origin(self._origin),
                subprotocols=[Subprotocol("streamlit"), Subprotocol("bench-xsrf")],
                additional_headers=headers,
                compression=None,
                max_size=None,
                open_timeout=PATIENCE_S,
            )
        )
        self.load()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the tab."""
        self._open.close()

    def load(self) -> Run:
        """Open the page, as typing its address does."""
        return self._run(BackMsg())

    def click(self, label: str | None = None) -> Run:
        """Press the button with this label; without one, rerun the page as any widget's change does."""
        message = BackMsg()
        if label is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._buttons[label]
            state.trigger_value = True
        return self._run(message)

    def choose(self, place: int) -> Run:
        """Choose the page's one question's option at `place`, counted from 0 and round again."""
        assert self._radio is not None, f"{self._url} asks no question"
        options = self._radio.options
        self._chosen[self._radio.id] = options[place % len(options)]
        return self._run(BackMsg())

    def _run(self, message: BackMsg) -> Run:
        state = message.rerun_script
        state.query_string = self._query
        for widget, value in self._chosen.items():
            kept = state.widget_states.widgets.add()
            kept.id = widget
            kept.string_value = value
        state.page_script_hash = self._page_hash
        if not self._page_hash:
            state.page_name = self._page
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en"
        state.context_info.url = self._url
        state.context_info.color_scheme = "light"
        elements: list[str] = []
        received = 0
        self.texts = ""
        sent = time.perf_counter()
        self._connection.send(message.SerializeToString())
        while True:
            frame = self._connection.recv(timeout=PATIENCE_S, decode=False)
            received += len(frame)
            answer = ForwardMsg.FromString(bytes(frame))
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue  # st.rerun(): the run that counts follows
                break
            self._note(answer, elements)
        if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise ScriptFailed(f"{self._url} ended with status {answer.script_finished}.")
        return Run(time.perf_counter() - sent, received, tuple(elements))

    def _note(self, answer: ForwardMsg, elements: list[str]) -> None:
        match answer.WhichOneof("type"):
            case "new_session":
                self._page_hash = answer.new_session.page_script_hash
            case "navigation":
                self._page_hash = answer.navigation.page_script_hash
            case "page_not_found":
                raise ScriptFailed(f"{self._url} was not found.")
            case "ref_hash":
                elements.append("cached")
            case "delta" if answer.delta.WhichOneof("type") == "new_element":
                element = answer.delta.new_element
                kind = element.WhichOneof("type")
                elements.append(kind or "nothing")
                if kind == "button":
                    self._buttons[element.button.label] = element.button.id
                elif kind == "markdown":
                    self.texts += element.markdown.body
                elif kind == "radio":
                    self._radio = element.radio
                elif kind == "exception":
                    raise ScriptFailed(f"{self._url}: {element.exception.message}")
