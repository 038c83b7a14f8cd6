"""Anna's case with a word of its own in every field, made from the metadata of the tables: who reads which? (T03)."""

import re
from collections.abc import Callable

from sqlalchemy import JSON, Column, Table, select, text, update
from sqlmodel import Session

from dossier.acts.quality_checks import save_quality_check
from dossier.acts.statements import refer_document, submit_statement
from dossier.evidence.signing import Signer
from dossier.model.guarded import SealedJson, SealedNumber
from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from dossier.storage.database import Database, metadata
from tests.dossier.cast import NOW
from tests.dossier.cast import Cast as CoreCast
from tests.dossier.evidence.full_case import fill_case
from tests.webui.cast import NUMBER, OTHER_NUMBER, Cast

CANARY = re.compile(r"KANARIE-([a-z_]+?)--([a-z_]+)", re.IGNORECASE)
CHOICES = {
    "applied_by", "bearing", "closed_by", "code", "country", "elsewhere", "employment_type", "end_reason", "found_by",
    "function", "generation", "ground", "hours_verdict", "informant", "instrument", "item", "kind", "language",
    "led_by", "limitation_verdict", "meaning", "occurs", "other_job", "owner", "own_job", "part", "performed_by",
    "period", "phase", "reader", "reason_code", "receiver", "report_kind", "role", "state", "status",
    "transport", "travel_verdict", "wage_verdict", "way", "verdict", "computed", "case_type", "fits_profile",
    "fits_vacancy", "layout", "motivation", "fits_limitations",
}  # fmt: skip
"""Columns whose value is one of a list: no person can type there."""
MADE = {
    "accent", "content_sha256", "filename", "head", "home_postcode", "id", "identifier", "key", "media_type",
    "model_version", "number", "rule_version", "sha256", "text_sha256", "vacancy_id", "copy_of", "occupation",
    "detail", "found", "weights",
}  # fmt: skip
ALSO_MADE = {"report.facts", "job_application.result", "case_ranking.missing", "proof.mail", "proof.mentions"}
"""What the program makes or computes with; a file's name is tried by test_attachments."""
OUTSIDE = {
    "account", "account_event", "account_link", "api_receipt", "api_token", "calendar_feed", "crawl_refusal",
    "crawl_run", "erasure", "evidence_content", "evidence_entry", "evidence_export", "host_turn", "house_style",
    "letter_template", "notice_read", "organisation", "passkey", "recovery_code", "scheduled_run", "sign_in_session",
    "sign_in_try", "snapshot", "task", "vacancy", "vacancy_reading", "vacancy_snapshot",
    "visited_page",
}  # fmt: skip
"""Tables that hold nothing of a case, or (the log) the same words once more."""
KEPT_LEAVES = {"slug", "kind", "code", "role", "state", "feature", "key", "verdict"}


def canary(table: str, column: str) -> str:
    word = f"KANARIE-{table}--{column}"
    return f"https://{word}.example/" if column == "url" else word


def fill_every_field(
    database: Database, cast: Cast, settings: Settings, word: Callable[[str, str], str] = canary
) -> dict[str, list[str]]:
    """Every act once, and then a word of its own in every field; answers the fields by table."""
    with database.session() as session:
        core = core_cast(session, cast, settings)
        fill_case(session, core, settings)
        fill_papers(session, core)
    with database.session() as session:
        case = case_by_number(session, NUMBER).id
        return {table.name: put_canaries(session, table, case or 0, word) for table in case_tables()}


def fill_papers(session: Session, cast: CoreCast) -> None:
    """What fill_case leaves out: what each party says, a paper of another, and what was seen in a letter."""
    for kind, actor in (("oordeel van de werknemer", cast.anna), ("passend werk bij de eigen werkgever", cast.daan)):
        submit_statement(session, cast.case, {"kind": kind, "text": "Gezegd."}, **cast.by(actor))
    paper = {"part": "probleemanalyse", "title": "x", "dated": "2025-04-10", "author_name": "x", "signed_by": "x"}
    refer_document(session, cast.case, paper | {"author_function": "bedrijfsarts"}, **cast.by(cast.bram))
    seen = {"checked_on": NOW.date(), "advice": "Korter.", "layout": "ja"}
    save_quality_check(session, cast.case, 1, seen, **cast.by(cast.bram))


def core_cast(session: Session, cast: Cast, settings: Settings) -> CoreCast:
    people = {
        name: find_account(session, cast.emails[name]) for name in ("anna", "bram", "carla", "daan", "els", "admin")
    }
    cases = {"case": case_by_number(session, NUMBER), "other_case": case_by_number(session, OTHER_NUMBER)}
    return CoreCast(**people, **cases, signer=Signer.load(settings.signing_key_file))


def case_tables() -> list[Table]:
    return [table for table in metadata().sorted_tables if table.name not in OUTSIDE]


def put_canaries(session: Session, table: Table, case_id: int, word: Callable[[str, str], str]) -> list[str]:
    """A canary in every field of this table that a person can fill, in the rows of this case."""
    own = f"case_id = {case_id}" if "case_id" in table.columns else "1 = 1"
    if table.name == "reintegration_case":
        own = f"id = {case_id}"
    if not session.execute(text(f'SELECT count(*) FROM "{table.name}" WHERE {own}')).scalar():
        return []
    fields = [column for column in table.columns if is_typed(column)]
    for column in fields:
        value = word(table.name, column.name)
        if isinstance(column.type, JSON | SealedJson):
            put_in_json(session, table, column, value, own)
        else:
            session.execute(update(table).where(text(own)).values({column: value}))
    return [column.name for column in fields]


def is_typed(column: Column) -> bool:
    excepted = column.name in CHOICES | MADE or str(column) in ALSO_MADE
    number = isinstance(column.type, SealedNumber)
    return str(column.type).startswith(("VARCHAR", "TEXT", "JSON")) and not excepted and not number


def put_in_json(session: Session, table: Table, column: Column, word: str, own: str) -> None:
    for key, value in session.execute(select(table.c.id, column).where(text(own))).all():
        session.execute(update(table).where(table.c.id == key).values({column: with_word(value, word)}))


def with_word(value: object, word: str) -> object:
    """The same shape with this word for every text of more than a code."""
    if isinstance(value, dict):
        return {key: one if key in KEPT_LEAVES else with_word(one, word) for key, one in value.items()}
    if isinstance(value, list):
        return [with_word(one, word) for one in value]
    return word if isinstance(value, str) and not re.match(r"\d{4}-\d\d", value) else value


def found_in(told: str) -> set[str]:
    return {f"{table}.{column}".lower() for table, column in CANARY.findall(told)}
