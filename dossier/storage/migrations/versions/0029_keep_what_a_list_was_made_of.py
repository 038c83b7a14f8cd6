"""Keep what a list was made of."""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('case_ranking', sa.Column('made_of', sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column('case_ranking', 'made_of')
