"""The correction of a plan that was given up has ended, too

Revision: 0012_corrections_end, after 0011_dates_stay_over
"""

from alembic import op

revision = "0012_corrections_end"
down_revision = "0011_dates_stay_over"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute(
        "UPDATE correction_plan SET status = 'failed' WHERE status = 'active' AND "
        "personalized_plan_id IN (SELECT id FROM personalized_plan WHERE status = 'failed')"
    )


def downgrade() -> None:
    """Nothing to take back: which of them had been left open is not known."""
