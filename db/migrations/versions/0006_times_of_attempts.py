"""When a learner last began or handed in a test of a kind, without reading the test

Revision: 0006_times_of_attempts, after 0005_resume_versions
"""

from alembic import op

revision = "0006_times_of_attempts"
down_revision = "0005_resume_versions"
branch_labels = None
depends_on = None

INDEX = "ix_test_attempt_times_of_user"


def upgrade() -> None:
    """Apply."""
    op.create_index(
        op.f(INDEX), "test_attempt", ["user_id", "test_type", "started_at", "submitted_at"]
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f(INDEX), table_name="test_attempt")
