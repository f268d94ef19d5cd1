"""What a file is, by its content; its name is never asked."""

import io
from enum import StrEnum

from services.resumes.limits import ZIP_ENTRIES
from services.resumes.reading.refusal import Unreadable, Why


class FileKind(StrEnum):
    """What can be read."""

    PDF = "pdf"
    DOCX = "docx"
    TEXT = "txt"
    JSON = "json"


OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def kind_of(content: bytes) -> FileKind:
    """The kind of a file. Raises Unreadable for everything that is no résumé format."""
    if not content.strip():
        raise Unreadable(Why.EMPTY)
    if b"%PDF-" in content[:1024]:
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    if content.startswith(_OLE):
        # Word's encrypted DOCX is such a container too, with a stream of this name.
        raise Unreadable(Why.ENCRYPTED if _ENCRYPTED_PACKAGE in content else Why.OLD_WORD)
    for opening, name in OTHERS:
        if content.startswith(opening):
            raise Unreadable(Why.WRONG_TYPE, name)
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<svg")):
        raise Unreadable(Why.WRONG_TYPE, "a web page or XML file")
    return FileKind.JSON if start.startswith((b"{", b"[")) else FileKind.TEXT


def _kind_of_zip(content: bytes) -> FileKind:
    import zipfile  # the other kinds do without it

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(Why.DAMAGED) from error
    if len(entries) > ZIP_ENTRIES:
        raise Unreadable(Why.TOO_MUCH_INSIDE)
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return FileKind.DOCX
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable(Why.WRONG_TYPE, "an OpenDocument file")
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable(Why.WRONG_TYPE, "a spreadsheet or presentation")
    raise Unreadable(Why.WRONG_TYPE, "a zip archive")
