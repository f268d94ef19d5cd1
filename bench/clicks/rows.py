"""A made-up learner as rows of the tables, with totals that agree with what they sum."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bench.clicks.population import Learner
from content.library import Item, Library
from plan_engine.kinds import DayKind, PlanType, RewardType, TestType
from plan_engine.lifecycles import AttemptStatus, DayStatus, PlanStatus, WeekStatus
from plan_engine.roles import Role
from plan_engine.rules import (
    ASSESSMENT_ITEMS,
    DAYS_A_WEEK,
    WEEKLY_TEST_ITEMS,
    XP_DAILY_TASK,
    XP_PER_LEVEL,
    XP_STREAK_DAY,
    XP_WEEKLY_TEST,
)
from plan_engine.values import BlockId, TargetId

Row = tuple[str, dict[str, Any]]
"""A table's name and one row for it."""


def rows_of(
    learner: Learner, library: Library, target: TargetId, keys: Iterator[UUID]
) -> Iterator[Row]:
    """Everything that is written about one learner."""
    user = next(keys)
    yield (
        "user_registration",
        {
            "id": user,
            "username": f"seeded-{learner.number}",
            "email": f"seeded-{learner.number}@example.org",
            "first_name": "Seeded",
            "last_name": f"Learner {learner.number}",
            "password_hash": "-",  # no password has this hash: nobody can sign in as them
            "must_change_password": False,
            "role": Role.LEARNER,
            "timezone": learner.timezone,
            "failed_sign_ins": 0,
            "locked_until": None,
            "created_at": learner.joined,
        },
    )
    if learner.has_plan:
        yield from _plan(learner, library, target, user, keys)


def _plan(
    learner: Learner, library: Library, target_id: TargetId, user: UUID, keys: Iterator[UUID]
) -> Iterator[Row]:
    target = library.targets[target_id]
    plan = next(keys)
    weeks = len(target.blocks)
    done = min(learner.days_done, weeks * DAYS_A_WEEK)
    week_now = min(done // DAYS_A_WEEK, weeks - 1)
    finished = done == weeks * DAYS_A_WEEK
    last = learner.active[-1] if learner.active else learner.joined
    yield (
        "personalized_plan",
        {
            "id": plan,
            "user_id": user,
            "plan_type": PlanType(target.plan_type),
            "target_role": target.role,
            "target_language": target.language,
            "target": target_id,
            "content_version": library.version,
            "current_week": week_now + 1,
            "current_day": min(done - week_now * DAYS_A_WEEK + 1, DAYS_A_WEEK),
            "status": PlanStatus.COMPLETED if finished else PlanStatus.ACTIVE,
            "dropped_blocks": [],
            "created_at": learner.joined,
            "updated_at": last,
        },
    )
    yield (
        "plan_progress",
        {
            "id": next(keys),
            "user_id": user,
            "personalized_plan_id": plan,
            "current_week": week_now + 1,
            "current_day": min(done - week_now * DAYS_A_WEEK + 1, DAYS_A_WEEK),
            "total_days_completed": done,
            "weekly_tests_passed": learner.weeks_passed,
            "weekly_tests_failed": 0,
            "last_activity": last,
        },
    )
    days: list[UUID] = []
    week_keys: list[UUID] = []
    for index, block in enumerate(target.blocks[:weeks]):
        week_keys.append(next(keys))
        yield from _week(learner, library, block, index, plan, week_keys[-1], days, keys)
    yield from _tests(learner, library, target_id, (user, plan, week_keys), keys)
    yield from _rewards(learner, user, days, week_keys, keys)


def _week(
    learner: Learner,
    library: Library,
    block: BlockId,
    index: int,
    plan: UUID,
    key: UUID,
    days: list[UUID],
    keys: Iterator[UUID],
) -> Iterator[Row]:
    topics = library.blocks[block].topics
    begun = index * DAYS_A_WEEK
    if learner.days_done >= begun + DAYS_A_WEEK:
        status = WeekStatus.COMPLETED
    else:
        status = WeekStatus.IN_PROGRESS if learner.days_done >= begun else WeekStatus.LOCKED
    yield (
        "weekly_plan",
        {
            "id": key,
            "personalized_plan_id": plan,
            "week_number": index + 1,
            "skill_focus": block,
            "topics": list(topics),
            "status": status,
            "extra_days_added": 0,
            "weak_topics_focus": None,
            "tier": 0,
            "created_at": learner.joined,
        },
    )
    for offset, topic in enumerate(topics):
        ordinal = begun + offset
        completed = learner.active[ordinal] if ordinal < learner.days_done else None
        days.append(next(keys))
        yield (
            "daily_task",
            {
                "id": days[-1],
                "weekly_plan_id": key,
                "correction_plan_id": None,
                "day_number": offset + 1,
                "kind": DayKind.REGULAR,
                "topic": topic,
                "description": library.topics[topic].mission[:120],
                "reason": {
                    "kind": "unsure",
                    "right": 1,
                    "answered": 2,
                    "p_weak": 0.5,
                    "in_place_of": None,
                    "also": [],
                },
                "depth": "normal",
                "tier": 0,
                "estimated_minutes": library.topics[topic].minutes,
                "status": _day_status(learner, ordinal),
                "started_at": completed,
                "completed_at": completed,
                "xp_reward": XP_DAILY_TASK,
            },
        )


def _day_status(learner: Learner, ordinal: int) -> DayStatus:
    if ordinal < learner.days_done:
        return DayStatus.COMPLETED
    return DayStatus.UNLOCKED if ordinal == learner.days_done else DayStatus.LOCKED


def _tests(
    learner: Learner,
    library: Library,
    target: TargetId,
    owners: tuple[UUID, UUID, list[UUID]],
    keys: Iterator[UUID],
) -> Iterator[Row]:
    user, plan, week_keys = owners
    attempt = next(keys)
    common = {"user": user, "plan": plan, "target": target, "version": library.version}
    yield from _sitting(
        common, attempt, TestType.INITIAL, None, learner.initial_score, learner.joined, keys
    )
    if learner.keeps_answers:
        items = library.items_of(library.topics_of(target))
        start = learner.number % max(len(items) - ASSESSMENT_ITEMS, 1)
        for position, item in enumerate(items[start : start + ASSESSMENT_ITEMS], 1):
            yield from _answered(attempt, position, item, learner.joined, keys)
    for index, score in enumerate(learner.weekly_scores[: len(week_keys)]):
        at = learner.active[(index + 1) * DAYS_A_WEEK - 1] + timedelta(hours=1)
        yield from _sitting(common, next(keys), TestType.WEEKLY, week_keys[index], score, at, keys)


def _sitting(
    common: dict[str, Any],
    attempt: UUID,
    kind: TestType,
    week: UUID | None,
    score: int,
    at: datetime,
    keys: Iterator[UUID],
) -> Iterator[Row]:
    total = WEEKLY_TEST_ITEMS if kind is TestType.WEEKLY else ASSESSMENT_ITEMS
    yield (
        "test_attempt",
        {
            "id": attempt,
            "user_id": common["user"],
            # The assessment comes before the plan, so its sitting knows of none; its result does.
            "personalized_plan_id": common["plan"] if week else None,
            "weekly_plan_id": week,
            "test_type": kind,
            "target": common["target"],
            "slot": f"weekly:{week}" if week else f"initial:{common['target']}",
            "ordinal": 1,
            "status": AttemptStatus.SUBMITTED,
            "total_items": total,
            "tier": 0,
            "seed": 1,
            "content_version": common["version"],
            "reference": [],
            "started_at": at,
            "submitted_at": at + timedelta(minutes=30),
        },
    )
    yield (
        "assessment_result",
        {
            "id": next(keys),
            "user_id": common["user"],
            "personalized_plan_id": common["plan"],
            "weekly_plan_id": week,
            "attempt_id": attempt,
            "test_type": kind,
            "score": score,
            "total_questions": total,
            "right_answers": round(total * score / 100),
            "score_low": max(score - 7, 0),
            "score_high": min(score + 7, 100),
            "pass_probability": 0.9 if week else None,
            "passed": True if week else None,
            "weak_areas": [],
            "report": {},
            "created_at": at + timedelta(minutes=30),
        },
    )


def _answered(
    attempt: UUID, position: int, item: Item, at: datetime, keys: Iterator[UUID]
) -> Iterator[Row]:
    key = next(keys)
    shown = at + timedelta(seconds=45 * position)
    yield (
        "attempt_item",
        {
            "id": key,
            "attempt_id": attempt,
            "position": position,
            "item_id": item.id,
            "content_hash": f"seeded:{item.id}"[:64],
            "topic": item.topic,
            "level": int(item.level),
            "model": item.model,
            "difficulty": 0.0,
            "discrimination": 1.0,
            "expected_seconds": float(item.seconds),
            "option_order": list(range(len(item.options))),
            "shown_at": shown,
        },
    )
    yield (
        "attempt_answer",
        {
            "attempt_item_id": key,
            "choice": position % len(item.options),
            "outcome": "right" if position % len(item.options) == 0 else "wrong",
            "seconds": 40.0,
            "answered_at": shown + timedelta(seconds=40),
        },
    )


def _rewards(
    learner: Learner, user: UUID, days: list[UUID], weeks: list[UUID], keys: Iterator[UUID]
) -> Iterator[Row]:
    account = next(keys)
    ledger: list[dict[str, Any]] = []
    activity: list[dict[str, Any]] = []
    streak = longest = 0
    for ordinal, moment in enumerate(learner.active[: len(days)]):
        consecutive = ordinal > 0 and (moment.date() - learner.active[ordinal - 1].date()).days == 1
        streak = streak + 1 if consecutive else 1
        longest = max(longest, streak)
        day_key = next(keys)
        earned = [(RewardType.DAILY_TASK, XP_DAILY_TASK, days[ordinal])]
        if consecutive:
            earned.append((RewardType.STREAK, XP_STREAK_DAY, day_key))
        week, place = divmod(ordinal, DAYS_A_WEEK)
        if place == DAYS_A_WEEK - 1:
            earned.append((RewardType.WEEKLY_TEST, XP_WEEKLY_TEST, weeks[week]))
        ledger += [
            {
                "id": next(keys),
                "user_xp_id": account,
                "reward_type": kind,
                "xp_amount": amount,
                "reason": kind.value,
                "related_object_id": source,
                "local_date": moment.date(),
                "created_at": moment,
            }
            for kind, amount, source in earned
        ]
        activity.append(
            {
                "id": day_key,
                "user_id": user,
                "date": moment.date(),
                "timezone": learner.timezone,
                "week_number": week + 1,
                "day_number": place + 1,
                "is_active": True,
                "tasks_completed": 1,
                "tests_submitted": int(place == DAYS_A_WEEK - 1),
                "xp_earned": sum(amount for _, amount, _ in earned),
                "created_at": moment,
            }
        )
    total = sum(line["xp_amount"] for line in ledger)
    yield (
        "user_xp",
        {
            "id": account,
            "user_id": user,
            "total_xp": total,
            "current_level": 1 + total // XP_PER_LEVEL,
            "xp_to_next_level": XP_PER_LEVEL - total % XP_PER_LEVEL,
            "level_progress": total % XP_PER_LEVEL,
            "last_updated": learner.active[-1] if learner.active else learner.joined,
        },
    )
    yield (
        "user_streak",
        {
            "id": next(keys),
            "user_id": user,
            "current_streak": streak,
            "longest_streak": longest,
            "last_activity_date": learner.active[-1].date() if learner.active else None,
            "total_days_active": len(activity),
            "created_at": learner.joined,
        },
    )
    for line in ledger:
        yield "xp_reward", line
    for day in activity:
        yield "daily_activity", day
