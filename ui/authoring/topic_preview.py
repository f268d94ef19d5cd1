"""One topic's questions, one at a time, exactly as a test shows them; keys only where asked for."""

from pathlib import Path
from string import ascii_uppercase
from uuid import UUID

import numpy as np
import streamlit as st

from content.checks import Question as Asked
from content.library import RUNTIME_TITLES, Item
from plan_engine.kinds import TestType
from plan_engine.measurement.assembly import option_orders
from services.attempts import Question
from ui.authoring.reading import TopicFile, read_topic
from ui.question import draw_question, is_block

NOBODYS_ATTEMPT = UUID(int=0)


def draw_preview(root: Path, topic: str) -> None:
    """The page: which question, which clone, in which order of options; then the question itself."""
    read = read_topic(root, topic)
    _draw_head(topic, read)
    for problem in read.broken:
        st.error(f"`{problem.path}:{problem.line}` {problem.sentence}", icon=":material/error:")
    if not read.asked:
        st.info("There is no question to show in this topic yet.")
        return
    with st.sidebar:
        number, item, order = _choose(read)
        with_key = st.toggle("Show key and misconceptions", key="with-key")
        st.caption("A change in the file shows at the next click. A changed model must be built.")
    asked = read.asked[number]
    draw_question(_as_served(item, order, number, len(read.asked)), f"{item.id}-{order}")
    if with_key:
        _draw_notes(asked, item, order, read)


def _draw_head(topic: str, read: TopicFile) -> None:
    title = read.topic.title if read.topic is not None else "no topic of the curriculum"
    st.caption(f"Preview of `{topic}` · {title}")
    levels = " / ".join(str(count) for count in read.stock.values())
    st.caption(
        f"{len(read.asked)} questions, {sum(len(one.items) for one in read.asked)} items; "
        f"counted stock {sum(read.stock.values())} ({levels} at levels 1 / 2 / 3)"
    )


def _choose(read: TopicFile) -> tuple[int, Item, tuple[int, ...]]:
    """The question's place, the clone that is shown, and the order of its options."""
    places = range(len(read.asked))
    number = st.selectbox(
        "Question",
        places,
        format_func=lambda place: _label(read.asked[place], warned=_is_warned(read, place)),
        key="which",
    )
    back, on = st.columns(2)
    for column, step, label in ((back, -1, "Previous"), (on, 1, "Next")):
        column.button(
            label,
            on_click=_go_to,
            args=((number + step) % len(read.asked),),
            width="stretch",
        )
    items = read.asked[number].items
    clone = 0
    if len(items) > 1:
        clone = st.segmented_control(
            "Clone",
            range(len(items)),
            format_func=lambda place: str(place + 1),
            default=0,
            required=True,
            key=f"clone-{read.asked[number].name}",
        )
    shuffle = st.number_input("Order of options", min_value=1, max_value=24, key="order")
    item = items[clone]
    return number, item, option_orders([len(item.options)], np.random.default_rng(int(shuffle)))[0]


def _go_to(place: int) -> None:
    st.session_state["which"] = place


def _is_warned(read: TopicFile, place: int) -> bool:
    return bool(read.found[read.asked[place].name])


def _label(asked: Asked, *, warned: bool) -> str:
    slug = asked.name.rpartition(".")[2]
    kind = asked.item.runtime or "written"
    return f"{'⚠ ' if warned else ''}{slug} · level {int(asked.item.level)} · {kind}"


def _as_served(item: Item, order: tuple[int, ...], number: int, total: int) -> Question:
    return Question(
        attempt_id=NOBODYS_ATTEMPT,
        test_type=TestType.WEEKLY,
        position=number + 1,
        total=total,
        stem=item.stem,
        setup=item.setup,
        code=item.code,
        language=item.language,
        options=tuple(item.options[place] for place in order),
        is_answered=False,
        choice=None,
        answered=frozenset(range(1, number + 1)),
        runs_in=item.runs_in,
        can_go_back=True,
    )


def _draw_notes(asked: Asked, item: Item, order: tuple[int, ...], read: TopicFile) -> None:
    """What only the author may see: the key, why people miss it, the explanation, the findings."""
    with st.container(border=True):
        for letter, place in zip(ascii_uppercase, order, strict=False):
            said = "**Key**" if place == 0 else item.misconceptions[place - 1]
            option = item.options[place]
            shown = f"\n\n{option}\n\n" if is_block(option) else f" {option} · "
            mark = ":green[:material/check:]" if place == 0 else ":orange[:material/close:]"
            st.markdown(f"{mark} {letter}.{shown}{said}")
        st.markdown(f"**Why:** {item.explanation}")
        made = f"computed ({RUNTIME_TITLES[item.runtime]})" if item.runtime else "written by hand"
        st.caption(f"Key {made} · {item.seconds} s · `{item.id}` · `{asked.path}:{asked.line}`")
        if item.source:
            st.caption(f"Source: {item.source}")
        for problem in read.found[asked.name]:
            st.warning(problem.sentence, icon=":material/rule:")
