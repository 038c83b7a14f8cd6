"""Seal tasks and bundles."""

from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table changes: the start after this one seals what lay open, as the very first one did."""
    op.execute('UPDATE data_key SET finished = false')


def downgrade() -> None:
    """Nothing to undo: what is sealed is opened by the keys that are there."""
