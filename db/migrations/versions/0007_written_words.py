"""Words by a language model: wanted texts, accepted texts, requests, and a learner's choice

Revision: 0007_written_words, after 0006_times_of_attempts
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007_written_words"
down_revision = "0006_times_of_attempts"
branch_labels = None
depends_on = None

KINDS = ("day", "week", "diagnosis")
STATUSES = ("waiting", "done", "failed", "dropped")
OUTCOMES = (
    "sent",
    "accepted",
    "not_json",
    "wrong_schema",
    "withheld",
    "too_long",
    "too_short",
    "wrong_topic",
    "other_topic",
    "not_english",
    "invented_link",
    "invented_number",
    "markup",
    "hidden_characters",
    "oversteps",
    "too_slow",
    "rate_limited",
    "server_error",
    "server_refused",
    "no_connection",
    "cut_off",
    "not_the_protocol",
    "lost",
    "unwanted",
)
ABOUT = {
    "daily_task_id": "daily_task",
    "weekly_plan_id": "weekly_plan",
    "weak_topic_diagnosis_id": "weak_topic_diagnosis",
}


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _word(table: str, name: str, known: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in known)
    return sa.CheckConstraint(f"{name} in ({listed})", name=op.f(f"ck_{table}_{name}_known"))


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "user_registration",
        sa.Column("written_words", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.create_table(
        "writing_job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        *[sa.Column(column, sa.Uuid(), nullable=True) for column in ABOUT],
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("last_outcome", sa.String(length=32), nullable=True),
        _instant("due_at"),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        _instant("held_until", nullable=True),
        _instant("created_at"),
        _instant("settled_at", nullable=True),
        sa.CheckConstraint(
            " + ".join(f"(case when {column} is null then 0 else 1 end)" for column in ABOUT)
            + " = 1",
            name=op.f("ck_writing_job_is_about_one_thing"),
        ),
        _word("writing_job", "kind", KINDS),
        _word("writing_job", "status", STATUSES),
        _word("writing_job", "last_outcome", OUTCOMES),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_writing_job_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        *[
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_writing_job_{column}_{table}"),
                ondelete="CASCADE",
            )
            for column, table in ABOUT.items()
        ],
        *[sa.UniqueConstraint(column, name=op.f(f"uq_writing_job_{column}")) for column in ABOUT],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_job")),
    )
    op.create_index(op.f("ix_writing_job_user_id"), "writing_job", ["user_id"])
    op.create_index("ix_writing_job_waiting", "writing_job", ["status", "place", "due_at"])
    op.create_table(
        "written_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("writing_job_id", sa.Uuid(), nullable=False),
        sa.Column("headline", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("prompt_version", sa.String(length=16), nullable=False),
        sa.Column("facts_digest", sa.String(length=64), nullable=False),
        _instant("created_at"),
        sa.ForeignKeyConstraint(
            ["writing_job_id"],
            ["writing_job.id"],
            name=op.f("fk_written_text_writing_job_id_writing_job"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("writing_job_id", name=op.f("uq_written_text_writing_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_text")),
    )
    op.create_table(
        "writing_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("writing_job_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("prompt_version", sa.String(length=16), nullable=False),
        _instant("sent_at"),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=True),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("answer_tokens", sa.Integer(), nullable=False),
        sa.Column("cost_micros", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        _word("writing_request", "kind", KINDS),
        _word("writing_request", "outcome", OUTCOMES),
        sa.ForeignKeyConstraint(
            ["writing_job_id"],
            ["writing_job.id"],
            name=op.f("fk_writing_request_writing_job_id_writing_job"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_request")),
    )
    op.create_index(op.f("ix_writing_request_writing_job_id"), "writing_request", ["writing_job_id"])  # fmt: skip
    op.create_index(op.f("ix_writing_request_sent_at"), "writing_request", ["sent_at"])


def downgrade() -> None:
    """Take back."""
    for name in ("writing_request", "written_text", "writing_job"):
        op.drop_table(name)
    op.drop_column("user_registration", "written_words")
