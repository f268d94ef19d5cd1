"""The first tables

Revision: 0001, after None
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "calibration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column(
            "report", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration")),
        sa.UniqueConstraint("version", name=op.f("uq_calibration_version")),
    )
    op.create_table(
        "item_version",
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=160), nullable=False),
        sa.Column(
            "content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("content_hash", name=op.f("pk_item_version")),
    )
    with op.batch_alter_table("item_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_version_item_id"), ["item_id"], unique=False)

    op.create_table(
        "user_registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=128), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "learner",
                "counsellor",
                "product",
                "admin",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_registration")),
        sa.UniqueConstraint("email", name=op.f("uq_user_registration_email")),
        sa.UniqueConstraint("username", name=op.f("uq_user_registration_username")),
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column(
            "detail", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["user_registration.id"],
            name=op.f("fk_audit_log_actor_id_user_registration"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.create_index("ix_audit_log_action_at", ["action", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_log_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "counsellor_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counsellor_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["counsellor_id"],
            ["user_registration.id"],
            name=op.f("fk_counsellor_assignment_counsellor_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["user_registration.id"],
            name=op.f("fk_counsellor_assignment_learner_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counsellor_assignment")),
        sa.UniqueConstraint(
            "counsellor_id",
            "learner_id",
            name=op.f("uq_counsellor_assignment_counsellor_id_learner_id"),
        ),
    )
    with op.batch_alter_table("counsellor_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_counsellor_assignment_counsellor_id"), ["counsellor_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_counsellor_assignment_learner_id"), ["learner_id"], unique=False
        )

    op.create_table(
        "daily_activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("week_number", sa.Integer(), nullable=False),
        sa.Column("day_number", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("tasks_completed", sa.Integer(), nullable=False),
        sa.Column("tests_submitted", sa.Integer(), nullable=False),
        sa.Column("xp_earned", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_daily_activity_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_activity")),
        sa.UniqueConstraint("user_id", "date", name=op.f("uq_daily_activity_user_id_date")),
    )
    op.create_table(
        "item_calibration",
        sa.Column("calibration_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.String(length=160), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("discrimination", sa.Double(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calibration_id"],
            ["calibration.id"],
            name=op.f("fk_item_calibration_calibration_id_calibration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_calibration")),
    )
    with op.batch_alter_table("item_calibration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_item_calibration_calibration_id"), ["calibration_id"], unique=False
        )

    op.create_table(
        "personalized_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "plan_type",
            sa.Enum(
                "role",
                "language",
                name="plan_type_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("target_role", sa.String(length=64), nullable=True),
        sa.Column("target_language", sa.String(length=64), nullable=True),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("content_version", sa.String(length=64), nullable=False),
        sa.Column("current_week", sa.Integer(), nullable=False),
        sa.Column("current_day", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "paused",
                "completed",
                "failed",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "dropped_blocks",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "current_day >= 1", name=op.f("ck_personalized_plan_current_day_positive")
        ),
        sa.CheckConstraint(
            "current_week between 1 and 4", name=op.f("ck_personalized_plan_current_week_in_plan")
        ),
        sa.CheckConstraint(
            "target_role is not null or target_language is not null",
            name=op.f("ck_personalized_plan_has_target"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_personalized_plan_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personalized_plan")),
    )
    with op.batch_alter_table("personalized_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personalized_plan_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_personalized_plan_one_active",
            ["user_id"],
            unique=True,
            sqlite_where=sa.text("status = 'active'"),
            postgresql_where=sa.text("status = 'active'"),
        )

    op.create_table(
        "resume_impact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("skill", sa.String(length=64), nullable=False),
        sa.Column("before_score", sa.Integer(), nullable=False),
        sa.Column("after_score", sa.Integer(), nullable=False),
        sa.Column("improvement_percentage", sa.Double(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "after_score between 0 and 100", name=op.f("ck_resume_impact_after_is_score")
        ),
        sa.CheckConstraint(
            "before_score between 0 and 100", name=op.f("ck_resume_impact_before_is_score")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_resume_impact_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resume_impact")),
    )
    with op.batch_alter_table("resume_impact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resume_impact_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_hash", sa.String(length=64), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_sign_in_session_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("ticket_hash", name=op.f("uq_sign_in_session_ticket_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "user_streak",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("current_streak", sa.Integer(), nullable=False),
        sa.Column("longest_streak", sa.Integer(), nullable=False),
        sa.Column("last_activity_date", sa.Date(), nullable=True),
        sa.Column("total_days_active", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_user_streak_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_streak")),
        sa.UniqueConstraint("user_id", name=op.f("uq_user_streak_user_id")),
    )
    op.create_table(
        "user_xp",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("total_xp", sa.Integer(), nullable=False),
        sa.Column("current_level", sa.Integer(), nullable=False),
        sa.Column("xp_to_next_level", sa.Integer(), nullable=False),
        sa.Column("level_progress", sa.Integer(), nullable=False),
        sa.Column("last_updated", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "current_level = 1 + total_xp / 100", name=op.f("ck_user_xp_level_follows_from_total")
        ),
        sa.CheckConstraint(
            "level_progress = total_xp % 100", name=op.f("ck_user_xp_progress_follows_from_total")
        ),
        sa.CheckConstraint("total_xp >= 0", name=op.f("ck_user_xp_total_not_negative")),
        sa.CheckConstraint(
            "xp_to_next_level = 100 - total_xp % 100",
            name=op.f("ck_user_xp_rest_follows_from_total"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_user_xp_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_xp")),
        sa.UniqueConstraint("user_id", name=op.f("uq_user_xp_user_id")),
    )
    op.create_table(
        "correction_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("personalized_plan_id", sa.Uuid(), nullable=False),
        sa.Column("duration_weeks", sa.Integer(), nullable=False),
        sa.Column(
            "all_topics", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "completed",
                "failed",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["personalized_plan_id"],
            ["personalized_plan.id"],
            name=op.f("fk_correction_plan_personalized_plan_id_personalized_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_correction_plan_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_plan")),
        sa.UniqueConstraint(
            "personalized_plan_id", name=op.f("uq_correction_plan_personalized_plan_id")
        ),
    )
    with op.batch_alter_table("correction_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_plan_user_id"), ["user_id"], unique=False)

    op.create_table(
        "plan_pause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("personalized_plan_id", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["personalized_plan_id"],
            ["personalized_plan.id"],
            name=op.f("fk_plan_pause_personalized_plan_id_personalized_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_plan_pause_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_pause")),
    )
    with op.batch_alter_table("plan_pause", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_pause_personalized_plan_id"), ["personalized_plan_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_plan_pause_user_id"), ["user_id"], unique=False)

    op.create_table(
        "plan_progress",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("personalized_plan_id", sa.Uuid(), nullable=False),
        sa.Column("current_week", sa.Integer(), nullable=False),
        sa.Column("current_day", sa.Integer(), nullable=False),
        sa.Column("total_days_completed", sa.Integer(), nullable=False),
        sa.Column("weekly_tests_passed", sa.Integer(), nullable=False),
        sa.Column("weekly_tests_failed", sa.Integer(), nullable=False),
        sa.Column("last_activity", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["personalized_plan_id"],
            ["personalized_plan.id"],
            name=op.f("fk_plan_progress_personalized_plan_id_personalized_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_plan_progress_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_progress")),
        sa.UniqueConstraint(
            "personalized_plan_id", name=op.f("uq_plan_progress_personalized_plan_id")
        ),
    )
    with op.batch_alter_table("plan_progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_progress_user_id"), ["user_id"], unique=False)

    op.create_table(
        "weekly_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("personalized_plan_id", sa.Uuid(), nullable=False),
        sa.Column("week_number", sa.Integer(), nullable=False),
        sa.Column("skill_focus", sa.String(length=64), nullable=False),
        sa.Column(
            "topics", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "status",
            sa.Enum(
                "locked",
                "in_progress",
                "completed",
                "failed",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("extra_days_added", sa.Integer(), nullable=False),
        sa.Column(
            "weak_topics_focus",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=True,
        ),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "extra_days_added >= 0", name=op.f("ck_weekly_plan_extra_days_not_negative")
        ),
        sa.CheckConstraint("tier between -1 and 2", name=op.f("ck_weekly_plan_tier_known")),
        sa.CheckConstraint(
            "week_number between 1 and 4", name=op.f("ck_weekly_plan_week_number_in_plan")
        ),
        sa.ForeignKeyConstraint(
            ["personalized_plan_id"],
            ["personalized_plan.id"],
            name=op.f("fk_weekly_plan_personalized_plan_id_personalized_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_plan")),
        sa.UniqueConstraint(
            "personalized_plan_id",
            "week_number",
            name=op.f("uq_weekly_plan_personalized_plan_id_week_number"),
        ),
    )
    with op.batch_alter_table("weekly_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_weekly_plan_personalized_plan_id"),
            ["personalized_plan_id"],
            unique=False,
        )

    op.create_table(
        "xp_reward",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_xp_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reward_type",
            sa.Enum(
                "daily_task",
                "weekly_test",
                "streak",
                "recovery",
                "speed",
                "consistency",
                name="reward_type_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("xp_amount", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("related_object_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("xp_amount > 0", name=op.f("ck_xp_reward_amount_positive")),
        sa.ForeignKeyConstraint(
            ["user_xp_id"],
            ["user_xp.id"],
            name=op.f("fk_xp_reward_user_xp_id_user_xp"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_xp_reward")),
        sa.UniqueConstraint(
            "user_xp_id",
            "reward_type",
            "related_object_id",
            name=op.f("uq_xp_reward_user_xp_id_reward_type_related_object_id"),
        ),
    )
    with op.batch_alter_table("xp_reward", schema=None) as batch_op:
        batch_op.create_index(
            "ix_xp_reward_user_xp_id_local_date", ["user_xp_id", "local_date"], unique=False
        )

    op.create_table(
        "test_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("personalized_plan_id", sa.Uuid(), nullable=True),
        sa.Column("weekly_plan_id", sa.Uuid(), nullable=True),
        sa.Column(
            "test_type",
            sa.Enum(
                "initial",
                "weekly",
                "final",
                "correction",
                name="test_type_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("slot", sa.String(length=96), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "submitted",
                "withdrawn",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("total_items", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("content_version", sa.String(length=64), nullable=False),
        sa.Column(
            "reference", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["personalized_plan_id"],
            ["personalized_plan.id"],
            name=op.f("fk_test_attempt_personalized_plan_id_personalized_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_test_attempt_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["weekly_plan_id"],
            ["weekly_plan.id"],
            name=op.f("fk_test_attempt_weekly_plan_id_weekly_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_attempt")),
        sa.UniqueConstraint(
            "user_id", "slot", "ordinal", name=op.f("uq_test_attempt_user_id_slot_ordinal")
        ),
    )
    with op.batch_alter_table("test_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_test_attempt_personalized_plan_id"),
            ["personalized_plan_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_test_attempt_target_started_at", ["target", "started_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_test_attempt_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_test_attempt_weekly_plan_id"), ["weekly_plan_id"], unique=False
        )
        batch_op.create_index(
            "uq_test_attempt_one_open",
            ["user_id", "slot"],
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )

    op.create_table(
        "assessment_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("personalized_plan_id", sa.Uuid(), nullable=True),
        sa.Column("weekly_plan_id", sa.Uuid(), nullable=True),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column(
            "test_type",
            sa.Enum(
                "initial",
                "weekly",
                "final",
                "correction",
                name="test_type_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("total_questions", sa.Integer(), nullable=False),
        sa.Column("right_answers", sa.Integer(), nullable=False),
        sa.Column("score_low", sa.Integer(), nullable=False),
        sa.Column("score_high", sa.Integer(), nullable=False),
        sa.Column("pass_probability", sa.Double(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column(
            "weak_areas", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "report", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "score between 0 and 100", name=op.f("ck_assessment_result_score_is_percent")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["test_attempt.id"],
            name=op.f("fk_assessment_result_attempt_id_test_attempt"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["personalized_plan_id"],
            ["personalized_plan.id"],
            name=op.f("fk_assessment_result_personalized_plan_id_personalized_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_assessment_result_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["weekly_plan_id"],
            ["weekly_plan.id"],
            name=op.f("fk_assessment_result_weekly_plan_id_weekly_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_result")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_assessment_result_attempt_id")),
    )
    with op.batch_alter_table("assessment_result", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_result_personalized_plan_id"),
            ["personalized_plan_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_assessment_result_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_assessment_result_weekly_plan_id"), ["weekly_plan_id"], unique=False
        )

    op.create_table(
        "attempt_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=160), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=160), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("discrimination", sa.Double(), nullable=False),
        sa.Column("expected_seconds", sa.Double(), nullable=False),
        sa.Column(
            "option_order", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["test_attempt.id"],
            name=op.f("fk_attempt_item_attempt_id_test_attempt"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["item_version.content_hash"],
            name=op.f("fk_attempt_item_content_hash_item_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt_item")),
        sa.UniqueConstraint(
            "attempt_id", "item_id", name=op.f("uq_attempt_item_attempt_id_item_id")
        ),
        sa.UniqueConstraint(
            "attempt_id", "position", name=op.f("uq_attempt_item_attempt_id_position")
        ),
    )
    with op.batch_alter_table("attempt_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attempt_item_attempt_id"), ["attempt_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attempt_item_item_id"), ["item_id"], unique=False)

    op.create_table(
        "attempt_answer",
        sa.Column("attempt_item_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome in ('right', 'wrong', 'dont_know')",
            name=op.f("ck_attempt_answer_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["attempt_item_id"],
            ["attempt_item.id"],
            name=op.f("fk_attempt_answer_attempt_item_id_attempt_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attempt_item_id", name=op.f("pk_attempt_answer")),
    )
    op.create_table(
        "daily_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weekly_plan_id", sa.Uuid(), nullable=True),
        sa.Column("correction_plan_id", sa.Uuid(), nullable=True),
        sa.Column("day_number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular",
                "extra",
                "correction",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "reason", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("source_result_id", sa.Uuid(), nullable=True),
        sa.Column("depth", sa.String(length=32), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("estimated_minutes", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "locked",
                "unlocked",
                "completed",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("xp_reward", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'completed') = (completed_at is not null)",
            name=op.f("ck_daily_task_completed_at_set"),
        ),
        sa.CheckConstraint(
            "(weekly_plan_id is null) <> (correction_plan_id is null)",
            name=op.f("ck_daily_task_belongs_to_one_plan"),
        ),
        sa.CheckConstraint("day_number >= 1", name=op.f("ck_daily_task_day_number_positive")),
        sa.ForeignKeyConstraint(
            ["correction_plan_id"],
            ["correction_plan.id"],
            name=op.f("fk_daily_task_correction_plan_id_correction_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_result_id"],
            ["assessment_result.id"],
            name=op.f("fk_daily_task_source_result_id_assessment_result"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["weekly_plan_id"],
            ["weekly_plan.id"],
            name=op.f("fk_daily_task_weekly_plan_id_weekly_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_task")),
        sa.UniqueConstraint(
            "correction_plan_id",
            "day_number",
            name=op.f("uq_daily_task_correction_plan_id_day_number"),
        ),
        sa.UniqueConstraint(
            "weekly_plan_id", "day_number", name=op.f("uq_daily_task_weekly_plan_id_day_number")
        ),
    )
    with op.batch_alter_table("daily_task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_daily_task_correction_plan_id"), ["correction_plan_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_daily_task_source_result_id"), ["source_result_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_daily_task_weekly_plan_id"), ["weekly_plan_id"], unique=False
        )

    op.create_table(
        "final_retest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("correction_plan_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_result_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("total_questions", sa.Integer(), nullable=False),
        sa.Column("career_recommendation", sa.String(length=64), nullable=False),
        sa.Column("readiness_level", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_result_id"],
            ["assessment_result.id"],
            name=op.f("fk_final_retest_assessment_result_id_assessment_result"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["correction_plan_id"],
            ["correction_plan.id"],
            name=op.f("fk_final_retest_correction_plan_id_correction_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_final_retest")),
        sa.UniqueConstraint(
            "assessment_result_id", name=op.f("uq_final_retest_assessment_result_id")
        ),
        sa.UniqueConstraint("correction_plan_id", name=op.f("uq_final_retest_correction_plan_id")),
    )
    op.create_table(
        "weak_topic_diagnosis",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_result_id", sa.Uuid(), nullable=False),
        sa.Column(
            "weak_topics", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "severity_level",
            sa.Enum(
                "low",
                "medium",
                "high",
                name="severity_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_result_id"],
            ["assessment_result.id"],
            name=op.f("fk_weak_topic_diagnosis_assessment_result_id_assessment_result"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weak_topic_diagnosis")),
        sa.UniqueConstraint(
            "assessment_result_id", name=op.f("uq_weak_topic_diagnosis_assessment_result_id")
        ),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("weak_topic_diagnosis")
    op.drop_table("final_retest")
    with op.batch_alter_table("daily_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_daily_task_weekly_plan_id"))
        batch_op.drop_index(batch_op.f("ix_daily_task_source_result_id"))
        batch_op.drop_index(batch_op.f("ix_daily_task_correction_plan_id"))

    op.drop_table("daily_task")
    op.drop_table("attempt_answer")
    with op.batch_alter_table("attempt_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_item_item_id"))
        batch_op.drop_index(batch_op.f("ix_attempt_item_attempt_id"))

    op.drop_table("attempt_item")
    with op.batch_alter_table("assessment_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_result_weekly_plan_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_result_user_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_result_personalized_plan_id"))

    op.drop_table("assessment_result")
    with op.batch_alter_table("test_attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_test_attempt_one_open",
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.drop_index(batch_op.f("ix_test_attempt_weekly_plan_id"))
        batch_op.drop_index(batch_op.f("ix_test_attempt_user_id"))
        batch_op.drop_index("ix_test_attempt_target_started_at")
        batch_op.drop_index(batch_op.f("ix_test_attempt_personalized_plan_id"))

    op.drop_table("test_attempt")
    with op.batch_alter_table("xp_reward", schema=None) as batch_op:
        batch_op.drop_index("ix_xp_reward_user_xp_id_local_date")

    op.drop_table("xp_reward")
    with op.batch_alter_table("weekly_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weekly_plan_personalized_plan_id"))

    op.drop_table("weekly_plan")
    with op.batch_alter_table("plan_progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_progress_user_id"))

    op.drop_table("plan_progress")
    with op.batch_alter_table("plan_pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_pause_user_id"))
        batch_op.drop_index(batch_op.f("ix_plan_pause_personalized_plan_id"))

    op.drop_table("plan_pause")
    with op.batch_alter_table("correction_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_plan_user_id"))

    op.drop_table("correction_plan")
    op.drop_table("user_xp")
    op.drop_table("user_streak")
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_user_id"))

    op.drop_table("sign_in_session")
    with op.batch_alter_table("resume_impact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resume_impact_user_id"))

    op.drop_table("resume_impact")
    with op.batch_alter_table("personalized_plan", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_personalized_plan_one_active",
            sqlite_where=sa.text("status = 'active'"),
            postgresql_where=sa.text("status = 'active'"),
        )
        batch_op.drop_index(batch_op.f("ix_personalized_plan_user_id"))

    op.drop_table("personalized_plan")
    with op.batch_alter_table("item_calibration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_calibration_calibration_id"))

    op.drop_table("item_calibration")
    op.drop_table("daily_activity")
    with op.batch_alter_table("counsellor_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counsellor_assignment_learner_id"))
        batch_op.drop_index(batch_op.f("ix_counsellor_assignment_counsellor_id"))

    op.drop_table("counsellor_assignment")
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_log_actor_id"))
        batch_op.drop_index("ix_audit_log_action_at")

    op.drop_table("audit_log")
    op.drop_table("user_registration")
    with op.batch_alter_table("item_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_version_item_id"))

    op.drop_table("item_version")
    op.drop_table("calibration")
