"""A date that was over stays over when somebody changes their time zone

Revision: 0011_dates_stay_over, after 0010_version_of_the_totals
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_dates_stay_over"
down_revision = "0010_version_of_the_totals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("user_registration", sa.Column("not_before", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("user_registration", "not_before")
