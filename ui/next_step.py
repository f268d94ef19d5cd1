"""The card at the top of home: the one thing to do next."""

import streamlit as st

from plan_engine.lifecycles import PlanStatus
from plan_engine.progression import Verdict
from plan_engine.rules import FAILURES_BEFORE_HELP
from services.home_view import HomeView, Step
from services.plan_view import PlanView, WeekCard
from services.verdict_words import TITLES
from ui import places
from ui.own_time import own_time
from ui.words import day_of, why

VERDICT_INVITATIONS = {
    Verdict.JOB_READY: "Your report is ready to download and to show.",
    Verdict.NEEDS_TRAINING: "Most of it is there. Your result says what is missing and what to do next.",
    Verdict.NOT_SUITABLE: "Your result says what your answers bring you closer to instead.",
}


def draw_next_step(view: HomeView) -> None:
    """One card, one button."""
    with st.container(border=True, key="next-step"):
        match view.step:
            case Step.CHOOSE_TARGET:
                _card(
                    "Start here",
                    "Choose what you want to be ready for",
                    "Pick a role or a language, sit a 36-question assessment, and get a plan of three "
                    "or four weeks made from your own answers.",
                )
                if st.button("Personalized Plan", type="primary", icon=":material/route:"):
                    places.go(places.TARGET)
            case Step.GO_ON_WITH_ASSESSMENT:
                _card(
                    "Assessment under way",
                    f"{view.assessment_title}: {view.answered} of 36 answered",
                    "Every answer is saved. Go on where you left off.",
                )
                if st.button("Go on", type="primary", icon=":material/play_arrow:"):
                    places.go(places.ASSESSMENT)
            case Step.MAKE_PLAN:
                _card(
                    "Your result is ready",
                    f"{view.assessment_title}: see where you stand",
                    "Read what the assessment found, then make your plan from it.",
                )
                if st.button("See the result", type="primary", icon=":material/insights:"):
                    assert view.assessment_result is not None  # that is what this step means
                    places.go(places.ASSESSMENT_RESULT, result=view.assessment_result)
            case _:
                _draw_plan_step(view)
    _draw_also_begun(view)


def _draw_also_begun(view: HomeView) -> None:
    """Beside an active plan: the assessment of another target that was begun or waits for its plan."""
    if view.step in {Step.GO_ON_WITH_ASSESSMENT, Step.MAKE_PLAN} or view.assessment_title is None:
        return
    if view.assessment_result is not None:
        places.link(
            places.ASSESSMENT_RESULT,
            f"Your assessment for {view.assessment_title} waits for its plan",
            icon=":material/insights:",
            result=view.assessment_result,
        )
    else:
        places.link(
            places.ASSESSMENT,
            f"Go on with your assessment for {view.assessment_title}",
            icon=":material/quiz:",
        )


def _card(kicker: str, title: str, text: str) -> None:
    with st.container(gap="xxsmall"):
        st.caption(kicker)
        st.subheader(title, anchor=False)
        st.markdown(text)


def _draw_plan_step(view: HomeView) -> None:
    plan = view.plan
    assert plan is not None  # every step left is a step of a plan
    week = plan.current_week
    if week is not None and needs_help(plan, week):
        _draw_hard_week(plan, week)
    match view.step:
        case Step.RESUME_PLAN:
            _card("Paused", plan.title, "Your plan waits exactly as you left it.")
            if st.button("Go to your plans", type="primary", icon=":material/folder_copy:"):
                places.go(places.PLANS)
        case Step.DO_DAY if week is not None and week.open_day is not None:
            _draw_day(week)
        case Step.SIT_TEST if week is not None:
            _card(
                f"Week {week.number} · all days done",
                f"{'Retest' if week.failures else 'Weekly test'}: {week.title}",
                "30 questions over the week’s topics. A score of 70 or more unlocks the next week.",
            )
            if st.button("Go to the test", type="primary", icon=":material/quiz:"):
                places.go(places.TEST)
        case Step.GO_ON_WITH_TEST if week is not None:
            _card(
                f"Week {week.number} · test under way",
                f"{week.title}: {view.answered} of 30 answered",
                "Every answer is saved. Go on where you left off.",
            )
            if st.button("Go on", type="primary", icon=":material/play_arrow:"):
                places.go(places.TEST)
        case _:
            _draw_end_step(view, plan)


def needs_help(plan: PlanView, week: WeekCard) -> bool:
    """Whether the week under way was failed so often that more than another try is offered."""
    return plan.status is PlanStatus.ACTIVE and week.failures >= FAILURES_BEFORE_HELP


def _draw_hard_week(plan: PlanView, week: WeekCard) -> None:
    """What happens after three failures of one week; the card's button stays the one next step."""
    before = (
        "the retest below is open" if week.open_day is None else "the extra day below comes next"
    )
    st.info(
        f"You have not passed the test of week {week.number} in {week.failures} tries. Nothing is lost: {before}, "
        "and there is no limit on retests. Your counsellor, if you have one, now sees that you may want "
        "help.",
        icon=":material/support:",
    )
    places.link(
        places.ROLE_SWITCH,
        "If you would rather change: see other targets",
        icon=":material/alt_route:",
        plan=plan.id,
    )


def _draw_end_step(view: HomeView, plan: PlanView) -> None:
    match view.step:
        case Step.SIT_FINAL:
            _card(
                "Every week passed",
                f"Final readiness test: {plan.title}",
                "60 questions over all topics. Above 70 your verdict comes at once; 80 or more is Job "
                "Ready.",
            )
            _button("Go to the final test", ":material/sports_score:", places.FINAL_TEST)
        case Step.GO_ON_WITH_FINAL | Step.GO_ON_WITH_RETEST:
            is_final = view.step is Step.GO_ON_WITH_FINAL
            _card(
                "Final test under way" if is_final else "Comprehensive retest under way",
                f"{plan.title}: {view.answered} of 60 answered",
                "Every answer is saved. Go on where you left off.",
            )
            _button("Go on", ":material/play_arrow:", places.FINAL_TEST)
        case Step.DO_CORRECTION_DAY if (
            plan.open_day is not None and plan.ending.correction is not None
        ):
            day = plan.open_day
            _card(
                f"Today · correction plan, day {day.number} of {len(plan.ending.correction.days)}",
                day.title,
                f"{why(day.reason)}. About {own_time(day.minutes)}.",
            )
            if st.button("Open the day", type="primary", icon=":material/play_arrow:"):
                places.go(places.DAY, day=day.id)
        case Step.SIT_RETEST:
            _card(
                "Correction plan done",
                f"Comprehensive retest: {plan.title}",
                "60 questions over all topics. Your verdict rests on this test.",
            )
            _button("Go to the retest", ":material/sports_score:", places.FINAL_TEST)
        case Step.SEE_VERDICT if plan.ending.verdict is not None:
            _draw_verdict(plan, plan.ending.verdict)
        case _:
            _card("All weeks passed", plan.title, "Every week of your plan is behind you.")


def _draw_verdict(plan: PlanView, found: Verdict) -> None:
    """The verdict, and the way on from it."""
    test = plan.ending.final if plan.ending.correction is None else plan.ending.retest
    _card(f"{plan.title} · readiness {test.score}%", TITLES[found], VERDICT_INVITATIONS[found])
    with st.container(horizontal=True):
        if st.button("See your result", type="primary", icon=":material/verified:") and test.result:
            places.go(places.FINAL_RESULT, result=test.result)
        if found is Verdict.NOT_SUITABLE:
            if st.button("See other targets", icon=":material/alt_route:"):
                places.go(places.ROLE_SWITCH, plan=plan.id)
        elif st.button("Choose another target", icon=":material/flag:"):
            places.go(places.TARGET)


def _button(label: str, icon: str, page: str) -> None:
    if st.button(label, type="primary", icon=icon):
        places.go(page)


def _draw_day(week: WeekCard) -> None:
    day = week.open_day
    assert day is not None  # the caller's case says so
    _card(
        f"Today · week {week.number}, {day_of(day.kind, day.number, len(week.days))}",
        day.title,
        f"{why(day.reason)}. About {own_time(day.minutes)}.",
    )
    if st.button("Open the day", type="primary", icon=":material/play_arrow:"):
        places.go(places.DAY, day=day.id)
