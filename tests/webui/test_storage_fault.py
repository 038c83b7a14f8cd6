"""A full disk, a busy, read-only or broken database: a clear page in Dutch, and nothing half kept."""

import errno
import sqlite3

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.webui.cast import NUMBER
from tests.webui.test_url_map import tables

APPLIED = {
    "applied_on": "2026-11-02", "job_title": "Balie", "employer": "De Hoek", "way": "telefonisch",
    "file_kind": "brief", "fits_limitations": "",
}  # fmt: skip
PATH = f"/dossiers/{NUMBER}/sollicitaties/nieuw"
FAULTS = {
    sqlite3.SQLITE_FULL: (507, "De schijf is vol"),
    sqlite3.SQLITE_READONLY: (503, "U kunt nu alleen lezen"),
    sqlite3.SQLITE_BUSY: (503, "Het is even te druk"),
    sqlite3.SQLITE_IOERR: (503, "niet te bereiken"),
    sqlite3.SQLITE_CORRUPT: (503, "niet te bereiken"),
}


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("verklaring-van-sqlite /pad/naar/bestand")
    error.sqlite_errorcode = code
    return error


def fail_at(database, moment: str, error: Exception) -> None:
    def fail(*_):
        raise OperationalError("statement", {}, error)

    event.listen(database.engine, moment, fail)


def statement_fails(database, word: str, error: Exception) -> None:
    def fail(_connection, _cursor, statement, *_):
        if statement.startswith(word):
            raise error

    event.listen(database.engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("code", sorted(FAULTS))
@pytest.mark.parametrize("at", ["INSERT", "commit"])
def test_a_write_that_fails_is_said_in_plain_words_and_keeps_nothing(code, at, bram, app, web_database):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    before, token = tables(web_database), bram.token()
    if at == "commit":
        fail_at(web_database, "commit", sqlite_error(code))
    else:
        wrapped = OperationalError("INSERT", {}, sqlite_error(code))
        statement_fails(web_database, at, wrapped)
    answer = bram.post(PATH, APPLIED | {"csrf_token": token}, token=False)
    status, words = FAULTS[code]
    assert (answer.status_code, words in answer.text) == (status, True)
    assert "Er is niets bewaard" in answer.text
    assert "/pad/" not in answer.text
    assert "De Hoek" not in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert tables(web_database) == before


def test_a_database_that_is_gone_has_a_page_too(bram, app, web_database):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    statement_fails(web_database, "SELECT", OperationalError("SELECT", {}, sqlite_error(sqlite3.SQLITE_CANTOPEN)))
    answer = bram.get(f"/dossiers/{NUMBER}")
    assert (answer.status_code, "niet te bereiken" in answer.text) == (503, True)
    assert answer.headers["Retry-After"] == "60"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_an_upload_that_the_disk_refuses_leaves_no_row_and_no_file(
    number, bram, app, web_database, web_settings, monkeypatch
):
    from io import BytesIO

    app.config["PROPAGATE_EXCEPTIONS"] = False

    def refuse(_):
        raise OSError(number, "vol")

    before = tables(web_database)
    files = {path for path in web_settings.attachment_dir.rglob("*") if path.is_file()}
    monkeypatch.setattr("dossier.storage.durable_file.os.fsync", refuse)
    values = APPLIED | {"file": (BytesIO(b"%PDF-1.4 brief"), "brief.pdf")}
    answer = bram.post(PATH, values, content_type="multipart/form-data")
    assert answer.status_code in {503, 507}
    assert {path for path in web_settings.attachment_dir.rglob("*") if path.is_file()} == files
    assert tables(web_database) == before
