"""Documents, conversations and the check in a case without an agency: each enters what that party reads (U-05)."""

import pytest

from dossier.errors import InvalidInputError
from dossier.evidence.verify import verify_database
from dossier.storage.activities import list_contacts
from dossier.storage.profiles import documents_of, standing_of
from tests.webui.cast import NUMBER
from tests.webui.test_leaks import LIMITATIONS, met_by

CASE = f"/dossiers/{NUMBER}"
TALK = {"occurred_on": "2026-11-18", "way": "telefoon", "with_whom": "Anna Visser"}
OWN_SIDE = TALK | {"employer_agreements": "Daan vraagt rond in de bakkerij."}
DOCUMENT = {"kind": "IZP", "instrument": "FML", "dated": "2026-11-10", "author_function": "bedrijfsarts"}
CONCLUSION = {"dated": "2026-11-12", "labour_expert_conclusion": "Licht, afwisselend werk overdag past."}
PAGES = ("gesprekken/nieuw", "mogelijkheden/nieuw", "mogelijkheden/inlezen", "controle")


def statuses(visitor) -> list[int]:
    return [visitor.get(f"{CASE}/{page}").status_code for page in PAGES]


def test_with_a_coach_nobody_else_has_these_pages(anna, daan):
    assert (statuses(anna), statuses(daan)) == ([404] * 4, [404] * 4)


def test_without_one_the_employee_has_all_and_the_employer_the_own_side(led_by, anna, daan, bram, visit):
    led_by("EMPLOYER")
    assert (statuses(anna), statuses(daan)) == ([200] * 4, [200, 200, 404, 200])
    assert (statuses(bram), statuses(visit("els"))) == ([404] * 4, [404] * 4)


def test_the_employee_tells_of_a_conversation_and_the_employer_reads_what_concerns_him(led_by, anna, daan):
    led_by("EMPLOYER")
    told = TALK | {"facts": "Over de nachtdienst.", "employer_agreements": "Rooster volgt."}
    assert anna.post(f"{CASE}/gesprekken/nieuw", told).status_code == 302
    pages = [visitor.get(f"{CASE}/activiteiten").text for visitor in (anna, daan)]
    assert [["Over de nachtdienst." in page, "Rooster volgt." in page] for page in pages] == [
        [True, True],
        [False, True],
    ]


def test_the_employer_keeps_agreements_and_has_no_field_for_anything_else(led_by, anna, daan, web_database):
    led_by("EMPLOYER")
    page = daan.get(f"{CASE}/gesprekken/nieuw").text
    assert [f'name="{name}"' in page for name in ("employer_agreements", "facts", "agreements", "next_step")] == [
        True, False, False, False,
    ]  # fmt: skip
    smuggled = OWN_SIDE | {"facts": "Hij is vaak moe.", "next_step": "Naar de huisarts."}
    assert daan.post(f"{CASE}/gesprekken/nieuw", smuggled).status_code == 302
    with web_database.reading() as session:
        row = list_contacts(session, 1)[-1]
    assert (row.employer_agreements, row.facts, row.next_step) == ("Daan vraagt rond in de bakkerij.", None, None)
    assert "Daan vraagt rond" in anna.get(f"{CASE}/activiteiten").text


def test_each_puts_only_the_own_conversations_right(led_by, anna, daan, web_database):
    led_by("EMPLOYER")
    daan.post(f"{CASE}/gesprekken/nieuw", OWN_SIDE)
    with web_database.reading() as session:
        earlier, own = [row.id for row in list_contacts(session, 1)][:: len(list_contacts(session, 1)) - 1]
    better = OWN_SIDE | {"employer_agreements": "Daan vraagt rond en belt.", "reason": "Vergeten"}
    answers = [visitor.post(f"{CASE}/gesprekken/{row}/corrigeren", better).status_code for visitor, row in (
        (daan, own), (daan, earlier), (anna, own), (anna, earlier),
    )]  # fmt: skip
    assert answers == [302, 404, 404, 404]


def test_the_employee_keeps_the_own_document_and_the_employer_reads_no_item_of_it(led_by, anna, daan, web_database):
    led_by("EMPLOYER")
    given = DOCUMENT | {"max_hours_per_week": "20", "level-4.13": "1", "note-4.13": "CANARY-PUNT hoogstens 5 kg"}
    assert anna.post(f"{CASE}/mogelijkheden/nieuw", given).status_code == 302
    with web_database.reading() as session:
        assert documents_of(session, 1)[0].recorded_by == 1
    page = daan.get(f"{CASE}/mogelijkheden").text
    assert ["CANARY-PUNT" in page, "hoogstens 20 uur per week" in page] == [False, True]
    assert met_by(daan, LIMITATIONS) == []


def test_the_employer_takes_over_a_conclusion_and_changes_nothing_of_what_leads(led_by, anna, daan, web_database):
    led_by("EMPLOYER")
    with web_database.reading() as session:
        before = standing_of(session, 1)
    smuggled = CONCLUSION | {
        "kind": "FML",
        "max_hours_per_week": "4",
        "level-4.13": "3",
        "author_function": "bedrijfsarts",
    }
    assert daan.post(f"{CASE}/mogelijkheden/nieuw", smuggled).status_code == 302
    with web_database.reading() as session:
        document, after = documents_of(session, 1)[0], standing_of(session, 1)
    assert (document.kind, document.author_function, document.max_hours_per_week) == (
        "AD-rapport",
        "arbeidsdeskundige",
        None,
    )
    assert (after.leading.id, after.max_hours_per_week) == (before.leading.id, before.max_hours_per_week)
    assert "Licht, afwisselend werk overdag past." in anna.get(f"{CASE}/mogelijkheden").text


@pytest.mark.parametrize(
    "changed",
    [{"kind": "FML", "author_function": "bedrijfsarts"}, {"limitations": [{"item": "4.13", "level": "1"}]}],
    ids=["a physician's list", "an item"],
)
def test_no_door_lets_an_employer_type_a_limitation(changed, led_by, daan, web_database, web_settings):
    from dossier.acts import save_capability_document
    from dossier.evidence.signing import Signer
    from dossier.storage.accounts import find_account
    from dossier.storage.cases import case_by_number
    from tests.webui.cast import NOW

    led_by("EMPLOYER")
    with web_database.session() as session:
        actor = find_account(session, "daan@passend.example")
        values = {"kind": "AD-rapport", "author_function": "arbeidsdeskundige", **CONCLUSION} | changed
        signer = Signer.load_or_create(web_settings.signing_key_file)
        with pytest.raises(InvalidInputError):
            save_capability_document(
                session, case_by_number(session, NUMBER), values, actor=actor, now=NOW, signer=signer
            )


def test_the_check_tells_an_employer_nothing_about_limitations(led_by, anna, daan, web_database):
    led_by("EMPLOYER")
    values = {
        "applied_on": "2026-11-19", "job_title": "Sjouwer", "employer": "Haven", "way": "telefonisch",
        "file_kind": "overig", "fits_limitations": "nee", "performed_by": "employee",
    }  # fmt: skip
    assert anna.post(f"{CASE}/sollicitaties/nieuw", values).status_code == 302
    pages = [visitor.get(f"{CASE}/controle").text for visitor in (anna, daan)]
    assert ["boven een grens" in page for page in pages] == [True, False]
    assert "Dossiercontrole</a>" in daan.get(CASE).text


def test_all_of_it_stands_in_a_log_that_verifies(led_by, anna, daan, web_database, web_settings):
    led_by("EMPLOYER")
    anna.post(f"{CASE}/mogelijkheden/nieuw", DOCUMENT)
    daan.post(f"{CASE}/mogelijkheden/nieuw", CONCLUSION)
    daan.post(f"{CASE}/gesprekken/nieuw", OWN_SIDE)
    assert verify_database(web_settings.data_dir / "passend.sqlite").ok
