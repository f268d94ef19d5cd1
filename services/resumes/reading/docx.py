"""DOCX: every paragraph in the document's order, those in tables, text boxes, headers and footers included.

The parts are read as XML directly: python-docx's `.paragraphs` misses tables and text boxes, and it
unpacks whatever the archive holds. Sizes are counted while unpacking; document types are refused.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from plan_engine.resume.plain_text import bullet_text, clean
from plan_engine.resume.sections import BULLET
from services.resumes.limits import NESTING, PART_BYTES, PARTS_BYTES
from services.resumes.reading.refusal import Unreadable, Why

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_DEEP = 4 * NESTING
"""Tables in tables in text boxes take levels; nobody's résumé takes more than these."""


def text_of_docx(content: bytes) -> str:
    """The document's lines. Raises Unreadable."""
    lines: list[str] = []
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in _parts(archive.namelist()):
                if archive.getinfo(part).flag_bits & 0x1:
                    raise Unreadable(Why.ENCRYPTED)
                xml = _unpacked(archive, part)
                unpacked += len(xml)
                if unpacked > PARTS_BYTES:
                    raise Unreadable(Why.TOO_MUCH_INSIDE)
                reader = _Paragraphs()
                reader.read(xml)
                lines.extend(reader.lines)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError) as error:
        raise Unreadable(Why.DAMAGED) from error
    except expat.ExpatError as error:
        raise Unreadable(Why.DAMAGED) from error
    return clean("\n".join(lines))


def _parts(names: list[str]) -> Iterator[str]:
    headers = sorted(name for name in set(names) if name.startswith("word/header"))
    footers = sorted(name for name in set(names) if name.startswith("word/footer"))
    yield from headers
    yield "word/document.xml"
    yield from footers


def _unpacked(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part, read no further than it may be long: what its header says about its size is not believed."""
    with archive.open(part) as stream:
        xml = stream.read(PART_BYTES + 1)
    if len(xml) > PART_BYTES:
        raise Unreadable(Why.TOO_MUCH_INSIDE)
    return xml


class _Paragraphs:
    """Collects the paragraphs of one part. A paragraph inside another's text box comes after what it interrupts."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[tuple[list[str], list[bool]]] = []
        self._depth = 0
        self._skipping = 0
        self._in_text = False

    def read(self, xml: bytes) -> None:
        """Read a part. Raises Unreadable, ExpatError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.buffer_text = True
        parser.Parse(xml, True)  # noqa: FBT003  (expat takes no names)

    def _doctype(self, *_: object) -> None:
        raise Unreadable(Why.DTD)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEP:
            raise Unreadable(Why.TOO_NESTED)
        if name == _FALLBACK or self._skipping:
            self._skipping += 1  # the same text box once more, for old programs
            return
        match _local(name):
            case "p":
                self._open.append(([], [False]))
            case "t":
                self._in_text = True
            case "tab" | "br" | "cr" if self._open:
                self._open[-1][0].append("\n" if _local(name) != "tab" else "\t")
            case "numPr" if self._open:
                self._open[-1][1][0] = True
            case "pStyle" if self._open:
                style = attributes.get(f"{name.rsplit(' ', 1)[0]} val", "").lower()
                self._open[-1][1][0] |= "bullet" in style or style.startswith("listnumber")

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            return
        match _local(name):
            case "t":
                self._in_text = False
            case "p" if self._open:
                pieces, (bullet,) = self._open.pop()
                self._keep("".join(pieces), bullet=bullet)

    def _characters(self, text: str) -> None:
        if self._in_text and self._open and not self._skipping:
            self._open[-1][0].append(text)

    def _keep(self, paragraph: str, *, bullet: bool) -> None:
        for number, raw in enumerate(paragraph.split("\n")):
            line = " ".join(raw.split())
            typed = bullet_text(line)
            if typed is not None:
                line, bullet = typed, True
            if line:
                self.lines.append(BULLET + line if bullet and (number == 0 or typed) else line)


def _local(name: str) -> str:
    return name.removeprefix(_W).removeprefix(_STRICT)
