"""The language model that words plans: how much of it is let through, why the rest is not, what it costs."""

import pandas as pd
import streamlit as st

from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.roles import Role
from plan_engine.writing.kinds import FAILED, Outcome, TextKind
from services.writing.figures import Share, WritingFigures, writing_figures
from ui.frame import open_page
from ui.plain import plain

TOO_FEW = "Too few"
NONE_YET = "None yet"
KINDS = {
    TextKind.DAY: "Days",
    TextKind.WEEK: "Coach’s notes",
    TextKind.DIAGNOSIS: "Diagnoses",
}
REASONS = {
    Outcome.NOT_JSON: "Not the JSON that was asked for",
    Outcome.WRONG_SCHEMA: "JSON of another shape",
    Outcome.WITHHELD: "Declined by the model or its filter",
    Outcome.TOO_LONG: "Too long",
    Outcome.TOO_SHORT: "Too short",
    Outcome.WRONG_TOPIC: "About another topic, by its own word",
    Outcome.OTHER_TOPIC: "Names a topic or language that it was not given",
    Outcome.NOT_ENGLISH: "Not in English",
    Outcome.INVENTED_LINK: "A link that it was not given",
    Outcome.INVENTED_NUMBER: "Figures that it was not given",
    Outcome.MARKUP: "Markup",
    Outcome.HIDDEN_CHARACTERS: "Characters that cannot be seen",
    Outcome.OVERSTEPS: "Decides, promises or asks for something",
    Outcome.TOO_SLOW: "No answer in time",
    Outcome.RATE_LIMITED: "Asked to slow down",
    Outcome.SERVER_ERROR: "The server’s own error",
    Outcome.SERVER_REFUSED: "Key, model or request not accepted",
    Outcome.NO_CONNECTION: "Not reached",
    Outcome.CUT_OFF: "Cut off in the middle",
    Outcome.NOT_THE_PROTOCOL: "Not an answer of this protocol",
    Outcome.LOST: "The writer ended before the answer came",
}

frame = open_page({Role.PRODUCT})


def draw_share(name: str, share: Share | None, of: str, says: str) -> None:
    """One share in a card, and how it is counted."""
    with st.container(border=True, height="stretch"):
        if share is None:
            value = TOO_FEW
        elif not share.whole:
            value = NONE_YET
        else:
            value = f"{100 * share.part / share.whole:.0f}%"
        st.metric(name, value)
        if share is not None and share.whole:
            st.caption(f"{share.part:,} of {share.whole:,} {of}")
        st.caption(says)


def draw_cost(figures: WritingFigures) -> None:
    """What it cost, in a card."""
    with st.container(border=True, height="stretch"):
        if figures.costs is None:
            st.metric("Cost", TOO_FEW)
            return
        if not figures.costs:
            st.metric("Cost", NONE_YET)
            st.caption("Counted where the installation names the prices of a million tokens.")
        for money in figures.costs:
            st.metric(f"Cost, {money.currency}", f"{money.total:,.2f}")
            if money.per_text is not None:
                st.caption(f"{money.per_text:.4f} for a text that was accepted, refusals included")
        if figures.tokens is not None:
            asked, answered = figures.tokens
            st.caption(f"{asked:,} tokens in, {answered:,} out")


def draw_kinds(figures: WritingFigures) -> None:
    """Accepted of answered by kind of text."""
    st.header("By kind of text", anchor=False)
    rows = [
        {
            "Text": KINDS[kind],
            "Answers": TOO_FEW if share is None else f"{share.whole:,}",
            "Accepted": TOO_FEW if share is None else f"{100 * share.part / share.whole:.0f}%",
        }
        for kind, share in figures.by_kind.items()
    ]
    st.table(pd.DataFrame(rows).set_index("Text"))


def draw_reasons(figures: WritingFigures) -> None:
    """Why answers were refused and requests failed."""
    st.header("Why not", anchor=False)
    if not figures.reasons:
        st.markdown("Nothing was refused, and nothing failed.")
        return
    rows = [
        {
            "Reason": REASONS[outcome],
            "What": "Failed" if outcome in FAILED else "Refused",
            "Times": TOO_FEW if times is None else f"{times:,}",
        }
        for outcome, times in figures.reasons.items()
    ]
    st.table(pd.DataFrame(rows).set_index("Reason"))


st.title("Words by a language model", anchor=False)
st.markdown(
    "The plan is decided by measurement. A language model only words it; what it writes is checked, "
    "and where it is refused the plan’s own words stand."
)
writer = frame.work.writer
if writer is None:
    st.markdown("No language model is configured now: the plan’s own words are shown everywhere.")
else:
    st.markdown(f"Configured now: **{plain(writer.model)}**.")
figures = writing_figures(frame.work)
if figures.requests == 0:
    st.markdown("Nothing was asked for in the last four whole weeks.")
    st.stop()
st.caption(
    f"{figures.first:%-d %b %Y} to {figures.last:%-d %b %Y}, four whole weeks (UTC). “{TOO_FEW}”: the "
    f"figure, or what it leaves out, might be about fewer than {FEWEST_PEOPLE} people."
)
with st.grid(3, min_column_width=200):
    draw_share("Accepted", figures.accepted, "answers", "Answers that passed every check.")
    draw_share("Failed", figures.failed, "requests", "Requests without an answer that can be read.")
    draw_cost(figures)
if figures.by_kind:
    draw_kinds(figures)
draw_reasons(figures)
