"""Hypothesis strategies for measurement and planning."""

from hypothesis import strategies as st

from plan_engine.values import ItemParameters, Level, Outcome, Response
from tests.plan_engine.builders import an_item

TOPICS = ("t1", "t2", "t3")


@st.composite
def items(draw: st.DrawFn, topics: tuple[str, ...] = TOPICS) -> ItemParameters:
    """An item with parameters as a calibration may give them."""
    return an_item(
        f"i{draw(st.integers(0, 10**9))}",
        topic=draw(st.sampled_from(topics)),
        level=draw(st.sampled_from(Level)),
        difficulty=draw(st.floats(-3.5, 3.5)),
        discrimination=draw(st.floats(0.2, 3.0)),
        options=draw(st.integers(2, 5)),
    )


def forms(smallest: int = 1, largest: int = 20) -> st.SearchStrategy[list[ItemParameters]]:
    """Items with different names."""
    return st.lists(items(), min_size=smallest, max_size=largest, unique_by=lambda item: item.id)


@st.composite
def responses(draw: st.DrawFn) -> list[Response]:
    """Up to twenty answers of any kind, at any pace."""
    seconds = st.one_of(st.none(), st.floats(0.5, 600.0))
    return [
        Response(item, draw(st.sampled_from(Outcome)), draw(seconds))
        for item in draw(forms(smallest=0))
    ]
