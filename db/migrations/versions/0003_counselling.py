"""Learners' standings for caseloads, and what counsellors did

Revision: 0003_counselling, after 0002_placements
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003_counselling"
down_revision = "0002_placements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "learner_summary",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("covers_until", instant, nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=True),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("milestone", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("readiness", sa.Integer(), nullable=True),
        sa.Column("readiness_low", sa.Integer(), nullable=True),
        sa.Column("readiness_high", sa.Integer(), nullable=True),
        sa.Column("is_forecast", sa.Boolean(), nullable=True),
        sa.Column("trend", sa.Integer(), nullable=True),
        sa.Column("last_score", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("last_active_on", sa.Date(), nullable=True),
        sa.Column("streak", sa.Integer(), nullable=False),
        sa.Column("streak_until", instant, nullable=True),
        sa.Column("failing_weight", sa.Integer(), nullable=False),
        sa.Column("is_falling", sa.Boolean(), nullable=False),
        sa.Column("is_guessing", sa.Boolean(), nullable=False),
        sa.Column("silent_from", instant, nullable=True),
        sa.Column("behind_from", instant, nullable=True),
        sa.Column("unstarted_from", instant, nullable=True),
        sa.Column("reasons", json, nullable=False),
        sa.Column("weak_topics", json, nullable=False),
        sa.CheckConstraint(
            "readiness is null or (readiness_low is not null and readiness_high is not null"
            " and is_forecast is not null)",
            name=op.f("ck_learner_summary_readiness_has_interval"),
        ),
        sa.CheckConstraint(
            "stage in ('registered', 'assessing', 'assessed', 'learning', 'recovering', 'final',"
            " 'correcting', 'paused', 'verdict', 'given_up')",
            name=op.f("ck_learner_summary_stage_known"),
        ),
        sa.CheckConstraint(
            "verdict in ('job_ready', 'needs_training', 'not_suitable')",
            name=op.f("ck_learner_summary_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["user_registration.id"],
            name=op.f("fk_learner_summary_learner_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_learner_summary")),
    )
    op.create_table(
        "intervention",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("counsellor_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("seen_at", instant, nullable=True),
        sa.CheckConstraint(
            "kind in ('note', 'nudge', 'fresh_attempt')",
            name=op.f("ck_intervention_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["user_registration.id"],
            name=op.f("fk_intervention_learner_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["counsellor_id"],
            ["user_registration.id"],
            name=op.f("fk_intervention_counsellor_id_user_registration"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
    )
    op.create_index(op.f("ix_intervention_learner_id_at"), "intervention", ["learner_id", "at"])
    op.create_index(op.f("ix_intervention_counsellor_id"), "intervention", ["counsellor_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("intervention")
    op.drop_table("learner_summary")
