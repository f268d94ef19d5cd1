"""What people are told when their résumé cannot be read, and what to do instead."""

from services.resumes.limits import FILE_BYTES, PAGES
from services.resumes.reading.refusal import Why

FORMATS = "a PDF, a Word document (DOCX), a text file (TXT) or a JSON Resume"
SENTENCES = {
    Why.EMPTY: "This file is empty. Choose the file that holds your résumé.",
    Why.TOO_LARGE: f"This file is larger than {FILE_BYTES // 1024 // 1024} MB. Export the résumé again without large pictures.",
    Why.WRONG_TYPE: f"By its content this is {{found}}, whatever its name says. Upload {FORMATS}.",
    Why.OLD_WORD: "This is a document of an old Word format (DOC). Save it as DOCX or PDF and upload that.",
    Why.ENCRYPTED: "This file is locked with a password. Save a copy without one and upload that.",
    Why.DAMAGED: "This file is damaged or incomplete: it cannot be opened. Export the résumé again and upload the new file.",
    Why.TOO_MANY_PAGES: f"This file has {{found}} pages; a résumé has at most {PAGES} here.",
    Why.TOO_MUCH_INSIDE: "This file unpacks to far more than a résumé holds, so it was not read. Export the résumé again.",
    Why.TOO_NESTED: "This file is nested deeper than any résumé, so it was not read. Export the résumé again.",
    Why.DTD: "This document carries a document type definition, which no word processor writes, so it was not read. "
    "Export the résumé again.",
    Why.TOO_LONG: "This file holds more than 100,000 characters: that is a book, not a résumé.",
    Why.NO_TEXT: "We found {found} that can be read, so nothing was scored. If this is a scan or a picture, "
    "export the résumé as a PDF from the program it was written in, or save it as DOCX.",
    Why.NOT_A_RESUME: "This JSON file does not follow the JSON Resume schema (it has none of basics, work, skills, projects).",
    Why.TOO_MUCH_WORK: "Reading this file took more time or memory than any résumé needs, so we stopped. Export it again, "
    "as plainly as you can, and upload that.",
}


def sentence(why: Why, found: str = "") -> str:
    """The sentence for a reason."""
    if why is Why.NO_TEXT:
        found = _words(found)
    return SENTENCES[why].format(found=found or "something else")


def _words(number: str) -> str:
    match number:
        case "":
            return "too few words"
        case "0":
            return "no words"
        case "1":
            return "only 1 word"
        case _:
            return f"only {number} words"
