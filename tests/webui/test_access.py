"""Who may open what: every view says it, every actor is tried, and another's case does not exist."""

import pytest
from flask import Flask

from dossier.model.people import Role
from dossier.rules.access import grants, may_in
from tests.webui.cast import NUMBER, OTHER_NUMBER
from webui.access import FIELDS, LIBRARY_BLUEPRINT, MARK, Allow
from webui.assets import STATIC_ENDPOINTS

CASE = f"/dossiers/{NUMBER}"
VACANCY = "a1" * 8
ACTORS = ("anna", "bram", "daan", "carla", "els", "admin", "fatima")
GUIDED, WITH_EMPLOYER = {"anna", "bram"}, {"anna", "bram", "daan"}
EVERYBODY = set(ACTORS)
PAGES: dict[str, tuple[str, set[str]]] = {
    "account_links.list_requests": ("/herstelverzoeken", {"admin", "bram", "carla"}),
    "accounts.list_accounts": ("/beheer/accounts", {"admin"}),
    "accounts.new_account": ("/beheer/accounts/nieuw", {"admin"}),
    "accounts.show_account": ("/beheer/accounts/2", {"admin"}),
    "activities.new_activity": (f"{CASE}/activiteiten/nieuw", GUIDED),
    "activities.new_contact": (f"{CASE}/gesprekken/nieuw", {"bram"}),
    "activities.show_activities": (f"{CASE}/activiteiten", WITH_EMPLOYER),
    "agreements.correct": (f"{CASE}/afspraken/1/corrigeren", set()),
    "agreements.new_agreement": (f"{CASE}/afspraken/nieuw", GUIDED),
    "agreements.new_from_talk": (f"{CASE}/gesprekken/1/afspraak", {"bram"}),
    "agreements.settle": (f"{CASE}/afspraken/1/stand", set()),
    "applications.new_application": (f"{CASE}/sollicitaties/nieuw?vacature={VACANCY}", GUIDED),
    "applications.show_application": (f"{CASE}/sollicitaties/1", WITH_EMPLOYER),
    "applications.show_applications": (f"{CASE}/sollicitaties", WITH_EMPLOYER),
    "calendar.show_calendar": ("/agenda", {"anna", "bram", "daan", "carla", "els", "fatima"}),
    "career_documents.list_career_documents": (f"{CASE}/documenten", GUIDED),
    "career_documents.new_document": (f"{CASE}/documenten/nieuw", GUIDED),
    "career_documents.new_template": (f"{CASE}/documenten/sjabloon", {"bram"}),
    "career_documents.new_version": (f"{CASE}/documenten/1/versie", set()),
    "career_documents.show_document": (f"{CASE}/documenten/1", set()),
    "case_views.show_views": (f"{CASE}/inzage", GUIDED),
    "cases.show_overview": (CASE, WITH_EMPLOYER),
    "connections.list_connections": ("/beheer/koppelingen", {"admin"}),
    "connections.list_office_connections": ("/koppelingen", {"bram", "carla", "daan", "els"}),
    "check.show_check": (f"{CASE}/controle", {"bram"}),
    "corrections.correct_line": (f"{CASE}/activiteiten/1/corrigeren", GUIDED),
    "corrections.correct_row": (f"{CASE}/sollicitaties/1/corrigeren", GUIDED),
    "corrections.correct_talk": (f"{CASE}/gesprekken/1/corrigeren", {"bram"}),
    "course.change_part": (f"{CASE}/verloop/pauze/1", set()),
    "course.edit_course": (f"{CASE}/verloop/afspraken", {"bram", "daan"}),
    "course.edit_days": (f"{CASE}/verloop/dagen", {"bram", "daan"}),
    "course.hand_over": (f"{CASE}/verloop/overdracht", {"bram", "daan"}),
    "course.new_part": (f"{CASE}/verloop/pauze/nieuw", {"bram", "daan"}),
    "course.show_course": (f"{CASE}/verloop", WITH_EMPLOYER),
    "course.sign": (f"{CASE}/verloop/stuk/1/tekenen", set()),
    "document_reading.read_file": (f"{CASE}/mogelijkheden/inlezen", {"bram"}),
    "erasures.list_erasures": ("/beheer/bewaren", {"admin"}),
    "exports.download_export": (f"{CASE}/export/1", set()),
    "exports.preview_export": (
        f"{CASE}/export/voorbeeld?receiver=employer&period_from=2026-04-01&period_to=2026-11-20",
        {"bram"},
    ),
    "exports.show_exports": (f"{CASE}/export", WITH_EMPLOYER),
    "house_style.edit_style": ("/beheer/huisstijl/3", {"admin"}),
    "house_style.list_offices": ("/beheer/huisstijl", {"admin"}),
    "limitations.new_document": (f"{CASE}/mogelijkheden/nieuw", {"bram"}),
    "limitations.show_limitations": (f"{CASE}/mogelijkheden", WITH_EMPLOYER),
    "list_import.read_file": (f"{CASE}/lijst", GUIDED),
    "matches.list_matches": (f"{CASE}/matches", GUIDED),
    "own_account.change_password": ("/account/wachtwoord", EVERYBODY),
    "own_account.confirm": ("/bevestigen", EVERYBODY),
    "own_account.show_account": ("/account", EVERYBODY),
    "new_case.open_new_case": ("/nieuw-dossier", {"bram", "carla"}),
    "notices.list_notices": ("/meldingen", EVERYBODY),
    "pieces.erase": (f"{CASE}/wissen/gesprek/1", GUIDED),
    "profile.edit_profile": (f"{CASE}/profiel/wijzigen", GUIDED),
    "profile.show_profile": (f"{CASE}/profiel", GUIDED),
    "proofs.download_proof": (f"{CASE}/bewijs/1", GUIDED),
    "report_drafts.edit_draft": (f"{CASE}/rapporten/concept/1", {"bram"}),
    "reports.download_pdf": (f"{CASE}/rapporten/1/pdf", WITH_EMPLOYER),
    "reports.download_word": (f"{CASE}/rapporten/1/docx", WITH_EMPLOYER),
    "reports.list_reports": (f"{CASE}/rapporten", WITH_EMPLOYER),
    "reports.show_report": (f"{CASE}/rapporten/1", WITH_EMPLOYER),
    "riv.show_riv": (f"{CASE}/re-integratieverslag", WITH_EMPLOYER),
    "passkeys.show_passkeys": ("/account/sleutels", EVERYBODY),
    "recovery.show_codes": ("/account/herstelcodes", EVERYBODY),
    "retention.show_retention": (f"{CASE}/bewaren", WITH_EMPLOYER),
    "search_profile.new_search_profile": (f"{CASE}/zoekprofiel/nieuw", GUIDED),
    "search_profile.show_search_profile": (f"{CASE}/zoekprofiel", WITH_EMPLOYER),
    "search_profile.sign": (f"{CASE}/zoekprofiel/1/tekenen", GUIDED),
    "sharing.share": (f"{CASE}/delen?vacature={VACANCY}", {"bram"}),
    "shortlist.show_board": (f"{CASE}/shortlist", GUIDED),
    "sources.list_sources": ("/beheer/bronnen", {"admin"}),
    "sources.show_run": ("/beheer/bronnen/runs/1", {"admin"}),
    "tour.show_step": ("/rondleiding", EVERYBODY),
    "tasks.add_vacancy": (f"{CASE}/vacature-toevoegen", GUIDED),
    "tasks.list_tasks": ("/werk", EVERYBODY),
    "tasks.show_task": ("/werk/1", set()),
    "vacancies.download_snapshot": (f"{CASE}/vacatures/{VACANCY}/vastlegging/1", GUIDED),
    "vacancies.show_vacancy": (f"{CASE}/vacatures/{VACANCY}", GUIDED),
    "wage.edit_wage": (f"{CASE}/loon/wijzigen", {"bram", "daan"}),
    "wage.show_wage": (f"{CASE}/loon", WITH_EMPLOYER),
    "weights.change_occupation": (f"{CASE}/vacatures/{VACANCY}/beroep", {"bram"}),
    "weights.show_order": (f"{CASE}/matches/volgorde", GUIDED),
}
"""Every page with who may open it; a page that is not here fails a test."""
WRITES: dict[str, tuple[str, set[str]]] = {
    "account_links.approve": ("/herstelverzoeken/1/goedkeuren", set()),
    "account_links.refuse": ("/herstelverzoeken/1/afwijzen", set()),
    "accounts.change_account": ("/beheer/accounts/6/ontgrendelen", {"admin"}),
    "accounts.make_link": ("/beheer/accounts/6/link/password", {"admin"}),
    "accounts.new_account": ("/beheer/accounts/nieuw", {"admin"}),
    "activities.new_activity": (f"{CASE}/activiteiten/nieuw", GUIDED),
    "activities.new_contact": (f"{CASE}/gesprekken/nieuw", {"bram"}),
    "agreements.correct": (f"{CASE}/afspraken/1/corrigeren", set()),
    "agreements.keep": (f"{CASE}/afspraken/1/nagekomen", set()),
    "agreements.new_agreement": (f"{CASE}/afspraken/nieuw", GUIDED),
    "agreements.new_from_talk": (f"{CASE}/gesprekken/1/afspraak", {"bram"}),
    "agreements.reopen": (f"{CASE}/afspraken/1/open", set()),
    "agreements.settle": (f"{CASE}/afspraken/1/stand", set()),
    "applications.add_proof": (f"{CASE}/sollicitaties/1/bewijs", GUIDED),
    "applications.new_application": (f"{CASE}/sollicitaties/nieuw", GUIDED),
    "applications.release": (f"{CASE}/sollicitaties/vrijgeven", {"bram"}),
    "applications.save_quality": (f"{CASE}/sollicitaties/1/kwaliteit", GUIDED),
    "applications.save_result": (f"{CASE}/sollicitaties/1/uitkomst", GUIDED),
    "calendar.renew_address": ("/agenda", {"anna", "bram", "daan", "carla", "els", "fatima"}),
    "calendar.revoke_address": ("/agenda/intrekken", {"anna", "bram", "daan", "carla", "els", "fatima"}),
    "career_documents.new_document": (f"{CASE}/documenten/nieuw", GUIDED),
    "career_documents.new_template": (f"{CASE}/documenten/sjabloon", {"bram"}),
    "career_documents.new_version": (f"{CASE}/documenten/1/versie", set()),
    "career_documents.show_document": (f"{CASE}/documenten/1", set()),
    "connections.confirm_connection": ("/koppelingen/1/bevestigen", set()),
    "connections.make_connection": ("/beheer/koppelingen", {"admin"}),
    "connections.revoke_connection": ("/beheer/koppelingen/1/intrekken", set()),
    "connections.revoke_office_connection": ("/koppelingen/1/intrekken", set()),
    "corrections.correct_line": (f"{CASE}/activiteiten/1/corrigeren", GUIDED),
    "corrections.correct_row": (f"{CASE}/sollicitaties/1/corrigeren", GUIDED),
    "corrections.correct_talk": (f"{CASE}/gesprekken/1/corrigeren", {"bram"}),
    "course.change_part": (f"{CASE}/verloop/pauze/1", set()),
    "course.edit_course": (f"{CASE}/verloop/afspraken", {"bram", "daan"}),
    "course.edit_days": (f"{CASE}/verloop/dagen", {"bram", "daan"}),
    "course.hand_over": (f"{CASE}/verloop/overdracht", {"bram", "daan"}),
    "course.move": (f"{CASE}/verloop/stand", {"bram", "daan"}),
    "course.new_part": (f"{CASE}/verloop/pauze/nieuw", {"bram", "daan"}),
    "course.sign": (f"{CASE}/verloop/stuk/1/tekenen", set()),
    "document_reading.read_file": (f"{CASE}/mogelijkheden/inlezen", {"bram"}),
    "document_reading.save_proposal": (f"{CASE}/mogelijkheden/voorstel", {"bram"}),
    "erasures.decline": ("/beheer/bewaren/1/afwijzen", set()),
    "erasures.erase": ("/beheer/bewaren/1/wissen", set()),
    "erasures.lift": (f"/beheer/bewaren/{NUMBER}/blokkade/1/opheffen", set()),
    "exports.make_export": (f"{CASE}/export", {"bram"}),
    "exports.release": (f"{CASE}/export/1/vrijgeven", set()),
    "judgements.save_answer": (f"{CASE}/vacatures/{VACANCY}/antwoord", {"bram"}),
    "judgements.save_judgement": (f"{CASE}/vacatures/{VACANCY}/oordeel", {"bram"}),
    "house_style.edit_style": ("/beheer/huisstijl/3", {"admin"}),
    "limitations.new_document": (f"{CASE}/mogelijkheden/nieuw", {"bram"}),
    "list_import.download_refused": (f"{CASE}/lijst/afgekeurd", GUIDED),
    "list_import.read_file": (f"{CASE}/lijst", GUIDED),
    "list_import.save_rows": (f"{CASE}/lijst/bewaren", GUIDED),
    "own_account.change_password": ("/account/wachtwoord", EVERYBODY),
    "own_account.confirm": ("/bevestigen", EVERYBODY),
    "own_account.end_one": ("/account/sessies/999/afmelden", EVERYBODY),
    "own_account.switch_digest": ("/account/weekbericht", {"anna", "bram", "daan", "carla", "els", "fatima"}),
    "new_case.open_new_case": ("/nieuw-dossier", {"bram", "carla"}),
    "notices.keep_unread": ("/meldingen/ongelezen", EVERYBODY),
    "notices.open_notice": ("/meldingen/openen", EVERYBODY),
    "notices.read_all": ("/meldingen/gelezen", EVERYBODY),
    "pieces.erase": (f"{CASE}/wissen/gesprek/1", GUIDED),
    "pieces.withdraw": (f"{CASE}/wissen/999/intrekken", set()),
    "profile.edit_profile": (f"{CASE}/profiel/wijzigen", GUIDED),
    "report_drafts.keep_draft": (f"{CASE}/rapporten/concept/1", {"bram"}),
    "reports.begin_report": (f"{CASE}/rapporten", {"bram"}),
    "reports.begin_version": (f"{CASE}/rapporten/1/nieuwe-versie", {"bram"}),
    "reports.give_opinion": (f"{CASE}/rapporten/1/oordeel", {"anna"}),
    "reports.release": (f"{CASE}/rapporten/1/vrijgeven", {"bram"}),
    "reports.sign": (f"{CASE}/rapporten/1/ondertekenen", WITH_EMPLOYER),
    "riv.refer": (f"{CASE}/re-integratieverslag/document", {"bram", "daan"}),
    "riv.state": (f"{CASE}/re-integratieverslag/verklaring", {"anna", "daan"}),
    "passkeys.add": ("/account/sleutels", EVERYBODY),
    "passkeys.remove": ("/account/sleutels/999/weghalen", set()),
    "passkeys.rename": ("/account/sleutels/999/naam", set()),
    "recovery.make_codes": ("/account/herstelcodes", EVERYBODY),
    "retention.ask": (f"{CASE}/bewaren/wissen", WITH_EMPLOYER),
    "retention.download_copy": (f"{CASE}/kopie", {"anna"}),
    "retention.hold": (f"{CASE}/bewaren/blokkeren", {"bram"}),
    "retention.withdraw": (f"{CASE}/bewaren/intrekken", set()),
    "search_profile.new_search_profile": (f"{CASE}/zoekprofiel/nieuw", GUIDED),
    "search_profile.sign": (f"{CASE}/zoekprofiel/1/tekenen", GUIDED),
    "sharing.share": (f"{CASE}/delen", {"bram"}),
    "sharing.undo": ("/ongedaan-maken", {"anna", "bram", "carla", "fatima"}),
    "shortlist.decide": (f"{CASE}/shortlist/{VACANCY}", GUIDED),
    "tour.finish": ("/rondleiding", EVERYBODY),
    "tasks.add_vacancy": (f"{CASE}/vacature-toevoegen", GUIDED),
    "tasks.ask_again": ("/werk/999/opnieuw", set()),
    "tasks.crawl_all": ("/beheer/bronnen/ophalen", {"admin"}),
    "tasks.crawl_one": ("/beheer/bronnen/demo-werk/ophalen", {"admin"}),
    "tasks.rank_again": (f"{CASE}/matches/wegen", {"bram"}),
    "wage.edit_wage": (f"{CASE}/loon/wijzigen", {"bram", "daan"}),
    "weights.change_occupation": (f"{CASE}/vacatures/{VACANCY}/beroep", {"bram"}),
    "weights.put_back": (f"{CASE}/matches/volgorde/terugzetten", GUIDED),
    "own_account.end_all": ("/account/overal-afmelden", EVERYBODY),  # last: nobody is signed in after it
}
"""Every view that writes, posted to without any value: allowed actors get their form back, others find nothing."""
OPEN_TO_ALL = {
    "account_links.open_link",
    "api_guide.show_document",
    "api_guide.show_guide",
    "calendar.read_feed",
    "health.show_health",
    "help.show_help",
    "help.show_topic",
    "home.show_home",
    "passkeys.set_first",
    "passkeys.sign_in",
    "passkeys.use_second",
    "preferences.save_preferences",
    "recovery.use_one",
}
"""The calendar asks for a secret instead: see test_calendar; the API for a key: see tests/webui/api."""


def own_endpoints(app: Flask, method: str) -> set[str]:
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if method in rule.methods
        and rule.endpoint not in STATIC_ENDPOINTS | OPEN_TO_ALL
        and not rule.endpoint.startswith((f"{LIBRARY_BLUEPRINT}.", "api."))
    }


def test_every_view_says_who_may_open_it(app: Flask):
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in STATIC_ENDPOINTS
        and not endpoint.startswith(f"{LIBRARY_BLUEPRINT}.")
        and not isinstance(getattr(view, MARK, None), Allow)
    ]
    assert silent == []


def test_every_page_and_every_write_is_tried_below(app: Flask):
    assert own_endpoints(app, "GET") == set(PAGES)
    assert own_endpoints(app, "POST") == set(WRITES)


def test_no_view_is_open_to_a_role_without_any_right_on_its_rows(app: Flask):
    idle = []
    for endpoint, view in app.view_functions.items():
        rule = getattr(view, MARK, None)
        if isinstance(rule, Allow):
            idle += [
                (endpoint, role.value) for role in rule.roles if not any(grants(role).get(row) for row in rule.rows)
            ]
    assert idle == []


def test_every_field_name_stands_on_a_right_that_someone_has():
    nobody = [
        name
        for name, (row, right) in FIELDS.items()
        if not any(may_in(role, row, right, has_coach=False) for role in Role)
    ]
    assert nobody == []


@pytest.mark.parametrize("actor", ACTORS)
def test_each_actor_opens_exactly_the_pages_that_are_theirs(actor: str, visit):
    visitor = visit(actor)
    opened = {endpoint for endpoint, (path, _) in PAGES.items() if visitor.get(path).status_code == 200}
    assert opened == {endpoint for endpoint, (_, allowed) in PAGES.items() if actor in allowed}


@pytest.mark.parametrize("actor", ACTORS)
def test_what_is_not_theirs_does_not_exist(actor: str, visit):
    visitor = visit(actor)
    answers = {visitor.get(path).status_code for path, allowed in PAGES.values() if actor not in allowed}
    assert answers == {404}


@pytest.mark.parametrize("actor", ACTORS)
def test_each_actor_writes_exactly_where_they_may(actor: str, visit):
    visitor = visit(actor)
    found = {endpoint for endpoint, (path, _) in WRITES.items() if visitor.post(path).status_code != 404}
    assert found == {endpoint for endpoint, (_, allowed) in WRITES.items() if actor in allowed}


def test_another_case_answers_as_a_case_that_is_not_there(bram):
    other = bram.get(f"/dossiers/{OTHER_NUMBER}")
    nothing = bram.get("/dossiers/2099-9999")
    assert (other.status_code, nothing.status_code) == (404, 404)
    assert other.text == nothing.text


def test_nobody_signed_in_is_sent_to_the_sign_in_page(anyone):
    answers = {path: anyone.get(path) for path, _ in PAGES.values()}
    assert {answer.status_code for answer in answers.values()} == {302}
    assert {answer.location.partition("?")[0] for answer in answers.values()} == {"/inloggen"}


@pytest.mark.parametrize("path", ["/onzin", f"{CASE}/onzin", f"{CASE}/sollicitaties/999", f"{CASE}/bewijs/999"])
def test_what_does_not_exist_is_404(path: str, bram):
    assert bram.get(path).status_code == 404


def test_a_wrong_method_is_405_for_who_is_signed_in(bram):
    assert bram.client.delete(f"{CASE}/sollicitaties").status_code == 405
    assert bram.get(f"{CASE}/sollicitaties/vrijgeven").status_code == 405


def test_an_account_that_is_switched_off_is_out_at_once(app, visit, web_database, cast):
    from dossier.storage.accounts import find_account

    visitor = visit("bram")
    assert visitor.get(CASE).status_code == 200
    with web_database.session() as session:
        find_account(session, cast.emails["bram"]).active = False
    assert visitor.get(CASE).status_code == 302
