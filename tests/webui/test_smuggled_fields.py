"""Every form as it stands, with every column of every table added to it: none of those is kept (T04)."""

import pytest
from sqlalchemy import text

from dossier.storage.database import metadata
from tests.webui.addresses import PAGES
from tests.webui.form_walk import forms_of

WORD = "GESMOKKELD"
COLUMNS = sorted({column.name for table in metadata().sorted_tables for column in table.columns})


def kept_anywhere(database) -> list[tuple[str, str]]:
    """Where the word stands, in whatever table and column."""
    with database.reading() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type='table'")).scalars().all()
        return [
            (name, str(row)[:200])
            for name in names
            for row in session.execute(text(f'SELECT * FROM "{name}"')).all()
            if WORD in str(row)
        ]


def smuggle(visitor) -> int:
    """Send every form of every page of this person so; answers how many were accepted."""
    accepted = 0
    for form in forms_of(visitor, [path for path, _ in PAGES.values()]):
        if form.method == "POST":
            smuggled = {column: WORD for column in COLUMNS if column not in form.values and column not in form.typed}
            answer = visitor.client.post(form.action, data=smuggled | form.values)
            assert answer.status_code < 500, form.action
            accepted += answer.status_code == 302
    return accepted


@pytest.mark.parametrize("name", ["anna", "daan"])
def test_no_form_takes_a_field_that_it_does_not_have(name: str, visit, web_database):
    assert smuggle(visit(name)) > 2
    assert kept_anywhere(web_database) == []
