"""Uploaded résumés: their texts and scores

Revision: 0005_resume_versions, after 0004_rollups
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_resume_versions"
down_revision = "0004_rollups"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "resume_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "before",
                "after",
                name="side_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("file_kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("scorer", sa.String(length=32), nullable=False),
        sa.Column(
            "scores", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("word_count > 0", name=op.f("ck_resume_version_words_counted")),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_resume_version_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resume_version")),
    )
    with op.batch_alter_table("resume_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resume_version_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_table("resume_version")
