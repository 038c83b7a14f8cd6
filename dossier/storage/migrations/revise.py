"""`python -m dossier.storage.migrations.revise 0002 "Add ..."` writes the next migration from the models."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from dossier.storage.database import Database


def write_migration(number: str, message: str) -> None:
    """Compare the models with a database at the newest migration and write what differs."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/schema.sqlite")
        database.migrate()
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=message, rev_id=number, autogenerate=True)


if __name__ == "__main__":
    write_migration(sys.argv[1], sys.argv[2])
