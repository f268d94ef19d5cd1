"""YAML with line marks: values as PyYAML reads them, and the line on which each one stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

Place = tuple[str | int, ...]
"""Where in a file a value stands: `("items", 3, "distractors")`."""

RAW_UNDER = frozenset({"params"})
"""Scalars under these keys stay the text that the author typed: `1.50` is not `1.5` in a program."""

_TEXT_TAG = "tag:yaml.org,2002:str"


class BadYaml(ValueError):
    """The text is not YAML; `line` counts from 1."""

    def __init__(self, line: int, sentence: str) -> None:
        self.line = line
        super().__init__(sentence)


@dataclass(slots=True)
class Marked:
    """A YAML document: its value, the line of each place, and keys that stand twice."""

    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    repeated: list[tuple[int, str]] = field(default_factory=list)

    def line(self, place: Sequence[str | int]) -> int:
        """The line (from 1) of a place, or of the nearest thing around it that the file has."""
        wanted = tuple(place)
        while wanted and wanted not in self.lines:
            wanted = wanted[:-1]
        return self.lines.get(wanted, 1)


def read_marked(text: str) -> Marked:
    """Read one YAML document with its line marks. Raises BadYaml."""
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        marked = Marked()
        if node is not None:
            marked.value = _value(loader, node, (), marked, raw=False)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        said = " ".join(part for part in (error.context, error.problem) if part)
        raise BadYaml(line, f"this is not YAML: {said}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadYaml(1, f"this is not YAML: {error}") from error
    else:
        return marked
    finally:
        loader.dispose()


def show_place(place: Sequence[str | int]) -> str:
    """A place as a person writes it: `items[3].distractors`."""
    shown = ""
    for step in place:
        if isinstance(step, int):
            shown += f"[{step}]"
        else:
            shown += f".{step}" if shown else step
    return shown


def _value(
    loader: yaml.CSafeLoader, node: yaml.Node, place: Place, marked: Marked, *, raw: bool
) -> Any:
    marked.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, place, marked, raw=raw)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(loader, child, (*place, index), marked, raw=raw)
            for index, child in enumerate(node.value)
        ]
    if raw or node.tag == _TEXT_TAG:
        return node.value
    return loader.construct_object(node, deep=True)


def _mapping(
    loader: yaml.CSafeLoader, node: yaml.MappingNode, place: Place, marked: Marked, *, raw: bool
) -> Mapping[str, Any]:
    read: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        inner = (*place, key)
        if key in read:
            marked.repeated.append((line, f"{show_place(inner)} stands twice"))
            continue
        marked.lines[inner] = line
        read[key] = _value(loader, value_node, inner, marked, raw=raw or key in RAW_UNDER)
    return read
