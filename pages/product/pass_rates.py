"""Weekly tests: how many are passed at once, and how many in the end."""

import streamlit as st

from plan_engine.metrics.definitions import DEFINITIONS, Metric
from services.product.pass_rates import weekly_tests
from ui.product.figures import draw_definition
from ui.product.frame import open_product_page
from ui.product.parts import draw_parts
from ui.product.trends import draw_rates
from ui.product.wholes import draw_line, rate_whole

TESTS = "weekly tests"

page = open_product_page("Weekly tests", "Is a week’s work enough to pass its test?", divided=True)
figures, before = (
    page.look(weekly_tests, period, page.cut, page.fresh.until)
    for period in (page.selection, page.selection.before())
)
sections = (
    (
        "Passed at the first attempt",
        Metric.FIRST_ATTEMPT,
        rate_whole(Metric.FIRST_ATTEMPT, figures.first_whole, before.first_whole, TESTS),
        figures.first,
        figures.first_by_part,
    ),
    (
        "Passed in the end",
        Metric.EVENTUAL,
        rate_whole(Metric.EVENTUAL, figures.eventual_whole, before.eventual_whole, TESTS),
        figures.eventual,
        figures.eventual_by_part,
    ),
)
for title, metric, whole, trend, by_part in sections:
    name = metric.value.replace("_", "-")
    st.header(title, anchor=False)
    draw_definition(DEFINITIONS[metric])
    if not trend:
        st.markdown("No weekly test counts in this period yet.")
        continue
    draw_line(whole)
    draw_rates(page, trend, of=TESTS, name=name)
    draw_parts(page, page.named(by_part), metric, of=TESTS, name=f"{name}-parts")

by_number = figures.first_by_number
if by_number:
    st.header("By week of the plan", anchor=False)
    st.markdown("Passed at the first attempt.")
    numbers = {f"Week {number}": by_number[number] for number in sorted(by_number)}
    draw_parts(
        page,
        numbers,
        Metric.FIRST_ATTEMPT,
        of=TESTS,
        name="first-attempt-by-week-of-plan",
        part="week of the plan",
    )
