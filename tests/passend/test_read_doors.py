"""The doors that read without the network, as a program sees them."""

import json
import sys
import tomllib

import pytest

from passend.cli import app

OFFERS = {
    "offers": [
        {
            "id": 1,
            "slug": "kok",
            "title": "Kok",
            "careers_url": "https://mulder.recruitee.com/o/kok",
            "city": "Utrecht",
        },
        {"id": 2, "slug": "bakker", "title": "Bakker", "careers_url": "https://mulder.recruitee.com/o/bakker"},
    ]
}


@pytest.fixture
def door(monkeypatch, capsys):
    def knock(*arguments):
        monkeypatch.setattr(sys, "argv", ["passend", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app()
        output = capsys.readouterr()
        return int(ended.value.code or 0), output.out, output.err

    return knock


def test_the_table_counts_files_vacancies_fields_and_refusals_per_folder_and_reader(door, tmp_path):
    (tmp_path / "mulder.json").write_text(json.dumps(OFFERS), "utf-8")
    (tmp_path / "leeg.html").write_bytes(b"")
    code, out, _ = door("extract", "--table", "--json", tmp_path)
    refused, read, total = json.loads(out)
    assert code == 1
    assert read == {
        "folder": tmp_path.name, "reader": "recruitee", "files": 1, "vacancies": 2, "refused": {}, "title": 2,
        "employer": 2, "place": 1, "date_posted": 0,
    }  # fmt: skip
    assert (refused["reader"], refused["refused"]) == (None, {"empty": 1})
    assert (total["folder"], total["files"], total["vacancies"]) == ("totaal", 2, 2)


def test_people_see_the_same_table_as_text(door, tmp_path):
    (tmp_path / "mulder.json").write_text(json.dumps(OFFERS), "utf-8")
    code, out, _ = door("extract", "--table", tmp_path)
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert lines[0][:4] == ["map", "lezer", "bestanden", "vacatures"]
    assert lines[1][1:] == ["recruitee", "1", "2", "2", "2", "1", "0"]
    assert lines[2][0] == "totaal"


def test_a_suggestion_is_printed_or_written_and_never_over_another_file(door, tmp_path):
    code, printed, _ = door("sources", "suggest", "https://jobs.lever.co/mulder")
    path = tmp_path / "mulder.toml"
    assert door("sources", "suggest", "https://jobs.lever.co/mulder", "--out", path)[0] == code == 0
    assert path.read_text("utf-8") == printed
    assert door("sources", "suggest", "https://jobs.lever.co/mulder", "--out", path)[0] == 2


def test_a_program_gets_the_suggestion_in_parts(door):
    _, out, _ = door("sources", "suggest", "mulder.recruitee.com", "--json")
    suggestion = json.loads(out)
    assert (suggestion["reader"], suggestion["platform"]) == ("recruitee", "Recruitee")
    assert tomllib.loads(suggestion["toml"])["enabled"] is False


def test_a_site_that_forbids_it_is_wrong_use_with_the_reason(door):
    code, out, said = door("sources", "suggest", "https://www.linkedin.com/jobs/view/1")
    assert (code, out) == (2, "")
    assert "LinkedIn: de voorwaarden verbieden" in said


def test_without_an_address_the_sources_are_shown_as_before(door, tmp_path):
    code, out, _ = door("sources", "--json", "--sources", tmp_path, "--data-dir", tmp_path / "data")
    assert (code, json.loads(out)) == (0, [])
