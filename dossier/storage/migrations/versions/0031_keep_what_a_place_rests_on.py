"""Keep what a place in a list rests on."""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('match', sa.Column('floor', sa.Integer(), server_default='0', nullable=False))
    op.add_column('match', sa.Column('found', sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column('match', 'found')
    op.drop_column('match', 'floor')
