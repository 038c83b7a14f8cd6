"""Keep how many of a list are of which kind."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('case_ranking', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kinds', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('closed_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    gone = sa.text('gone_at IS NOT NULL')
    op.create_index('ix_vacancy_gone_at', 'vacancy', ['gone_at'], sqlite_where=gone, postgresql_where=gone)


def downgrade() -> None:
    op.drop_index('ix_vacancy_gone_at', 'vacancy')
    with op.batch_alter_table('case_ranking', schema=None) as batch_op:
        batch_op.drop_column('closed_until')
        batch_op.drop_column('kinds')
