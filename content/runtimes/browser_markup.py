"""What can be said against a page's HTML and CSS without a browser, and what a browser is to be asked.

HTML is read by the parser of the standard (html5lib), whose parse errors are the standard's. CSS
is taken apart by tinycss2; whether a declaration or a selector means anything, the browser says.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import html5lib
import tinycss2
from html5lib.constants import E as SENTENCES

_CONDITIONAL: Final = frozenset(
    {"media", "supports", "layer", "container", "scope", "starting-style"}
)
_OTHERWISE_KNOWN: Final = frozenset(
    {"charset", "counter-style", "font-face", "import", "namespace", "page", "property"}
)
_COMBINATORS: Final = (">", "+", "~")


@dataclass(slots=True)
class Styles:
    """The parts of a page's style sheets: those that only a browser can judge, and plain faults."""

    declarations: list[tuple[str, str]] = field(default_factory=list)
    selectors: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    """Single conditions of media queries, such as `(min-width: 40em)`."""
    faults: list[str] = field(default_factory=list)


def read_page(text: str) -> tuple[list[str], Styles]:
    """The parse errors of a document, each as a sentence, and what its styles hold."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    lines = text.splitlines()
    errors = [
        f"{SENTENCES.get(code, code) % values} At: {lines[min(line, len(lines)) - 1].strip()[:60]}"
        for (line, _), code, values in parser.errors
    ]
    styles = Styles()
    for element in tree.iter():
        if element.tag == "style":
            _rules(_bare(tinycss2.parse_stylesheet(element.text or "")), styles)
        if isinstance(element.tag, str) and element.get("style") is not None:
            _contents(_bare(tinycss2.parse_blocks_contents(element.get("style"))), styles)
    return errors, styles


def _rules(nodes: Iterable[Any], styles: Styles, *, steps: bool = False) -> None:
    """Rules of a style sheet or of a conditional group; `steps` are those of @keyframes."""
    for node in nodes:
        if node.type == "error":
            styles.faults.append(f"line {node.source_line} of the styles: {node.message}")
        elif node.type == "at-rule":
            _at_rule(node, styles, nested=False)
        elif node.type == "qualified-rule":
            _rule(node, styles, nested=False, steps=steps)


def _contents(nodes: Iterable[Any], styles: Styles) -> None:
    """What stands between the braces of a style rule: declarations, and rules nested in it."""
    for node in nodes:
        if node.type == "error":
            styles.faults.append(f"line {node.source_line} of the styles: {node.message}")
        elif node.type == "declaration":
            _declaration(node, styles)
        elif node.type == "at-rule":
            _at_rule(node, styles, nested=True)
        elif node.type == "qualified-rule":
            _rule(node, styles, nested=True, steps=False)


def _rule(node: Any, styles: Styles, *, nested: bool, steps: bool) -> None:
    prelude = tinycss2.serialize(node.prelude).strip()
    if not steps:
        alone = f"& {prelude}" if nested and prelude.startswith(_COMBINATORS) else prelude
        styles.selectors.append(alone)
    _contents(_bare(tinycss2.parse_blocks_contents(node.content)), styles)


def _declaration(node: Any, styles: Styles) -> None:
    if node.name.startswith("--"):
        return
    if node.name.startswith("-"):
        styles.faults.append(f"{node.name} is one vendor's own property")
        return
    styles.declarations.append((node.name, tinycss2.serialize(node.value).strip()))


def _at_rule(node: Any, styles: Styles, *, nested: bool) -> None:
    keyword = node.lower_at_keyword
    if keyword == "media":
        styles.conditions += _conditions(node.prelude)
    if keyword == "keyframes":
        _rules(_rule_list(node.content), styles, steps=True)
    elif keyword in _CONDITIONAL:
        if node.content is None:
            return  # `@layer base, theme;`
        if nested:
            _contents(_bare(tinycss2.parse_blocks_contents(node.content)), styles)
        else:
            _rules(_rule_list(node.content), styles)
    elif keyword not in _OTHERWISE_KNOWN:
        styles.faults.append(f"@{node.at_keyword} is not known")


def _conditions(prelude: Iterable[Any]) -> Iterator[str]:
    for node in prelude:
        if node.type != "() block":
            continue
        inner = list(_conditions(node.content))
        yield from inner or [tinycss2.serialize([node])]


def _rule_list(content: Sequence[Any] | None) -> list[Any]:
    return _bare(tinycss2.parse_rule_list(content or []))


def _bare(nodes: Iterable[Any]) -> list[Any]:
    return [node for node in nodes if node.type not in {"comment", "whitespace"}]
