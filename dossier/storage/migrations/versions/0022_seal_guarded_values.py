"""Seal guarded values."""

import sqlalchemy as sa
from alembic import op

Type = sa.types.TypeEngine
revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

WHOLE = (('limitation', 'level'), ('wage_record', 'amount_cents'), ('wage_record', 'fixed_extras_year_cents'))
BROKEN = (
    ('capability_document', 'max_hours_per_week'),
    ('job_application', 'wage_ratio_low'),
    ('job_application', 'wage_ratio_high'),
)
"""Fractions: SQLite writes them as text with fifteen digits unless it is told how, and the log holds all of them."""


def upgrade() -> None:
    op.create_table(
        'data_key',
        sa.Column('name', sa.String(length=16), nullable=False),
        sa.Column('finished', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('name'),
    )
    _change(sa.String(), 'varchar')


def downgrade() -> None:
    if op.get_bind().execute(sa.text('SELECT EXISTS (SELECT 1 FROM data_key)')).scalar():
        msg = 'sealed values cannot go back to the tables of before: restore a backup'
        raise RuntimeError(msg)
    _change(sa.Integer(), 'integer', sa.Float(), 'float')
    op.drop_table('data_key')


def _change(kind: Type, name: str, broken: Type | None = None, broken_name: str = 'varchar') -> None:
    for table, column in WHOLE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(column, type_=kind, postgresql_using=f'{column}::{name}')
    for table, column in BROKEN:
        if op.get_bind().dialect.name == 'postgresql':
            op.alter_column(table, column, type_=broken or kind, postgresql_using=f'{column}::{broken_name}')
            continue
        # Making the table anew would break the rows that refer to it.
        op.add_column(table, sa.Column(f'{column}_new', broken or kind, nullable=True))
        value = f"printf('%!.17g', {column})" if broken is None else f'CAST({column} AS FLOAT)'
        op.execute(f'UPDATE {table} SET {column}_new = {value} WHERE {column} IS NOT NULL')  # noqa: S608 - constants
        op.drop_column(table, column)
        op.execute(f'ALTER TABLE {table} RENAME COLUMN {column}_new TO {column}')
