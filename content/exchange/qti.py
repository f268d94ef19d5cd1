"""QTI 1.2 as Canvas reads it: one XML document of items, and the reading of others' documents.

A document with a DTD is refused before anything of it is expanded: entities can be bombs.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from xml.parsers import expat

from content.exchange.exchanged import Exchanged, Incoming, Refused, Unreadable
from content.exchange.marked_text import code_block, from_html, to_html

NAMESPACE: Final = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
LARGEST: Final = 20 * 1024 * 1024
"""Bytes of XML: more than any bank needs."""


def write_qti(questions: Iterable[Exchanged], title: str, ident: str) -> bytes:
    """The questions as one assessment."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("questestinterop"))
    assessment = _inside(root, "assessment", ident=ident, title=title)
    section = _inside(assessment, "section", ident="root_section")
    for number, question in enumerate(questions, 1):
        _write_item(section, question, question.id or f"item-{number}")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def read_qti(document: bytes) -> Incoming:
    """The multiple-choice questions of a QTI 1.2 document. Raises Unreadable."""
    root = _parsed(document)
    read: list[Exchanged] = []
    refused: list[Refused] = []
    for item in _all(root, "item"):
        try:
            read.append(_read_item(item))
        except ValueError as error:
            name = item.get("title") or item.get("ident") or "?"
            refused.append(Refused(f"item “{name}”", str(error)))
    if not read and not refused:
        raise Unreadable("This document holds no items of QTI 1.2.")
    return Incoming(tuple(read), tuple(refused))


def _write_item(section: ET.Element, question: Exchanged, name: str) -> None:
    item = _inside(section, "item", ident=name, title=name)
    fields = _inside(_inside(item, "itemmetadata"), "qtimetadata")
    said = {
        "question_type": "multiple_choice_question",
        "points_possible": "1",
        "id": question.id,
        "level": question.level,
        "seconds": question.seconds,
        "source": question.source,
        "review_by": question.review_by,
    }
    for label, entry in said.items():
        if entry is not None:
            field = _inside(fields, "qtimetadatafield")
            _inside(field, "fieldlabel").text = label
            _inside(field, "fieldentry").text = str(entry)
    presentation = _inside(item, "presentation")
    html = f"<div>{to_html(question.stem)}</div>"
    if question.code is not None:
        html += code_block(question.code, question.language or "")
    _write_text(presentation, html)
    answers = _inside(presentation, "response_lid", ident="response1", rcardinality="Single")
    choices = _inside(answers, "render_choice")
    options = [question.key, *(text for text, _ in question.distractors)]
    for number, option in enumerate(options, 1):
        _write_text(_inside(choices, "response_label", ident=f"a{number}"), to_html(option))
    _write_scoring(item, question)


def _write_scoring(item: ET.Element, question: Exchanged) -> None:
    scoring = _inside(item, "resprocessing")
    outcomes = _inside(scoring, "outcomes")
    _inside(
        outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal"
    )  # fmt: skip
    feedbacks = {
        f"a{number}_fb": why
        for number, (_, why) in enumerate(question.distractors, 2)
        if why is not None
    }
    if question.explanation is not None:
        general = _inside(scoring, "respcondition", **{"continue": "Yes"})
        _inside(_inside(general, "conditionvar"), "other")
        _inside(general, "displayfeedback", feedbacktype="Response", linkrefid="general_fb")
    for name in feedbacks:
        chosen = _inside(scoring, "respcondition", **{"continue": "Yes"})
        _chooses(chosen, name.removesuffix("_fb"))
        _inside(chosen, "displayfeedback", feedbacktype="Response", linkrefid=name)
    right = _inside(scoring, "respcondition", **{"continue": "No"})
    _chooses(right, "a1")
    _inside(right, "setvar", action="Set", varname="SCORE").text = "100"
    if question.explanation is not None:
        feedbacks = {"general_fb": question.explanation, **feedbacks}
    for name, text in feedbacks.items():
        feedback = _inside(item, "itemfeedback", ident=name)
        _write_text(_inside(feedback, "flow_mat"), to_html(text))


def _chooses(condition: ET.Element, answer: str) -> None:
    variable = _inside(condition, "conditionvar")
    _inside(variable, "varequal", respident="response1").text = answer


def _write_text(around: ET.Element, html: str) -> None:
    _inside(_inside(around, "material"), "mattext", texttype="text/html").text = html


def _read_item(item: ET.Element) -> Exchanged:
    """Raises ValueError with what keeps it from being a question of ours."""
    said = {
        _text(_first(field, "fieldlabel")): _text(_first(field, "fieldentry"))
        for field in _all(item, "qtimetadatafield")
    }
    kind = said.get("question_type", "multiple_choice_question")
    if kind != "multiple_choice_question":
        raise ValueError(f"is a {kind.replace('_', ' ')}")
    presentation = _first(item, "presentation")
    answers = _first(presentation, "response_lid")
    if presentation is None or answers is None or answers.get("rcardinality", "Single") != "Single":
        raise ValueError("is not a multiple-choice question with one answer")
    stem, code, language = _told(presentation)
    options = {
        label.get("ident", ""): _whole(_told(label)) for label in _all(answers, "response_label")
    }
    right = _right_answers(item)
    if len(right) != 1 or right[0] not in options:
        raise ValueError("does not name one right option")
    feedback = {
        one.get("ident", ""): _whole(_told(one)) or None for one in _all(item, "itemfeedback")
    }
    shown_for = _feedback_of_answers(item)
    return Exchanged(
        id=said.get("id"),
        stem=stem,
        key=options[right[0]],
        distractors=tuple(
            (text, feedback.get(shown_for.get(name, "")))
            for name, text in options.items()
            if name != right[0]
        ),
        level=int(said["level"]) if "level" in said else None,
        seconds=int(said["seconds"]) if "seconds" in said else None,
        code=code,
        language=language or None,
        explanation=feedback.get("general_fb"),
        source=said.get("source"),
        review_by=date.fromisoformat(said["review_by"]) if "review_by" in said else None,
    )


def _right_answers(item: ET.Element) -> list[str]:
    right = []
    for condition in _all(item, "respcondition"):
        score = _first(condition, "setvar")
        if score is None or score.get("varname", "SCORE") != "SCORE":
            continue
        try:
            points = float(_text(score))
        except ValueError:
            continue
        if points > 0:
            right += [_text(one) for one in _all(condition, "varequal") if _text(one)]
    return right


def _feedback_of_answers(item: ET.Element) -> dict[str, str]:
    """The feedback that each answer shows."""
    return {
        _text(answer): shown.get("linkrefid", "")
        for condition in _all(item, "respcondition")
        for answer in _all(condition, "varequal")
        for shown in _all(condition, "displayfeedback")
        if shown.get("linkrefid") not in ("correct_fb", "general_incorrect_fb")
    }


def _told(around: ET.Element) -> tuple[str, str | None, str]:
    """The first text under an element, in our Markdown, with its code block."""
    found = _first(around, "mattext")
    if found is None:
        raise ValueError("has a part without text")
    text = "".join(found.itertext())
    return from_html(text) if found.get("texttype") == "text/html" else (text.strip(), None, "")


def _whole(told: tuple[str, str | None, str]) -> str:
    text, code, language = told
    return text if code is None else f"{text}\n\n```{language}\n{code}\n```".strip()


def _parsed(document: bytes) -> ET.Element:
    if len(document) > LARGEST:
        raise Unreadable(f"This document is larger than {LARGEST // 1024 // 1024} MB.")
    scout = expat.ParserCreate()
    scout.StartDoctypeDeclHandler = _refuse
    try:
        scout.Parse(document, True)  # noqa: FBT003 - "this is all of it", in expat's own words
        return ET.fromstring(document)  # noqa: S314 - it has no DTD, so there is nothing to expand
    except (expat.ExpatError, ET.ParseError, LookupError) as error:
        raise Unreadable(f"This is not XML: {error}.") from error


def _refuse(*_details: object) -> None:
    raise Unreadable("This document has a DTD, which no QTI document needs: it was not read.")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _inside(around: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(around, _tag(name), attributes)


def _all(around: ET.Element, name: str) -> Iterator[ET.Element]:
    """Elements of this name at any depth, whatever namespace the file has put them in."""
    return (one for one in around.iter() if one.tag.rpartition("}")[2] == name)


def _first(around: ET.Element | None, name: str) -> ET.Element | None:
    return None if around is None else next(_all(around, name), None)


def _text(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()
