"""Keep long work and which notices were read."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'task',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', AutoString(), nullable=False),
        sa.Column('case_id', sa.Integer(), nullable=True),
        sa.Column('asked_by', sa.Integer(), nullable=False),
        sa.Column('asked_at', UTCDateTime(), nullable=False),
        sa.Column('arguments', sa.JSON(), nullable=False),
        sa.Column('started_at', UTCDateTime(), nullable=True),
        sa.Column('alive_at', UTCDateTime(), nullable=True),
        sa.Column('progress', AutoString(), nullable=False),
        sa.Column('ended_at', UTCDateTime(), nullable=True),
        sa.Column('outcome', AutoString(), nullable=True),
        sa.Column('code', AutoString(), nullable=True),
        sa.Column('detail', AutoString(), nullable=True),
        sa.Column('result', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['asked_by'], ['account.id']),
        sa.ForeignKeyConstraint(['case_id'], ['reintegration_case.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_task_case_id', 'task', ['case_id'])
    op.create_index('ix_task_asked_by', 'task', ['asked_by'])
    op.create_table(
        'notice_read',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('key', AutoString(length=100), nullable=False),
        sa.Column('read_at', UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['account.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('account_id', 'key'),
    )
    op.create_index('ix_notice_read_account_id', 'notice_read', ['account_id'])


def downgrade() -> None:
    op.drop_table('notice_read')
    op.drop_table('task')
