"""Form fields with their problem said right below them."""

from collections.abc import Mapping

import streamlit as st

from ui.plain import plain


def draw_field(
    label: str,
    key: str,
    problem: str | None,
    *,
    kind: str,
    hint: str | None = None,
    value: str = "",
) -> None:
    """A text field with its problem, or else its hint, right below it.

    `kind` is what browsers call it (HTML's autocomplete), so that password keepers know their way.
    """
    with st.container(gap="xsmall"):
        st.text_input(
            label,
            value=value,
            key=key,
            type="password" if kind.endswith("password") else "default",
            autocomplete=kind,
        )
        if problem:
            draw_problem(problem)
        elif hint:
            st.caption(hint)


def draw_problem(sentence: str | None) -> None:
    """The sentence about what will not do, if there is one."""
    if sentence:
        st.markdown(f":red[:material/error: {plain(sentence)}]")


def kept_problems(form: str) -> dict[str, str]:
    """The problems that the last submission of this form met."""
    found: dict[str, str] = st.session_state.get(f"{form}_problems", {})
    return found


def keep_problems(form: str, problems: Mapping[str, str]) -> None:
    """Have the form say them when it is drawn next."""
    st.session_state[f"{form}_problems"] = dict(problems)


def typed(key: str) -> str:
    """What stands in a text field; nothing where the field is not on the page."""
    return str(st.session_state.get(key) or "")
