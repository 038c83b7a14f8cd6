"""Two agencies and their employers on one installation: nobody of the one meets a word of the other."""

from dataclasses import dataclass
from datetime import date
from gzip import decompress as gunzip

import pytest
from sqlmodel import select

from dossier.acts.api_tokens import confirm_token, make_token
from dossier.acts.holds import place_hold
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Organisation
from dossier.rules.api_scope import scopes_for
from dossier.storage.account_links import LinkKind, ask_link
from dossier.storage.accounts import create_account, create_organisation, find_account
from dossier.storage.offices import managed_accounts, managed_cases, managed_organisations
from tests.webui.addresses import PAGES, WRITES
from tests.webui.api.conftest import APPLICATION, ROOT, Program
from tests.webui.api.test_access import READS
from tests.webui.cast import NOW, NUMBER, OTHER_NUMBER
from tests.webui.conftest import Visitor

HERE = ("Anna Visser", "Bram", "Bakkerij Mulder", "Bureau Vooruit", NUMBER)
PACKED = {"reports.download_pdf", "reports.download_word"}
"""Their words cannot be read here and take a second each to set; who may open them is in test_access.py."""
MARK = "ANDERKANTOOR"
"""In every name of the second agency, its employer, its coach, its employee and its administrator."""


@dataclass(frozen=True)
class Tenants:
    here: int
    there: int
    numbers: dict[str, int]


@pytest.fixture
def tenants(web_database, cast, app) -> Tenants:
    """The cast works for one agency; Els' case and coach move to another, each with an administrator."""
    with web_database.session() as session:
        bram = find_account(session, "bram@passend.example")
        other = session.exec(select(ReintegrationCase).where(ReintegrationCase.number == OTHER_NUMBER)).one()
        office = create_organisation(session, name=f"{MARK} Bureau", kind="agency")
        firm = create_organisation(session, name=f"{MARK} Werkgever")
        made = {
            name: create_account(session, email=f"{name}@{MARK.lower()}.example", name=f"{MARK} {name}", role=role,
                                 password_hash="x", organisation_id=home, now=NOW)
            for name, role, home in (("coach", "coach", office.id), ("baas", "employer", firm.id),
                                     ("chef", "admin", office.id), ("mens", "employee", None))
        }  # fmt: skip
        made["here"] = create_account(session, email="hier@passend.example", name="Hier Beheer", role="admin",
                                      password_hash="x", organisation_id=bram.organisation_id, now=NOW)  # fmt: skip
        other.coach_id, other.employer_id, other.employee_id = made["coach"].id, firm.id, made["mens"].id
        other.employee_name, other.job_title = f"{MARK} mens", f"{MARK} functie"
        cast.emails.update({name: account.email for name, account in made.items()})
        return Tenants(bram.organisation_id, office.id, {name: account.id for name, account in made.items()})


def addresses(tenants: Tenants) -> list[str]:
    """Every page of the program, for the case, accounts and office of the one and of the other."""
    found = {path for endpoint, (path, _) in PAGES.items() if endpoint not in PACKED}
    found |= {path.replace(NUMBER, OTHER_NUMBER) for path in found}
    found |= {f"/beheer/accounts/{number}" for number in range(1, max(tenants.numbers.values()) + 1)}
    return sorted(found | {f"/beheer/huisstijl/{office}" for office in (tenants.here, tenants.there)})


def walk(visitor: Visitor, tenants: Tenants) -> tuple[int, str]:
    answers = [visitor.get(path) for path in addresses(tenants)]
    return sum(answer.status_code == 200 for answer in answers), " ".join(read(answer) for answer in answers)


def read(answer) -> str:
    """The bytes as text: pages, and downloads too, unpacked where they are packed."""
    packed = answer.data.startswith(b"\x1f\x8b")
    return (gunzip(answer.data) if packed else answer.data).decode("utf-8", "replace")


@pytest.mark.parametrize("name", ["anna", "bram", "daan", "here"])
def test_nobody_of_one_agency_reads_a_word_of_the_other_on_any_page(name: str, visit, tenants):
    opened, words = walk(visit(name), tenants)
    assert opened >= 5
    assert (MARK in words, MARK.lower() in words, OTHER_NUMBER in words.replace(f"/{OTHER_NUMBER}", "")) == (False,) * 3


@pytest.mark.parametrize("name", ["mens", "coach", "baas", "chef"])
def test_nobody_of_the_other_agency_reads_a_word_of_the_first(name: str, visit, tenants):
    opened, words = walk(visit(name), tenants)
    assert opened >= 5
    assert [word for word in HERE[:4] if word in words] == []


@pytest.mark.parametrize("name", ["coach", "baas", "chef", "mens"])
def test_no_act_of_the_other_agency_reaches_the_first(name: str, visit, tenants):
    visitor = visit(name)
    paths = {
        path
        for path, _ in WRITES.values()
        if NUMBER in path or path.startswith(("/beheer/accounts/6", "/beheer/huisstijl/"))
    }
    assert {path for path in paths if visitor.post(path).status_code != 404} == set()


@pytest.fixture
def key_of(web_database, cast):
    """`key_of("bram")`: number and secret of a key of this coach's office, confirmed by the coach."""

    def made(name: str) -> tuple[int, str]:
        with web_database.session() as session:
            coach, admin = (find_account(session, cast.emails[one]) for one in (name, "admin"))
            values = {
                "organisation_id": coach.organisation_id,
                "name": f"Sleutel van {name}",
                "ends_on": date(2027, 1, 1),
            }
            token, secret = make_token(session, values | {"scopes": scopes_for("coach")}, actor=admin, now=NOW)
            confirm_token(session, token.id, actor=coach, now=NOW)
            return token.id, secret

    return made


@pytest.mark.parametrize(("name", "own", "other"), [("coach", OTHER_NUMBER, NUMBER), ("bram", NUMBER, OTHER_NUMBER)])
def test_the_program_of_one_agency_reads_and_writes_nothing_of_the_other(name: str, own, other, app, tenants, key_of):
    number, secret = key_of(name)
    program = Program(app.test_client(), secret, number)
    lists = program.get(f"{ROOT}/cases").text
    assert (own in lists, other in lists) == (True, False)
    theirs = [program.get(path.replace(NUMBER, other)) for path, _ in READS.values() if NUMBER in path]
    theirs.append(program.log(APPLICATION, case=f"{ROOT}/cases/{other}"))
    assert {answer.status_code for answer in theirs} == {404}
    assert len({answer.text for answer in theirs}) == 1


def test_an_administrator_meets_no_key_of_another_office(visit, tenants, key_of):
    number, _secret = key_of("bram")
    shown = {
        name: "Sleutel van bram" in visit(name).get("/beheer/koppelingen").text for name in ("here", "admin", "chef")
    }
    assert shown == {"here": True, "admin": True, "chef": False}
    assert visit("chef").post(f"/beheer/koppelingen/{number}/intrekken").status_code == 404


def test_an_administrator_keeps_one_office_or_the_installation(web_database, tenants):
    with web_database.reading() as session:
        chef, whole = (session.get(Account, number) for number in (tenants.numbers["chef"], admin_of(session)))
        assert {one.name for one in managed_accounts(session, chef)} == {
            f"{MARK} {name}" for name in ("coach", "baas", "chef", "mens")
        }
        assert [one.number for one in managed_cases(session, chef)] == [OTHER_NUMBER]
        assert {one.name for one in managed_organisations(session, chef)} == {f"{MARK} Bureau", f"{MARK} Werkgever"}
        assert len(managed_accounts(session, whole)) == len(session.exec(select(Account)).all())
        assert len(managed_organisations(session, whole)) == len(session.exec(select(Organisation)).all())


def admin_of(session) -> int:
    return find_account(session, "admin@passend.example").id


def test_a_request_for_a_link_is_agreed_to_within_the_office(visit, web_database, tenants):
    with web_database.session() as session:
        bram, whole = find_account(session, "bram@passend.example"), session.get(Account, admin_of(session))
        ask_link(session, bram, LinkKind.PASSWORD, asked_by=whole, now=NOW)
        link = bram.id
    assert "Bram" not in visit("chef").get("/herstelverzoeken").text
    assert "Bram" in visit("here").get("/herstelverzoeken").text
    assert visit("chef").get(f"/beheer/accounts/{link}").status_code == 404


def test_holds_and_terms_of_another_office_are_not_shown_and_not_lifted(visit, web_database, web_settings, tenants):
    with web_database.session() as session:
        case = session.exec(select(ReintegrationCase).where(ReintegrationCase.number == NUMBER)).one()
        by = {"actor": find_account(session, "bram@passend.example"), "now": NOW}
        hold = place_hold(
            session,
            case,
            {"ground": "bezwaar of beroep", "until": "2027-01-01"},
            **by,
            signer=Signer.load(web_settings.signing_key_file),
        ).id
    chef = visit("chef")
    assert NUMBER not in chef.get("/beheer/bewaren").text
    assert chef.post(f"/beheer/bewaren/{NUMBER}/blokkade/{hold}/opheffen").status_code == 404
    assert NUMBER in visit("here").get("/beheer/bewaren").text


def test_who_an_administrator_of_an_office_invites_is_of_that_office(visit, web_database, tenants):
    values = {
        "name": "Nieuwe Coach",
        "email": "nieuw@passend.example",
        "role": "coach",
        "organisation": "",
        "new_organisation": "x",
    }
    assert visit("chef").post("/beheer/accounts/nieuw", values).status_code == 200
    with web_database.reading() as session:
        assert find_account(session, "nieuw@passend.example").organisation_id == tenants.there
