"""Daily totals for the product team, and the indexes from which they are kept

Revision: 0004_rollups, after 0003_counselling
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004_rollups"
down_revision = "0003_counselling"
branch_labels = None
depends_on = None

MILESTONES = (
    "registered",
    "assessment_begun",
    "assessed",
    "plan_made",
    "first_day_done",
    "week_sat",
    "week_sat_passed",
    "week_sat_failed",
    "week_passed",
    "final_sat",
    "completed",
    "not_suitable",
    "job_ready",
    "responded",
    "placed_in_field",
    "placed_out_of_field",
)


def _segment() -> list[sa.Column[Any]]:
    return [
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("content_version", sa.String(length=64), nullable=False),
        sa.Column("cohort", sa.Date(), nullable=False),
    ]


def _counts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _rollup(
    name: str, keys: list[sa.Column[Any]], counts: list[sa.Column[Any]], *more: sa.CheckConstraint
) -> None:
    segment = _segment()
    op.create_table(
        name,
        *keys,
        *counts,
        *segment,
        sa.PrimaryKeyConstraint(
            *[column.name for column in [*keys, *segment]], name=op.f(f"pk_{name}")
        ),
        *more,
    )


def upgrade() -> None:
    """Apply."""
    _rollup(
        "activity_rollup",
        [sa.Column("day", sa.Date(), nullable=False)],
        _counts("learners", "on_schedule", "tasks", "tests"),
    )
    _rollup("week_rollup", [sa.Column("week", sa.Date(), nullable=False)], _counts("learners"))
    _rollup("schedule_rollup", [sa.Column("day", sa.Date(), nullable=False)], _counts("change"))
    _rollup(
        "milestone_rollup",
        [
            sa.Column("milestone", sa.String(length=32), nullable=False),
            sa.Column("day", sa.Date(), nullable=False),
            sa.Column("week_number", sa.Integer(), nullable=False),
            sa.Column("anchor_day", sa.Date(), nullable=False),
        ],
        _counts("events", "learners", "learners_in_target"),
        sa.CheckConstraint(
            "milestone in ({})".format(", ".join(f"'{name}'" for name in MILESTONES)),
            name=op.f("ck_milestone_rollup_milestone_known"),
        ),
    )
    op.create_index(
        "ix_milestone_rollup_anchor_day", "milestone_rollup", ["milestone", "anchor_day"]
    )
    _rollup(
        "readiness_rollup",
        [
            sa.Column("day", sa.Date(), nullable=False),
            sa.Column("is_first", sa.Boolean(), nullable=False),
        ],
        _counts("learners", "initial_scores", "final_scores", "change_squares"),
    )
    op.create_table(
        "rollup_lease",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_until", sa.Date(), nullable=True),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rollup_lease")),
    )
    op.create_index("ix_daily_activity_date", "daily_activity", ["date"])
    op.create_index("ix_assessment_result_created_at", "assessment_result", ["created_at"])
    op.create_index(
        "ix_daily_task_first_completed_at",
        "daily_task",
        ["completed_at"],
        sqlite_where=sa.text("day_number = 1"),
        postgresql_where=sa.text("day_number = 1"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_daily_task_first_completed_at", "daily_task")
    op.drop_index("ix_assessment_result_created_at", "assessment_result")
    op.drop_index("ix_daily_activity_date", "daily_activity")
    for name in (
        "rollup_lease",
        "readiness_rollup",
        "milestone_rollup",
        "schedule_rollup",
        "week_rollup",
        "activity_rollup",
    ):
        op.drop_table(name)
