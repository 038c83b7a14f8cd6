"""What a case comes to later on: agreements, papers, a pause, requests that wait, keys of programs and of devices."""

from datetime import date, timedelta

from dossier import acts
from dossier.acts.api_tokens import make_token
from dossier.acts.career_documents import add_comment, save_career_document
from dossier.acts.entry import account_id
from dossier.acts.erasure import ask_erasure
from dossier.acts.exports import record_export
from dossier.acts.holds import place_hold
from dossier.acts.piece_erasure import ask_piece
from dossier.evidence.log import head_of
from dossier.evidence.signing import Signer
from dossier.rules.api_scope import scopes_for
from dossier.settings import Settings
from dossier.storage.account_links import LinkKind, approve_link, ask_link
from dossier.storage.accounts import find_account
from dossier.storage.calendar_feeds import renew_feed
from dossier.storage.cases import case_by_number
from dossier.storage.database import Database
from dossier.storage.passkeys import add_passkey
from tests.webui.cast import NOW, NUMBER, OTHER_NUMBER, TODAY, Cast

CASE = f"/dossiers/{NUMBER}"
LATER_PAGES = {
    "anna": [f"{CASE}/afspraken/1/stand", f"{CASE}/documenten/1", f"{CASE}/verloop/stuk/1/tekenen"],
    "bram": [
        f"{CASE}/afspraken/2/stand", f"{CASE}/afspraken/2/corrigeren", f"{CASE}/documenten/1",
        f"{CASE}/documenten/1/versie", f"{CASE}/verloop/pauze/1", f"{CASE}/verloop/stuk/1/tekenen",
    ],
    "daan": [f"{CASE}/verloop/pauze/1", f"{CASE}/verloop/stuk/1/tekenen"],
    "carla": [f"/dossiers/{OTHER_NUMBER}/bewaren"],
    "admin": [],
}  # fmt: skip
"""The pages that the cast has only then, by who may write there."""
PAPER = b"Inzetbaarheidsprofiel\nDatum: 02-11-2026, bedrijfsarts\nRubriek 4\nTillen tot 10 kg.\nMaximaal 24 uur.\n"
LIST = b"Datum;Werkgever;Functie;Wijze\n05-03-2026;Bakkerij Zon;Balie;mail\n31-02-2026;Bus BV;Planner;mail\n"
UPLOADS = {
    "bram": [
        (f"{CASE}/mogelijkheden/inlezen", {}, (PAPER, "izp.txt")),
        (f"{CASE}/lijst", {"kind": "sollicitaties", "way": ""}, (LIST, "lijst.csv")),
    ]
}
"""Files after which a page asks to confirm what was read in them."""


def live_on(database: Database, settings: Settings, cast: Cast) -> str:
    """Write that state; answers the address of a link that lets its owner choose a password."""
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        anna, bram, carla, daan, admin = (
            find_account(session, cast.emails[name]) for name in ("anna", "bram", "carla", "daan", "admin")
        )
        case, other = (case_by_number(session, number) for number in (NUMBER, OTHER_NUMBER))
        by = {"actor": bram, "now": NOW - timedelta(hours=2), "signer": signer}
        agree_and_write(session, case, anna, by)
        plan_and_pause(session, case, by)
        ask_piece(session, case, "contact_record", 1, {"ground": "bij vergissing vastgelegd of onjuist"}, **by)
        wait_for_others(session, other, by | {"actor": carla})
        head = head_of(session, case.number, case.id)
        record_export(
            session, case, receiver="employer", period=(date(2026, 4, 1), TODAY), filename="b.zip", sha256="c" * 64,
            head=head, **by,
        )  # fmt: skip
        office = {"organisation_id": bram.organisation_id, "name": "Agenda van kantoor", "ends_on": date(2027, 1, 1)}
        make_token(session, office | {"scopes": scopes_for("coach")}, actor=admin, now=NOW)
        ask_link(session, daan, LinkKind.PASSWORD, asked_by=bram, now=NOW)
        link, _ = ask_link(session, anna, LinkKind.PASSWORD, asked_by=bram, now=NOW)
        secret = approve_link(session, link, approver=admin, now=NOW)
        renew_feed(session, account_id(bram), now=NOW)
        add_passkey(
            session, account_id(bram), name="Telefoon", credential_id="eA", public_key="eA", sign_count=0, now=NOW
        )
    return f"/link/{secret}"


def agree_and_write(session, case, anna, by) -> None:
    """An agreement of each, one of them settled, and a letter with a remark."""
    said = {"what": "Drie vacatures bekijken", "made_on": TODAY - timedelta(days=20), "due_on": TODAY}
    acts.add_agreement(session, case, said | {"owner": "werknemer"}, **by | {"actor": anna})
    acts.add_agreement(session, case, said | {"owner": "loopbaancoach"}, **by)
    kept = acts.add_agreement(session, case, said | {"owner": "loopbaancoach", "what": "Bellen"}, **by)
    acts.settle_agreement(session, case, kept.id, {"state": "nagekomen", "settled_on": TODAY}, **by)
    letter = save_career_document(session, case, {"kind": "brief", "title": "Brief", "body": "Geachte lezer"}, **by)
    add_comment(session, case, letter.id, {"comment": "Korter mag"}, **by)


def plan_and_pause(session, case, by) -> None:
    pause = {
        "ground": "HOLIDAY", "starts_on": "2026-05-04", "ends_on": "2026-05-10", "document": "verlofbrief",
        "document_dated": "2026-04-20", "reassessed_on": "2026-04-21",
    }  # fmt: skip
    acts.save_pause(session, case, pause, **by)
    plan = {"kind": "plan van aanpak", "held_on": "2026-04-01", "goal": "Ander werk", "actions": "Oriëntatie"}
    acts.save_joint_record(session, case, plan | {"needs_track_two": True, "track_one_prospect": False}, **by)


def wait_for_others(session, case, by) -> None:
    """The case of somebody else is asked to be erased, and is held as long as that is disputed."""
    ask_erasure(session, case, {"ground": "ten onrechte aangelegd"}, **by)
    place_hold(session, case, {"ground": "bezwaar of beroep", "until": date(2027, 1, 1)}, **by)
