"""The product team's figures once more, with pandas from the raw tables, written apart from the services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from scipy import stats
from sqlalchemy import Engine, text

Counted = Callable[[date, date], tuple[int, int]]
"""Part and whole from one date to another."""
TABLES = (
    "user_registration",
    "personalized_plan",
    "weekly_plan",
    "daily_activity",
    "assessment_result",
    "test_attempt",
    "plan_pause",
    "daily_task",
    "placement_outcome",
)


@dataclass(frozen=True)
class Raw:
    """The raw tables; instants are UTC dates too, in columns that end in `_day`."""

    tables: dict[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """One table."""
        return self.tables[name]


def read(engine: Engine) -> Raw:
    """Everything that the figures are made from."""
    tables = {}
    with engine.connect() as connection:
        for name in TABLES:
            frame = pd.DataFrame(
                [dict(row._mapping) for row in connection.execute(text(f"select * from {name}"))]
            )
            for column in frame.columns:
                if column.endswith("_id") or column == "id":
                    frame[column] = frame[column].map(
                        lambda key: None if key is None else str(key).replace("-", "")
                    )
                if column.endswith("_at"):
                    instants = pd.to_datetime(frame[column], utc=True, format="mixed")
                    frame[column] = instants
                    frame[column.removesuffix("_at") + "_day"] = instants.dt.date
                if column in ("date", "started_on", "ended_on"):
                    frame[column] = pd.to_datetime(frame[column]).dt.date
            tables[name] = frame
    return Raw(tables)


def monday(day: date) -> date:
    """The Monday on or before."""
    return day - timedelta(days=day.weekday())


def learners(raw: Raw) -> pd.DataFrame:
    """Learners with the week in which they registered."""
    users = raw["user_registration"]
    found = users[users.role == "learner"].copy()
    found["cohort"] = found.created_day.map(monday)
    return found


def first_attempts(raw: Raw, first: date, last: date) -> tuple[int, int]:
    """Passed, sat: first sittings of weeks in the period."""
    weekly = _weekly(raw)
    at_first = weekly.groupby("weekly_plan_id").first()
    inside = at_first[at_first.created_day.between(first, last)]
    return int(inside.passed.astype(bool).sum()), len(inside)


def eventual(raw: Raw, first: date, last: date, until: date, days: int) -> tuple[int, int]:
    """Passed in time, sat: weeks first sat in the period and long enough before `until`."""
    weekly = _weekly(raw)
    last = min(last, until - timedelta(days=days))
    passed = sat = 0
    for _, week in weekly.groupby("weekly_plan_id"):
        begun = week.created_day.iloc[0]
        if first <= begun <= last:
            sat += 1
            success = week[week.passed.astype(bool)]
            if len(success) and success.created_day.iloc[0] <= begun + timedelta(days=days):
                passed += 1
    return passed, sat


def engagement(raw: Raw, first: date, last: date) -> tuple[int, int]:
    """Active, scheduled dates in the period."""
    activity = raw["daily_activity"]
    active = set(
        activity[activity.is_active.astype(bool)][["user_id", "date"]].itertuples(
            index=False, name=None
        )
    )
    weeks = raw["weekly_plan"].groupby("personalized_plan_id").size()
    kept = scheduled = 0
    for user, plans in raw["personalized_plan"].sort_values("created_at").groupby("user_id"):
        rested = _rested(raw, user, first, last)
        begins = [*plans.created_day, None]
        for place, plan in enumerate(plans.itertuples()):
            end = plan.created_day + timedelta(days=7 * int(weeks.get(plan.id, 0)))
            following = begins[place + 1]
            if following is not None:
                end = min(end, following)
            day = max(plan.created_day, first)
            while day < end and day <= last:
                if day not in rested:
                    scheduled += 1
                    kept += (user, day) in active
                day += timedelta(days=1)
    return kept, scheduled


def readiness(raw: Raw, first: date, last: date) -> pd.DataFrame:
    """Scores before and after of everybody's first final, where it lies in the period."""
    results = raw["assessment_result"].sort_values("created_at")
    finals = results[results.test_type == "final"].groupby("user_id").first().reset_index()
    finals = finals[finals.created_day.between(first, last)]
    initial = results[results.test_type == "initial"][["personalized_plan_id", "score"]]
    return finals.merge(initial, on="personalized_plan_id", suffixes=("_after", "_before"))


def completed_by(raw: Raw, first: date, last: date, until: date, days: int) -> float:
    """Kaplan-Meier's share completed by so many days, by SciPy."""
    done = completions(raw)
    events, censored = [], []
    for plan in raw["personalized_plan"].itertuples():
        if not first <= plan.created_day <= min(last, until):
            continue
        at = done.get(plan.id)
        if at is not None and at <= until:
            events.append((at - plan.created_day).days)
        else:
            censored.append((until - plan.created_day).days)
    sf = stats.ecdf(stats.CensoredData(uncensored=events, right=censored)).sf
    return 1 - float(sf.evaluate(days))


def completed_in_time(raw: Raw, first: date, last: date, until: date, days: int) -> tuple[int, int]:
    """Completed within so many days, started: plans made in the period and so long before `until`."""
    done = completions(raw)
    part = whole = 0
    for plan in raw["personalized_plan"].itertuples():
        if first <= plan.created_day <= min(last, until - timedelta(days=days)):
            whole += 1
            at = done.get(plan.id)
            part += at is not None and at <= plan.created_day + timedelta(days=days)
    return part, whole


def placed(
    raw: Raw, first: date, last: date, until: date, days: int, outcome: str | None
) -> tuple[int, int]:
    """Plans with this confirmed outcome (None: with any report) in time, completed and old enough."""
    reports = raw["placement_outcome"]
    part = whole = 0
    for plan, completed in completions(raw).items():
        if not first <= completed <= min(last, until - timedelta(days=days)):
            continue
        whole += 1
        if reports.empty:
            continue
        own = reports[reports.personalized_plan_id == plan]
        on = own.reported_day if outcome is None else own[own.outcome == outcome].confirmed_day
        dates = [day for day in on if not pd.isna(day)]
        part += any(completed <= day <= completed + timedelta(days=days) for day in dates)
    return part, whole


def completions(raw: Raw) -> dict[str, date]:
    """On which date each completed plan was completed."""
    results = raw["assessment_result"]
    last = results[results.test_type.isin(["final", "correction"])]
    last = last[last.passed.fillna(0).astype(bool)]
    return dict(zip(last.personalized_plan_id, last.created_day, strict=True))


def active_learners(raw: Raw, first: date, last: date) -> int:
    """Different learners active from one date to another."""
    activity = raw["daily_activity"]
    inside = activity[activity.is_active.astype(bool) & activity.date.between(first, last)]
    return int(inside.user_id.nunique())


def retained(raw: Raw, cohorts: list[date], since: int) -> tuple[int, int]:
    """Active, all: learners of these cohort weeks, so many weeks after registering."""
    everybody = learners(raw)
    activity = raw["daily_activity"]
    activity = activity[activity.is_active.astype(bool)]
    members = everybody[everybody.cohort.isin(cohorts)]
    active = 0
    for learner in members.itertuples():
        week = learner.cohort + timedelta(weeks=since)
        dates = activity[activity.user_id == learner.id].date
        active += bool(len(dates[dates.between(week, week + timedelta(days=6))]))
    return active, len(members)


def reached(raw: Raw, first: date, last: date, until: date) -> dict[tuple[str, int], int]:
    """The funnel of learners whose cohort lies in the period."""
    who = learners(raw)
    who = set(who[who.cohort.between(first, last)].id)
    results, attempts = raw["assessment_result"], raw["test_attempt"]
    weekly = _weekly(raw).merge(
        raw["weekly_plan"][["id", "week_number", "personalized_plan_id"]],
        left_on="weekly_plan_id",
        right_on="id",
    )
    first_days = raw["daily_task"].merge(
        raw["weekly_plan"], left_on="weekly_plan_id", right_on="id"
    )
    first_days = first_days[(first_days.day_number == 1) & (first_days.week_number == 1)]
    plan_owner = raw["personalized_plan"].set_index("id").user_id
    done = completions(raw)

    def count(users: pd.Series, days: pd.Series) -> int:
        return len({u for u, d in zip(users, days, strict=True) if u in who and d <= until})

    def of(frame: pd.DataFrame, day: str = "created_day") -> int:
        return count(frame.user_id, frame[day])

    finals = results[results.test_type == "final"]
    ready = results[results.test_type.isin(["final", "correction"]) & (results.score >= 80)]
    finished = first_days[first_days.completed_at.notna()]
    steps = {
        ("registered", 0): len(who),
        ("assessment_begun", 0): of(attempts[attempts.test_type == "initial"], "started_day"),
        ("assessed", 0): of(results[results.test_type == "initial"]),
        ("plan_made", 0): of(raw["personalized_plan"]),
        ("first_day_done", 0): count(
            finished.personalized_plan_id.map(plan_owner), finished.completed_day
        ),
        ("week_sat", 1): of(weekly[weekly.week_number == 1]),
        ("final_sat", 0): of(finals),
        ("completed", 0): len(
            {plan_owner[plan] for plan, day in done.items() if day <= until} & who
        ),
        ("job_ready", 0): of(ready),
    }
    passed = weekly[weekly.passed.astype(bool)]
    return steps | {
        ("week_passed", week): of(passed[passed.week_number == week]) for week in (1, 2, 3)
    }


def _weekly(raw: Raw) -> pd.DataFrame:
    results = raw["assessment_result"].sort_values("created_at")
    return results[results.test_type == "weekly"]


def _rested(raw: Raw, user: object, first: date, last: date) -> set[date]:
    pauses = raw["plan_pause"]
    days: set[date] = set()
    if pauses.empty:
        return days
    for pause in pauses[pauses.user_id == user].itertuples():
        end = last + timedelta(days=1) if pd.isna(pause.ended_on) else pause.ended_on
        day = max(pause.started_on, first)
        while day < end and day <= last:
            days.add(day)
            day += timedelta(days=1)
    return days
