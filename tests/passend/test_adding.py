"""A pasted address becomes a snapshot, a vacancy and, for a case, a match."""

import json

import pytest
from sqlmodel import select

from dossier.errors import NotFoundError
from dossier.evidence.signing import Signer
from dossier.model.match import Match
from dossier.storage.database import open_database
from passend.adding import add_for_case
from tests.crawler.conftest import opened, write_posting
from tests.dossier.cast import NOW, make_cast


@pytest.fixture
def site():
    with opened() as here:
        here["/vacature/1"] = write_posting(1, title="Broodbakker", text="<p>Je bakt brood in de ploeg.</p>")
        yield here


def test_with_a_case_the_line_carries_its_match_and_the_coach_finds_it_in_the_list(settings, site, tmp_path):
    database = open_database(settings)
    with database.session() as session:
        make_cast(session, Signer.generate())
    out, url = tmp_path / "uit.jsonl", f"{site.base}/vacature/1"
    line = add_for_case(settings, url, "2026-0001", on=NOW.date(), now=NOW, out=out, progress=lambda _: None)
    match = line["match"]
    assert (match["case"], match["vacancy"], match["rank"]) == ("2026-0001", line["id"], 1)
    assert set(match["verdicts"]) == {"wage", "hours", "travel", "limitations"}
    assert [json.loads(text) for text in out.read_text("utf-8").splitlines()] == [line]
    with database.reading() as session:
        assert [row.vacancy_id for row in session.exec(select(Match))] == [line["id"]]
    database.close()


def test_an_unknown_case_stops_before_anything_is_fetched(settings, site):
    with pytest.raises(NotFoundError, match="Dossier 2026-9999"):
        add_for_case(
            settings, f"{site.base}/vacature/1", "2026-9999", on=NOW.date(), now=NOW, out=None, progress=lambda _: None
        )
    assert site.asked == []
