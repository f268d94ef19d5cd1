"""Our texts as HTML and back: inline code, blocks of code and line ends survive letter for letter."""

import re
from html import escape
from html.parser import HTMLParser
from typing import Final

_PIECE: Final = re.compile(
    r"(?P<fence>(?<![^\n])`{3,})(?P<language>\w*)\n(?P<block>.*?)\n(?P=fence)(?![^\n])"
    r"|(?P<ticks>(?<!`)`+(?!`))(?P<span>[^\n]+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
_PARAGRAPHS: Final = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4"})


def to_html(text: str) -> str:
    """The text as HTML that other systems show well, with what is needed to undo it."""
    made = []
    end = 0
    for found in _PIECE.finditer(text):
        made.append(_lines(text[end : found.start()]))
        end = found.end()
        if found["fence"]:
            made.append(code_block(found["block"], found["language"], len(found["fence"])))
        else:
            ticks = len(found["ticks"])
            more = "" if ticks == _fewest_ticks(found["span"]) else f' data-ticks="{ticks}"'
            made.append(f"<code{more}>{escape(found['span'], quote=False)}</code>")
    made.append(_lines(text[end:]))
    return "".join(made)


def code_block(code: str, language: str, fence: int | None = None) -> str:
    """A block of code; `fence` is the number of backticks around one that stands in a text."""
    more = f' data-fence="{fence}"' if fence is not None else ' data-part="code"'
    return f'<pre{more} class="language-{escape(language)}">{escape(code, quote=False)}</pre>'


def from_html(html: str) -> tuple[str, str | None, str]:
    """The text, and the block of code that belongs to it with its language ("" where unknown)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text.strip(), reader.code, reader.language


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;").replace("\n", "<br>")


class _Reader(HTMLParser):
    """Collects text; knows what `to_html` writes, and takes others' paragraphs for line ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.code: str | None = None
        self.language = ""
        self._open: dict[str, str | None] | None = None
        """Attributes of the code that is being read; its text is held back until it ends."""
        self._held = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\n")
        elif tag in ("pre", "code") and self._open is None:
            self._open = {"tag": tag, **dict(attrs)}
            self._held = ""
        elif tag in _PARAGRAPHS and self.text:
            self.text = f"{self.text.rstrip()}\n\n"

    def handle_endtag(self, tag: str) -> None:
        if self._open is None or tag != self._open["tag"]:
            return
        opened, held, self._open = self._open, self._held, None
        if tag == "code":
            self.text += _in_ticks(held, opened.get("data-ticks"))
            return
        language = re.sub("^language-", "", opened.get("class") or "")
        fence = opened.get("data-fence")
        if fence is not None and fence.isdigit():
            ticks = "`" * int(fence)
            self.text += f"{ticks}{language}\n{held}\n{ticks}"
        elif self.code is None:
            self.code, self.language = held, language
        else:
            self.text += f"\n```\n{held}\n```\n"

    def handle_data(self, data: str) -> None:
        if self._open is None:
            self.text += data
        else:
            self._held += data


def _in_ticks(code: str, said: str | None) -> str:
    ticks = "`" * (int(said) if said and said.isdigit() else _fewest_ticks(code))
    return f"{ticks}{code}{ticks}"


def _fewest_ticks(code: str) -> int:
    return max((len(run) for run in re.findall("`+", code)), default=0) + 1
