"""A large population written by the database itself: the rows that the daily totals are made from.

Every figure follows from the learner's number by a mixing function, so that the same seed gives the
same rows on both databases. Items, answers and the ledger are left out: no dashboard of the product
team reads them.
"""

from datetime import date
from typing import Final

from sqlalchemy import Connection, Engine, text

DAYS: Final = 300
"""Over how many days they registered."""
END: Final = date(2026, 11, 22)
"""The last date with any activity: a Sunday."""
ACTIVE_DAYS: Final = 100
"""A learner is active on fewer dates than this: half as many on average, those near the end fewer."""

NUMBERS: Final = """with recursive number(i) as
    (select cast(1 as bigint) union all select i + 1 from number where i < {last})"""


def fill(engine: Engine, learners: int, seed: int) -> int:
    """Write the population into an empty, migrated database; how many activity rows it has."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # A bulk load need not look up every owner: they are written from the same numbers.
            connection.execute(text("set local session_replication_role = replica"))
        for statement in _statements(connection, learners, seed):
            connection.execute(text(statement))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("analyze"))
        return int(connection.execute(text("select count(*) from daily_activity")).scalar_one())


def _statements(connection: Connection, learners: int, seed: int) -> list[str]:
    sql = _Dialect(connection.dialect.name)
    key, day, at = sql.key, sql.day, sql.at

    def mixed(salt: int, below: int) -> str:
        return f"(((i * 7919 + {seed * 101 + salt}) * 48271 % 2147483647) / 7 % {below})"

    # A life: registered on day r, gap between active dates, how many of them, target, when planned.
    life = f"""create temporary table life as {NUMBERS.format(last=learners)}
        select i, {mixed(1, DAYS)} as r, 1 + {mixed(2, 2)} as gap,
               {mixed(3, ACTIVE_DAYS)} as dates, {mixed(4, 6)} as target,
               {mixed(5, 10)} as luck, {mixed(6, 60)} as score from number"""
    weeks = "(select 1 as w union all select 2 union all select 3 union all select 4) as week"
    tries = "(select 1 as t union all select 2) as attempt"
    plan = "luck < 7"  # seven of ten make a plan
    made = "r + luck % 3"
    sat = "r + gap * (7 * w - 1)"
    # The first try fails for a quarter; the second one, three days later, is passed by most of them.
    failed_first = "(i + w) % 4 = 0"
    in_time = f"{sat} + 3 * (t - 1) <= {DAYS}"
    a_try = f"7 * w <= dates and {plan} and {in_time} and (t = 1 or ({failed_first} and i % 5 > 0))"
    final = f"dates >= 32 and {plan} and r + gap * 32 <= {DAYS}"
    version = "'version-' || (r / 60)"
    name = "'target-' || target"

    def result(
        prefix: int, number: str, kind: str, when: str, score: str, passed: str, week: str
    ) -> str:
        return f"""select {key(prefix, number)}, {key(1, "i")}, {key(2, "i")}, {week},
            {key(prefix + 10, number)}, {kind}, {score}, 30, 20, 50, 90, {passed}, {sql.json}, {sql.json},
            {at(when)}"""

    def attempt(prefix: int, number: str, kind: str, when: str, week: str) -> str:
        return f"""select {key(prefix + 10, number)}, {key(1, "i")}, {key(2, "i")}, {week}, {kind}, {name},
            {kind} || {number}, 1, 'submitted', 30, 0, 1, {version}, {sql.json}, {at(when)}, {at(when)}"""

    columns_of_result = """insert into assessment_result (id, user_id, personalized_plan_id,
        weekly_plan_id, attempt_id, test_type, score, total_questions, right_answers, score_low,
        score_high, passed, weak_areas, report, created_at) """
    columns_of_attempt = """insert into test_attempt (id, user_id, personalized_plan_id,
        weekly_plan_id, test_type, target, slot, ordinal, status, total_items, tier, seed,
        content_version, reference, started_at, submitted_at) """
    number_of_try = "((i * 4 + w) * 2 + t)"
    week_key = key(3, "(i * 4 + w)")
    passed_now = _boolean(f"t = 2 or not ({failed_first})")
    nothing = sql.no_key
    never = sql.no_boolean
    return [
        life,
        f"create temporary table step as {NUMBERS.format(last=ACTIVE_DAYS)} select i - 1 as k from number",
        f"""insert into user_registration (id, username, email, first_name, last_name, password_hash,
            must_change_password, role, timezone, failed_sign_ins, extra_time_percent, reduced_motion,
            created_at)
            select {key(1, "i")}, 'seeded-' || i, 'seeded-' || i || '@example.org', 'Seeded',
            'Learner', '-', {_boolean("1 = 0")}, 'learner', 'UTC', 0, 0, {_boolean("1 = 0")},
            {at("r")} from life""",
        f"""insert into personalized_plan (id, user_id, plan_type, target_role, target,
            content_version, current_week, current_day, status, dropped_blocks, created_at, updated_at)
            select {key(2, "i")}, {key(1, "i")}, 'role', 'Seeded', {name}, {version}, 1, 1, 'paused',
            {sql.json}, {at(made)}, {at(made)} from life where {plan}""",
        f"""insert into weekly_plan (id, personalized_plan_id, week_number, skill_focus, topics, status,
            extra_days_added, tier, created_at)
            select {week_key}, {key(2, "i")}, w, 'block', {sql.json}, 'locked', 0, 0, {at(made)}
            from life cross join {weeks} where {plan}""",
        f"""insert into daily_task (id, weekly_plan_id, day_number, kind, topic, description, reason,
            depth, tier, estimated_minutes, status, completed_at, xp_reward)
            select {key(4, "i")}, {key(3, "(i * 4 + 1)")}, 1, 'regular', 'topic', '-', {sql.json},
            'normal', 0, 45, 'completed', {at(made)}, 15 from life where {plan} and dates > 0""",
        f"""insert into daily_activity (id, user_id, date, timezone, week_number, day_number,
            is_active, tasks_completed, tests_submitted, xp_earned, created_at)
            select {key(5, f"(i * {ACTIVE_DAYS} + k)")}, {key(1, "i")}, {day("r + gap * k")}, 'UTC', 1, 1,
            {_boolean("1 = 1")}, 1, 0, 15, {at("r + gap * k")}
            from life cross join step
            where k < dates and r + gap * k <= {DAYS}""",
        columns_of_attempt
        + attempt(6, "i", "'initial'", made, nothing)
        + f" from life where {plan}",
        columns_of_result
        + result(6, "i", "'initial'", made, "20 + score", never, nothing)
        + f" from life where {plan}",
        columns_of_attempt
        + attempt(7, number_of_try, "'weekly'", f"{sat} + 3 * (t - 1)", week_key)
        + f" from life cross join {weeks} cross join {tries} where {a_try}",
        columns_of_result
        + result(7, number_of_try, "'weekly'", f"{sat} + 3 * (t - 1)", "75", passed_now, week_key)
        + f" from life cross join {weeks} cross join {tries} where {a_try}",
        columns_of_attempt
        + attempt(8, "i", "'final'", "r + gap * 32", nothing)
        + f" from life where {final}",
        columns_of_result
        + result(8, "i", "'final'", "r + gap * 32", "40 + score", _boolean("score > 30"), nothing)
        + f" from life where {final}",
        "drop table life",
        "drop table step",
    ]


def _boolean(condition: str) -> str:
    """Truth of a condition, as both databases take it."""
    return f"({condition})"


class _Dialect:
    """How each database writes keys, dates and truth."""

    def __init__(self, name: str) -> None:
        self.is_postgresql = name == "postgresql"
        self.json = "cast('[]' as jsonb)" if self.is_postgresql else "'[]'"
        self.no_key = "cast(null as uuid)" if self.is_postgresql else "null"
        self.no_boolean = "cast(null as boolean)" if self.is_postgresql else "null"

    def key(self, table: int, number: str) -> str:
        """A key that grows with the number, another range for each table."""
        if self.is_postgresql:
            return f"cast('{table:08x}' || lpad(to_hex(cast({number} as bigint)), 24, '0') as uuid)"
        return f"'{table:08x}' || printf('%024x', {number})"

    def day(self, number: str) -> str:
        """A date so many days after the first."""
        first = date.fromordinal(END.toordinal() - DAYS).isoformat()
        if self.is_postgresql:
            return f"(date '{first}' + cast({number} as integer))"
        return f"date('{first}', ({number}) || ' days')"

    def at(self, number: str) -> str:
        """Noon, UTC, on such a date."""
        if self.is_postgresql:
            return f"timezone('UTC', {self.day(number)} + time '12:00')"
        return f"{self.day(number)} || ' 12:00:00.000000'"
