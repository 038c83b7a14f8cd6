"""Keep what was seen in letters and mails, and which piece goes."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('quality_check',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=False),
    sa.Column('fits_profile', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('fits_vacancy', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('layout', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('motivation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('advice', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('recorded_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('recorded_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['job_application.id'], ),
    sa.ForeignKeyConstraint(['recorded_by'], ['account.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('quality_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quality_check_application_id'), ['application_id'], unique=False)

    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('record', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column('record_id', sa.Integer(), nullable=True))

    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mail', sa.JSON(none_as_null=True), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.drop_column('mail')

    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.drop_column('record_id')
        batch_op.drop_column('record')

    with op.batch_alter_table('quality_check', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quality_check_application_id'))

    op.drop_table('quality_check')
