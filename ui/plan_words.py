"""Words about plans, most of them for the list of plans: where one stands, how one ended, what an action does."""

from plan_engine.kinds import TestType
from plan_engine.lifecycles import PlanAction, PlanStatus
from services.plan_list import Ending, PlanEntry
from services.plan_view import PlanView
from ui.words import count, on_date

TESTS = {
    TestType.INITIAL: "Assessment",
    TestType.WEEKLY: "Weekly test",
    TestType.FINAL: "Final test",
    TestType.CORRECTION: "Comprehensive retest",
}
ENDINGS = {
    Ending.COMPLETED: "Completed",
    Ending.NOT_A_FIT: "Ended: not yet a fit",
    Ending.ABANDONED: "Abandoned",
}
ACTION_ICONS = {
    PlanAction.PAUSE: ":material/pause:",
    PlanAction.RESUME: ":material/play_arrow:",
    PlanAction.ABANDON: ":material/delete_forever:",
}
NOT_REACHED = "Not reached before the plan ended"


def is_over(plan: PlanView) -> bool:
    """Whether the plan is only there to be read."""
    return plan.status in {PlanStatus.COMPLETED, PlanStatus.FAILED}


def progress_words(plan: PlanEntry) -> str:
    """How far a plan has come, in one line."""
    parts = [
        f"Week {plan.week} of {plan.weeks}",
        f"{plan.days_done} of {count(plan.days_in_all, 'day')} done",
        f"{count(plan.tests_passed, 'weekly test')} passed",
    ]
    if plan.readiness is not None:
        parts.append(f"readiness {plan.readiness}%")
    return " · ".join(parts)


def dates_words(plan: PlanEntry, timezone: str) -> str:
    """When a plan was made and what happened last."""
    last = {
        PlanStatus.ACTIVE: "last worked on",
        PlanStatus.PAUSED: "paused on",
        PlanStatus.COMPLETED: "ended on",
        PlanStatus.FAILED: "ended on",
    }[plan.status]
    made, touched = on_date(plan.created_at, timezone), on_date(plan.updated_at, timezone)
    return f"Made on {made} · {last} {touched}"


def open_test_words(plan: PlanEntry) -> str | None:
    """The test that was begun and not handed in; None without one."""
    test = plan.open_test
    if test is None:
        return None
    kept = ", kept as you left it" if plan.status is PlanStatus.PAUSED else ""
    return f"{TESTS[test.test_type]} under way: {test.answered} of {test.total} answered{kept}"


def action_label(action: PlanAction, *, another_is_active: bool) -> str:
    """What a button that does this is called."""
    if action is PlanAction.RESUME:
        return "Switch to this plan" if another_is_active else "Resume"
    return {PlanAction.PAUSE: "Pause", PlanAction.ABANDON: "Abandon…"}[action]
