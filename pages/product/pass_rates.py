"""Weekly tests: how many are passed at once, and how many in the end."""

import streamlit as st

from plan_engine.metrics.definitions import Metric
from services.product.pass_rates import (
    eventual_by_week,
    first_attempt_rates,
    first_attempts_by_week,
    first_attempts_by_week_number,
)
from ui.charts.product.rates import rates_by_part, rates_by_week
from ui.product.figures import draw_definition, draw_download, rate_rows, weekly_rows
from ui.product.frame import cut_asked_for, open_product_page
from ui.product.pictures import draw_picture

TESTS = "weekly tests"

page = open_product_page("Weekly tests", "Is a week's work enough to pass its test?")
chosen = page.selection

st.header("Passed at the first attempt", anchor=False)
draw_definition(Metric.FIRST_ATTEMPT)
first = first_attempts_by_week(page.work, chosen)
draw_picture(rates_by_week(first, page.weeks, page.colours, of=TESTS), "first-attempt")
draw_download(weekly_rows(first), "first-attempt")

st.header("Passed in the end", anchor=False)
draw_definition(Metric.EVENTUAL)
eventual = eventual_by_week(page.work, chosen)
draw_picture(rates_by_week(eventual, page.weeks, page.colours, of=TESTS), "eventual")
draw_download(weekly_rows(eventual), "eventual")

st.header("By week of the plan", anchor=False)
numbers = first_attempts_by_week_number(page.work, chosen)
by_number = {f"Week {number}": numbers[number] for number in sorted(numbers)}
draw_picture(rates_by_part(by_number, page.colours, of=TESTS), "first-attempt-by-week-of-plan")

st.header("Compared", anchor=False)
cut = cut_asked_for()
parts = first_attempt_rates(page.work, chosen, cut)
named = {page.part_name(cut, key): parts[key] for key in sorted(parts, key=str)}
draw_picture(rates_by_part(named, page.colours, of=TESTS), "first-attempt-parts")
draw_download(rate_rows(named, "part"), "first-attempt-parts")
