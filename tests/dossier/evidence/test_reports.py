"""Reports as files: archive PDF, Word, and in the bundle of each receiver exactly what the matrix allows."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pikepdf
import pytest

from dossier.acts.report_drafts import save_draft, start_version
from dossier.acts.reports import settle_report
from dossier.evidence.report_docx import write_report_docx
from dossier.evidence.report_pdf import render_report
from dossier.evidence.report_reader import ReportReader
from dossier.evidence.verify import verify_path
from dossier.model.report import ReportKind
from dossier.storage.cases import case_by_number
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import FULL, open_office
from tests.dossier.evidence.report_case import GUARDED, KEPT, fill_reports, write_report
from tests.dossier.evidence.test_bundle import members_of, words_in

KINDS = [kind.value for kind in ReportKind]
FILES = {
    "04_voortgangsrapportages/voortgangsrapportage_01.pdf",
    "05_eindrapportage.pdf",
    "06_trajectplan.pdf",
    "07_intakeverslag.pdf",
    "08_re_integratieverslag.pdf",
}


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """One office with every report in it, for tests that only read."""
    office = open_office(tmp_path_factory.mktemp("verslagen"))
    with office.database.session() as session:
        fill_reports(session, office.cast)
    yield office
    office.database.close()


def copy_of(office, kind, receiver):
    with office.database.reading() as session:
        reader = ReportReader(session, case_by_number(session, FULL), settings=office.settings, receiver=receiver)
        return next(reader.copy(report) for report in reader.reports() if report.kind == kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_a_pdf_for_archives_and_for_screen_readers(kind, reported):
    content = render_report(copy_of(reported, kind, "employer"), copied_at=NOW)
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("3", "A", "1")
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("nl-NL", True)


@pytest.mark.parametrize("kind", KINDS)
def test_word_holds_every_section_opinion_and_signature(kind, reported):
    copy = copy_of(reported, kind, "coach")
    document = docx.Document(io.BytesIO(write_report_docx(copy, copied_at=NOW)))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    figures = ["De periode in cijfers"] if copy.facts else []
    wanted = [title for title, _ in copy.sections]
    assert headings == [*wanted[:1], *figures, *wanted[1:], "Oordeel van de werknemer", "Ondertekening"]
    cells = [cell.text for row in document.tables[-1].rows for cell in row.cells]
    assert ("Bram de Wit" in cells, "20 november 2026" in cells) == (True, True)
    foot = document.sections[0].footer.paragraphs[0].text
    assert foot == "Bestemd voor de loopbaancoach, Bram de Wit · 20 november 2026"


def test_the_same_report_is_the_same_bytes(reported):
    copy = copy_of(reported, KINDS[2], "employer")
    assert render_report(copy, copied_at=NOW) == render_report(copy, copied_at=NOW)
    assert write_report_docx(copy, copied_at=NOW) == write_report_docx(copy, copied_at=NOW)


def test_the_employers_bundle_holds_his_parts_and_no_guarded_word(reported, tmp_path):
    reported.bundle(tmp_path / "bundel.zip", "employer", made_at=NOW)
    members = members_of(tmp_path / "bundel.zip")
    assert set(members) >= FILES
    leaks = [
        (name, secret)
        for name, content in members.items()
        for secret in (KEPT, GUARDED)
        if name != "controleer.py" and secret.encode() in words_in(name, content, tmp_path)
    ]
    assert leaks == []
    plan = words_in("06_trajectplan.pdf", members["06_trajectplan.pdf"], tmp_path)
    assert b"Tekst over Zoekprofiel." in plan
    assert b"[niet getoond: gaat over gezondheid]" in plan


def test_the_search_does_find_them_in_the_bundle_of_coach_and_employee(reported, tmp_path):
    for receiver in ("coach", "employee"):
        reported.bundle(tmp_path / f"{receiver}.zip", receiver, made_at=NOW)
        text = b"".join(words_in(*item, tmp_path) for item in members_of(tmp_path / f"{receiver}.zip").items())
        assert (KEPT.encode() in text, GUARDED.encode() in text) == (True, True)


@pytest.mark.parametrize("receiver", ["employer", "employee", "coach"])
def test_a_bundle_with_reports_verifies_and_a_changed_report_is_named(receiver, reported, tmp_path):
    path = tmp_path / "bundel.zip"
    reported.bundle(path, receiver, made_at=NOW)
    assert verify_path(path).ok
    folder = tmp_path / "uitgepakt"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    report = folder / "06_trajectplan.pdf"
    report.write_bytes(report.read_bytes() + b"x")
    assert [(fault.file, fault.code) for fault in verify_path(folder).faults] == [("06_trajectplan.pdf", "changed")]


def test_what_is_not_released_is_not_in_the_employers_bundle(own_office, tmp_path):
    with own_office.database.session() as session:
        write_report(session, own_office.cast, "voortgangsrapportage")
    own_office.bundle(tmp_path / "w.zip", "employer")
    own_office.bundle(tmp_path / "n.zip", "employee")
    name = "04_voortgangsrapportages/voortgangsrapportage_01.pdf"
    assert (name in members_of(tmp_path / "w.zip"), name in members_of(tmp_path / "n.zip")) == (False, True)


def test_an_earlier_version_stays_in_the_bundle_and_says_so(own_office, tmp_path):
    cast = own_office.cast
    with own_office.database.session() as session:
        first = write_report(session, cast, "eindrapportage")
        again = start_version(session, cast.case, first.id, actor=cast.bram, now=NOW)
        save_draft(session, cast.case, again.id, {"advies": "Beter."}, revision=1, actor=cast.bram, now=NOW)
        settle_report(session, cast.case, again.id, **cast.by(cast.bram))
    own_office.bundle(tmp_path / "b.zip", "coach", made_at=NOW + timedelta(days=1))
    members = members_of(tmp_path / "b.zip")
    earlier = "05_eindrapportage_eerdere_versie_1.pdf"
    assert b"Versie 2 vervangt haar" in words_in("05.pdf", members[earlier], tmp_path)
    assert b"vervangt haar" not in words_in("05.pdf", members["05_eindrapportage.pdf"], tmp_path)


def test_the_parts_of_the_riv_say_where_each_is(reported, tmp_path):
    reported.bundle(tmp_path / "bundel.zip", "employer", made_at=NOW)
    members = members_of(tmp_path / "bundel.zip")
    text = words_in("08.pdf", members["08_re_integratieverslag.pdf"], tmp_path).decode(errors="replace")
    said = (
        "Probleemanalyse, 10 april 2025, dr. J. Bos, bedrijfsarts",
        "06_trajectplan.pdf",
        "Daan Mulder, 20 november 2026, versie 1",
        "Anna Visser, 20 november 2026, versie 1",
        "nog niet vastgelegd",
    )
    assert [one for one in said if one not in text] == []
    own = [name for name in members if name.startswith("09_verklaringen/")]
    assert "09_verklaringen/oordeel_van_de_werknemer_versie_1.pdf" in own
    assert "09_verklaringen/passend_werk_bij_de_eigen_werkgever_versie_1.pdf" in own


def test_the_counts_of_a_report_are_those_of_the_overview(reported, tmp_path):
    from tests.dossier.evidence.test_exports import build_overview, edition_of

    facts = copy_of(reported, "eindrapportage", "coach").facts
    rows = edition_of(reported, "coach").applications
    assert facts["total"]["applications"] == len(rows)
    assert facts["total"]["counting"] == sum(row["counts"] for row in rows)
    assert build_overview(edition_of(reported, "coach")) != []


def test_what_was_mended_after_a_wage_sanction_stands_in_a_paper_of_its_own(reported, tmp_path):
    reported.bundle(tmp_path / "bundel.zip", "employer", made_at=NOW)
    members = members_of(tmp_path / "bundel.zip")
    text = words_in("10.pdf", members["10_herstel_loonsanctie.pdf"], tmp_path).decode(errors="replace")
    assert [
        word for word in ("inhoudelijk", "Te laat gestart", "10-04-2026", "Traject loopt") if word not in text
    ] == []


def test_word_takes_a_name_that_is_longer_than_its_properties(reported):
    copy = copy_of(reported, KINDS[2], "employer")
    long = replace(copy, author="Jan " * 100)
    document = docx.Document(io.BytesIO(write_report_docx(long, copied_at=NOW)))
    assert document.core_properties.author == ("Jan " * 100)[:255]
