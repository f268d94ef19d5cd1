"""Placements, extra time, reduced motion

Revision: 0002_placements, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_placements"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # Columns and CHECK without a copy of the table: on SQLite a copy would need foreign keys off,
    # or every row that an account owns would go with the old table.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "alter table user_registration add column extra_time_percent integer not null default 0"
            " constraint ck_user_registration_extra_time_is_share"
            " check (extra_time_percent between 0 and 100)"
        )
    else:
        op.add_column(
            "user_registration",
            sa.Column("extra_time_percent", sa.Integer(), server_default="0", nullable=False),
        )
        op.create_check_constraint(
            op.f("ck_user_registration_extra_time_is_share"),
            "user_registration",
            "extra_time_percent between 0 and 100",
        )
    op.add_column(
        "user_registration",
        sa.Column("reduced_motion", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "placement_outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("personalized_plan_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("evidence_note", sa.String(length=500), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome in ('looking', 'interviewing', 'placed_in_field', 'placed_out_of_field')",
            name=op.f("ck_placement_outcome_outcome_known"),
        ),
        sa.CheckConstraint(
            "confirmed_by is null or confirmed_at is not null",
            name=op.f("ck_placement_outcome_confirmed_at_set"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_registration.id"],
            name=op.f("fk_placement_outcome_user_id_user_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["personalized_plan_id"],
            ["personalized_plan.id"],
            name=op.f("fk_placement_outcome_personalized_plan_id_personalized_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["user_registration.id"],
            name=op.f("fk_placement_outcome_confirmed_by_user_registration"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_outcome")),
    )
    for column in ("user_id", "personalized_plan_id", "confirmed_by"):
        op.create_index(op.f(f"ix_placement_outcome_{column}"), "placement_outcome", [column])


def downgrade() -> None:
    """Take back."""
    op.drop_table("placement_outcome")
    op.drop_column("user_registration", "reduced_motion")
    if op.get_bind().dialect.name != "sqlite":  # there it is the column's own and goes with it
        op.drop_constraint(
            op.f("ck_user_registration_extra_time_is_share"), "user_registration", type_="check"
        )
    op.drop_column("user_registration", "extra_time_percent")
