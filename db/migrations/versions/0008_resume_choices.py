"""Résumés: the file for who wants it kept, the text for who shares it, one reading at a time

Revision: 0008_resume_choices, after 0007_written_words
"""

import sqlalchemy as sa
from alembic import op

revision = "0008_resume_choices"
down_revision = "0007_written_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "resume_file",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["resume_version.id"],
            name=op.f("fk_resume_file_version_id_resume_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_resume_file")),
    )
    op.create_table(
        "resume_reading",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_resume_reading_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_resume_reading")),
    )
    with op.batch_alter_table("resume_version") as batch_op:
        batch_op.add_column(sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take back. Kept files are lost; texts that were shared are not any more."""
    with op.batch_alter_table("resume_version") as batch_op:
        batch_op.drop_column("shared_at")
    op.drop_table("resume_reading")
    op.drop_table("resume_file")
