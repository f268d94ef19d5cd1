"""Being behind that came of an absence counts until the absence is a silence

Standings are made again from what happened, so those that are kept are dropped: their reasons lack
what the new rule asks for. The next look at a caseload, or the hourly run, makes them.

Revision: 0013_an_absence_counts_once, after 0012_corrections_end
"""

import sqlalchemy as sa
from alembic import op

revision = "0013_an_absence_counts_once"
down_revision = "0012_corrections_end"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute("DELETE FROM learner_summary")
    op.add_column(
        "learner_summary", sa.Column("behind_until", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Take back. Reasons kept by the newer rule would not be read by the older one."""
    op.execute("DELETE FROM learner_summary")
    op.drop_column("learner_summary", "behind_until")
