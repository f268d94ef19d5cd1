"""The totals of the product pages count how often they were written

Revision: 0010_version_of_the_totals, after 0009_link_reports
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_version_of_the_totals"
down_revision = "0009_link_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("rollup_lease") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("rollup_lease") as batch:
        batch.drop_column("version")
