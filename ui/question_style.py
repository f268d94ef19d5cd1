"""How a question looks: a style for what Streamlit has no setting for."""

from ui.theme import DARK, LIGHT, in_mode

BLOCKS = "options-of-several-lines"
"""The key of the container around options of which one has several lines."""


def _colour(name: str) -> str:
    return in_mode(getattr(LIGHT, name), getattr(DARK, name))


READABLE = f"""
<style>
[data-testid="stRadio"] [role="radiogroup"] {{ gap: 0.5rem; }}
[data-testid="stRadio"] [role="radiogroup"] code {{ font-size: 0.875rem; }}
[data-testid="stRadio"] [data-testid="stCode"] > pre + div {{ display: none; }}
.st-key-{BLOCKS} [role="radiogroup"] > div {{ width: 100%; }}
.st-key-{BLOCKS} [data-testid="stRadioOption"] {{
    padding: 0.5rem 0.75rem; border: 1px solid; border-radius: 10px;
    border-color: {_colour("grid")};
}}
.st-key-{BLOCKS} [data-testid="stRadioOption"]:hover {{ border-color: {_colour("muted")}; }}
.st-key-{BLOCKS} [data-testid="stRadioOption"][data-focus-visible] {{ outline: 2px solid; }}
.st-key-{BLOCKS} [data-testid="stRadioOption"][data-selected] {{
    border-color: {_colour("accent")}; box-shadow: inset 0 0 0 1px {_colour("accent")};
    background: {_colour("surface")};
}}
.st-key-{BLOCKS} [data-testid="stRadioOption"] [data-testid="stMarkdownContainer"] {{
    flex: 1; min-width: 0;
}}
.st-key-{BLOCKS} [data-testid="stMarkdownPre"] {{ margin: 0; }}
.st-key-{BLOCKS} [data-testid="stCode"] pre {{
    padding: 0 !important; background: none; border: none; overflow: visible;
}}
.st-key-{BLOCKS} [data-testid="stCode"] code {{
    font-size: 0.875rem !important; white-space: pre-wrap !important; overflow-wrap: anywhere;
}}
@media (max-width: 640px) {{
    [data-testid="stCode"] code {{ font-size: 0.75rem !important; }}
    [data-testid="stCode"] code.language-sql {{ white-space: pre-wrap !important; }}
    [data-testid="stCode"] code.language-sql * {{ white-space: inherit !important; }}
    [data-testid="stCode"] pre {{ padding: 0.75rem !important; }}
}}
</style>
"""
"""Options that a thumb can tell apart, code in them as large as their words. Options of several lines are
cards that are chosen wherever they are touched, all their lines in sight, and no button to copy them.

On a phone smaller programs, so that fewer lines run out of sight. Rows of tables are broken there: one
that is out of sight may decide the answer. Lines of other programs are not, since questions name them by
their numbers.
"""
