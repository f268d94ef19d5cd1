"""Item health: what recorded answers say about the questions, and which ones to look at."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from plan_engine.measurement.item_review import ANSWERS_TO_JUDGE, ItemFlag
from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.roles import Role
from services.item_health import ItemHealth, ItemRow, item_health
from ui.frame import open_page
from ui.question import draw_material
from ui.words import count, on_date

FLAGS = {
    ItemFlag.KEY_LOOKS_WRONG: "Key looks wrong",
    ItemFlag.MISFIT: "Answers scatter",
    ItemFlag.EVERYONE_RIGHT: "Everyone right",
    ItemFlag.NO_ONE_RIGHT: "No one right",
    ItemFlag.HARDLY_DISCRIMINATES: "Hardly discriminates",
    ItemFlag.DEAD_DISTRACTOR: "Dead option",
}
LOOK_AT, ALL = "To look at", "All"

frame = open_page({Role.PRODUCT})


def percents(shares: Iterable[float | None]) -> pd.Series:
    """Whole percentages, missing where too few people."""
    whole = [None if share is None else round(100 * share) for share in shares]
    return pd.Series(whole, dtype="Int64")


def table(rows: list[ItemRow]) -> pd.DataFrame:
    """The rows as they are shown and downloaded."""
    return pd.DataFrame(
        {
            "Item": [row.item for row in rows],
            "Topic": [row.topic for row in rows],
            "Level": [row.level for row in rows],
            "Answers": [row.answers for row in rows],
            "Right, %": percents(row.right for row in rows),
            "“I don’t know”, %": percents(row.dont_know for row in rows),
            "Rapid, %": percents(row.rapid for row in rows),
            "Discrimination": [round(row.discrimination, 2) for row in rows],
            "Options, % (key first)": [
                " · ".join(
                    "–" if share is None else str(round(100 * share)) for share in row.options
                )
                for row in rows
            ],
            "Exposure, %": percents(row.exposure for row in rows),
            "Look at": [", ".join(FLAGS[flag] for flag in row.flags) for row in rows],
        }
    )


def judged(health: ItemHealth) -> str:
    """How much of the bank the flags speak about."""
    listed = len(health.rows)
    few, others = listed - health.judged, health.bank - listed
    return (
        f"Judged, with {ANSWERS_TO_JUDGE} answers or more: **{health.judged:,}** of the bank’s "
        f"{count(health.bank, 'question')}. Listed, but with too few answers to be judged: {few:,}. Not "
        f"listed, as fewer than {FEWEST_PEOPLE} people or nobody answered them: {others:,}."
    )


def draw_health(health: ItemHealth) -> None:
    """The newest calibration and its table."""
    made = on_date(health.calibrated_at, frame.user.timezone)
    said = f"Parameter version {health.version}, estimated on {made}"
    if health.tests is None:
        st.markdown(
            f"{said}. No question was answered by {FEWEST_PEOPLE} people when it was made: fewer tell "
            "about people, not about questions."
        )
        return
    since = (
        f"tests of fewer than {FEWEST_PEOPLE} people"
        if health.tests_since is None
        else count(health.tests_since, "test")
    )
    st.markdown(
        f"{said} from {count(health.tests, 'test')}; {since} since. Listed are the questions that "
        f"{FEWEST_PEOPLE} people or more have answered: {health.answers:,} answers."
    )
    st.markdown(judged(health))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = st.segmented_control(
            "Show",
            [LOOK_AT, ALL],
            default=LOOK_AT,
            required=True,
            label_visibility="collapsed",
            key="items_shown",
        )
        blocks = sorted({row.block for row in health.rows})
        block = st.selectbox(
            "Block",
            [None, *blocks],
            format_func=lambda b: "All blocks" if b is None else frame.work.content.blocks[b].title,
        )
    rows = [
        row
        for row in health.rows
        if (shown == ALL or row.flags) and (block is None or row.block == block)
    ]
    if not rows:
        st.markdown("No item is flagged here." if shown == LOOK_AT else "No item is listed here.")
        return
    found = table(rows)
    st.dataframe(found, hide_index=True, height=420)
    st.download_button(
        "Download CSV",
        found.to_csv(index=False),
        "items.csv",
        "text/csv",
        icon=":material/download:",
    )
    st.caption(
        "Discrimination is the correlation of a right answer with the person's ability in their other "
        f"answers. An item is judged from {ANSWERS_TO_JUDGE} answers on. “Key looks wrong” means that a "
        "distractor is chosen by abler people than the key is. A dash or a missing figure would be about fewer than "
        f"{FEWEST_PEOPLE} people, or would give such a one away."
    )
    chosen = st.selectbox("Read an item", [row.item for row in rows])
    item = frame.work.content.items[chosen]
    with st.container(border=True):
        st.markdown(f"**{item.stem}**")
        draw_material(item.setup, item.code, item.language, item.runs_in)
        for place, option in enumerate(item.options):
            st.markdown(f"{'Key' if place == 0 else 'Option'}: {option}")
        st.caption(item.explanation)


st.title("Item health", anchor=False)
health = item_health(frame.work)
if health is None:
    st.markdown(
        "No calibration yet. `python -m services.calibrate` estimates every question from the answers "
        "so far and lists what to look at here."
    )
else:
    draw_health(health)
