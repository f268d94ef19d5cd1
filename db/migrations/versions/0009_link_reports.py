"""Learners can report an outside page that is broken

Revision: 0009_link_reports, after 0008_resume_choices
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_link_reports"
down_revision = "0008_resume_choices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "link_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_link_report_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_report")),
        sa.UniqueConstraint("user_id", "url", name=op.f("uq_link_report_user_id_url")),
    )
    op.create_index(op.f("ix_link_report_user_id"), "link_report", ["user_id"])


def downgrade() -> None:
    """Take back. What was reported is lost."""
    op.drop_table("link_report")
