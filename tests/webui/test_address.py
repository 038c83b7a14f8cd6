"""Every part of every address is read so that no database is asked what it cannot answer."""

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter

from tests.webui.cast import NUMBER
from webui.address import PlainWord, RowNumber
from webui.assets import STATIC_ENDPOINTS


def test_every_part_of_every_own_address_is_a_plain_word_or_a_number_of_a_row(app: Flask):
    kinds = {
        type(part)
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in STATIC_ENDPOINTS and not rule.endpoint.startswith("security.")
        for part in rule._converters.values()
    }
    assert kinds - {AnyConverter} == {PlainWord, RowNumber}


@pytest.mark.parametrize("path", ["%00", f"{NUMBER}%00", f"{NUMBER}/sollicitaties/9223372036854775808", "%1b"])
def test_an_address_that_no_row_has_is_a_page_that_is_not_there(path: str, bram):
    assert bram.get(f"/dossiers/{path}").status_code == 404
