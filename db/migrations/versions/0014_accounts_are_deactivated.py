"""An account can be deactivated, and activated again

Revision: 0014_accounts_are_deactivated, after 0013_an_absence_counts_once
"""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0014_accounts_are_deactivated"
down_revision = "0013_an_absence_counts_once"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "user_registration",
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
    )


def downgrade() -> None:
    """Take back, unless that would let somebody in again who was shut out."""
    shut_out = op.get_bind().scalar(
        sa.text("SELECT count(*) FROM user_registration WHERE deactivated_at IS NOT NULL")
    )
    if shut_out:
        raise CommandError(
            f"Deactivated accounts: {shut_out}. The older version would let them in, so reactivate "
            "them first."
        )
    op.drop_column("user_registration", "deactivated_at")
