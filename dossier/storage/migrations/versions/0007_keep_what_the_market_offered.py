"""Keep what the labour market offered with each search profile, and why directions were dropped."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("search_profile", schema=None) as batch_op:
        batch_op.add_column(sa.Column("why_dropped", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("market", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("market_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("search_profile", schema=None) as batch_op:
        batch_op.drop_column("market_on")
        batch_op.drop_column("market")
        batch_op.drop_column("why_dropped")
