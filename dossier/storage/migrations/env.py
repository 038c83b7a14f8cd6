"""Runs the migrations on the connection that `Database.migrate` hands over."""

from typing import Literal

from alembic import context

from dossier.model.guarded import Sealed, SealedJson
from dossier.storage.database import metadata


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A sealed column is text or JSON to the database."""
    if kind == "type" and isinstance(item, Sealed):
        return "sa.JSON()" if isinstance(item, SealedJson) else "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
