"""The zip that Canvas imports: a manifest and one QTI document; and reading such packages."""

import io
import zipfile
from typing import Final
from xml.sax.saxutils import escape

from content.exchange.exchanged import Exchanged, Incoming, Unreadable
from content.exchange.qti import LARGEST, read_qti, write_qti

_MANIFEST: Final = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="{name}-manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
  <metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>
  <organizations/>
  <resources>
    <resource identifier="{name}" type="imsqti_xmlv1p2"><file href="{name}/{name}.xml"/></resource>
  </resources>
</manifest>
"""
_WRITTEN_AT: Final = (1980, 1, 1, 0, 0, 0)
"""The same questions give the same bytes."""


def write_package(questions: list[Exchanged], title: str, name: str) -> bytes:
    """The questions as a package whose parts are called `name`."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as files:
        parts = {
            "imsmanifest.xml": _MANIFEST.format(name=escape(name)).encode(),
            f"{name}/{name}.xml": write_qti(questions, title, name),
        }
        for path, part in parts.items():
            files.writestr(
                zipfile.ZipInfo(path, _WRITTEN_AT), part, compress_type=zipfile.ZIP_DEFLATED
            )
    return package.getvalue()


def read_package(document: bytes) -> Incoming:
    """The questions of a QTI document, or of every QTI document in a package. Raises Unreadable."""
    if not zipfile.is_zipfile(io.BytesIO(document)):
        return read_qti(document)
    read: list[Incoming] = []
    with zipfile.ZipFile(io.BytesIO(document)) as files:
        for part in files.infolist():
            if not part.filename.endswith((".xml", ".qti")):
                continue
            if part.filename.endswith(("imsmanifest.xml", "assessment_meta.xml")):
                continue
            with files.open(part) as opened:
                text = opened.read(LARGEST + 1)
            read.append(read_qti(text))
    if not read:
        raise Unreadable("This package holds no QTI document.")
    return Incoming(
        tuple(question for one in read for question in one.questions),
        tuple(refused for one in read for refused in one.refused),
    )
