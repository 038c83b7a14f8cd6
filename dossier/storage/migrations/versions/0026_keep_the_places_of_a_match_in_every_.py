"""Keep the places of a match in every order."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ORDERS = ("by_day", "by_place")
FILL = """
UPDATE "match" SET by_day = stands.by_day, by_place = stands.by_place FROM (
    SELECT listed.id AS id,
        row_number() OVER (PARTITION BY listed.case_id
            ORDER BY vacancy.date_posted IS NULL, vacancy.date_posted DESC, listed.rank) AS by_day,
        row_number() OVER (PARTITION BY listed.case_id
            ORDER BY vacancy.place IS NULL, lower(vacancy.place), listed.rank) AS by_place
    FROM "match" AS listed JOIN vacancy ON vacancy.id = listed.vacancy_id
) AS stands WHERE stands.id = "match".id
"""


def upgrade() -> None:
    for order in ORDERS:
        op.add_column("match", sa.Column(order, sa.Integer(), nullable=False, server_default="0"))
    op.execute(FILL)
    for order in ORDERS:
        op.create_index(f"ix_match_case_id_{order}", "match", ["case_id", order])


def downgrade() -> None:
    for order in ORDERS:
        op.drop_index(f"ix_match_case_id_{order}", "match")
        op.drop_column("match", order)
