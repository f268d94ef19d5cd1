"""Pieces of the résumé screen: what a score is made of, its skills, and what could be added."""

from collections.abc import Mapping

import streamlit as st

from plan_engine.resume.scoring import (
    FORM_PART,
    QUANTIFIED_PART,
    SECTIONS_PART,
    SKILLS_PART,
    Part,
    RoleScore,
)
from services.resumes.comparing import SkillRow
from services.resumes.view import ResumeView, Suggestion
from ui import places
from ui.plain import plain
from ui.words import on_date

PART_LINES = {
    Part.SKILLS: ("Skills that the role asks for", SKILLS_PART),
    Part.QUANTIFIED: ("Statements with the role's skills and a figure", QUANTIFIED_PART),
    Part.SECTIONS: ("Sections and dates", SECTIONS_PART),
    Part.FORM: ("Bullets that open with what you did", FORM_PART),
}
HOW = (
    "A **skill** counts 0 to 100: 40 if the résumé names it, 30 more if a statement under experience or "
    "projects uses it, 15 more for a second statement, 15 more if one of them has a figure. Naming it again "
    "and again adds nothing. A **role** weighs the skills that it asks for (65 points), statements with a figure "
    "(20), sections and dates (10) and the form of bullets (5); the last three count in full only once half of "
    "what the role asks for is there. Tests that you passed never add points. The score says how clearly the "
    "document shows these things by our own rules; it does not say what any employer's software does."
)


def draw_parts(role: RoleScore) -> None:
    """Points of each part, out of what it can have."""
    for part, (name, most) in PART_LINES.items():
        st.progress(role.parts[part] / most, text=f"{name}: **{role.parts[part]}** of {most}")


def draw_sections(made_of: Mapping[str, bool]) -> None:
    """Which sections and dates were found, in a line each way."""
    there = [name for name, found in made_of.items() if found]
    missing = [name for name, found in made_of.items() if not found]
    if there:
        st.caption(f"Found: {', '.join(there)}.")
    if missing:
        st.caption(f"Not found: {', '.join(missing)}.")


def draw_skills(rows: tuple[SkillRow, ...], timezone: str) -> None:
    """The role's skills with their score on each side and what a test has verified."""
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(row.title)}** · {_scores(row)}", width="content")
            if row.verified is not None:
                st.badge("verified by test", icon=":material/verified:", color="green")
        if row.verified is not None:
            st.caption(
                f"{row.verified.test}, {on_date(row.verified.at, timezone)}: score {row.verified.score}, "
                f"{row.verified.right} of {row.verified.served} right on this."
            )


def draw_suggestions(view: ResumeView, timezone: str) -> None:
    """Skills shown in tests that the newest résumé does not name, each with what to write."""
    if not view.suggestions or view.newest is None:
        return
    st.header("You have shown these, the résumé does not", anchor=False)
    st.caption(
        "Add one only if you have really used it, with your own facts in your own words; the questions help "
        "you to find them. The score beside it is a projection: what the newest version would have, were the "
        "skill named and used once. Skills that would not raise the score are left out."
    )
    for suggestion in view.suggestions:
        _draw_suggestion(suggestion, view.newest.role.score, timezone)


def _draw_suggestion(suggestion: Suggestion, now: int, timezone: str) -> None:
    verified = suggestion.verified
    with st.container(border=True):
        st.markdown(
            f"**{plain(suggestion.title)}** · if added: {now} → {suggestion.projected} (projection)"
        )
        st.caption(
            f"{verified.test}, {on_date(verified.at, timezone)}: score {verified.score}, "
            f"{verified.right} of {verified.served} right on this."
        )
        st.markdown(plain(suggestion.prompt))
        places.link(places.TEST_RESULT, "See the test", result=verified.result_id)


def _scores(row: SkillRow) -> str:
    if row.before is None and row.after is None:
        return "no score yet"
    if not row.before and not row.after:
        return "not named"
    if row.before is None or row.after is None:
        only = row.after if row.before is None else row.before
        return f"{only}"
    return f"{row.before} → {row.after}"
