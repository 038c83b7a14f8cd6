"""T04: the forms of the coach and the administrator too; those of employee and employer are in the quick tests."""

import pytest

from tests.webui.test_smuggled_fields import COLUMNS, kept_anywhere, smuggle


@pytest.mark.row(
    "T04", "every form of every role with the name of every column added", "0 columns changed beyond the form"
)
def test_no_form_takes_a_field_that_it_does_not_have(visit, web_database, reach):
    accepted = {name: smuggle(visit(name)) for name in ("bram", "carla", "admin", "anna", "daan", "els")}
    kept = kept_anywhere(web_database)
    told = f"{len(kept)} kept of {len(COLUMNS)} names, {sum(accepted.values())} forms accepted {kept[:2] or ''}"
    reach(told, held=not kept and min(accepted.values()) > 0)
