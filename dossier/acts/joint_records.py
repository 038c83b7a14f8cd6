"""Papers that employer and employee make together, and their signatures (TL-05, TL-09, seeds 4, 74, 86)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field
from sqlmodel import Session

from dossier.acts.course_row import keep_row, logged_fields
from dossier.acts.entry import Input, case_id_of, check_day, read_input, record_entry, row_content
from dossier.acts.free_text import confirmed_words
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.course import JointRecord
from dossier.model.course_kind import JointKind
from dossier.model.people import Account, Role
from dossier.storage.course import get_row, save_row

Party = Literal["employee", "employer", "coach"]


class JointIn(Input):
    """What was agreed on which day; after the first signature the text stands (a change is a new paper)."""

    kind: JointKind
    held_on: date
    goal: str | None = Field(default=None, max_length=2000)
    actions: str | None = Field(default=None, max_length=4000)
    needs_track_two: bool | None = None
    track_one_prospect: bool | None = None


class SignatureIn(Input):
    """Who signed and when; on paper when someone else records it."""

    role: Party
    name: str = Field(min_length=1, max_length=200)
    signed_on: date
    remark: str | None = Field(default=None, max_length=1000)


def save_joint_record(
    session: Session,
    case: ReintegrationCase,
    values: JointIn | Mapping[str, Any],
    *,
    record_id: int | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> JointRecord:
    """A new paper, or another text of a paper that nobody has signed yet."""
    given = read_input(JointIn, values)
    check_day("held_on", given.held_on, case=case, now=now)
    if given.kind is JointKind.FIRST_YEAR and given.needs_track_two is None:
        raise InvalidInputError("needs_track_two", "", "ja of nee: deze evaluatie besluit over spoor 2 (TL-09)")
    if given.kind in {JointKind.ACTION_PLAN, JointKind.INTAKE} and not (given.goal and given.actions):
        lacking = "actions" if given.goal else "goal"
        raise InvalidInputError(lacking, "", "een doel en de acties die zijn afgesproken (seeds 74, 86)")
    if record_id is not None and get_row(session, JointRecord, case_id_of(case), record_id).signatures:
        raise InvalidInputError("kind", given.kind.value, "een nieuw stuk: dit is al ondertekend")
    fields = given.model_dump() | {"kind": given.kind.value}
    entry = EntryKind.JOINT_SAVED
    return keep_row(
        session, case, JointRecord, fields, entry=entry, given=given, row_id=record_id, occurred_on=given.held_on,
        actor=actor, now=now, signer=signer,
    )  # fmt: skip


def sign_joint_record(
    session: Session,
    case: ReintegrationCase,
    record_id: int,
    values: SignatureIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> JointRecord:
    """One signature per party: one's own in the program, another's only as it stands on paper, by the coach."""
    given = read_input(SignatureIn, values)
    row = get_row(session, JointRecord, case_id_of(case), record_id)
    signature = make_signature(given, row.signatures, row.held_on, case, actor=actor, now=now)
    row.signatures = [*row.signatures, signature]
    save_row(session, row)
    content = row_content(row, logged_fields(JointRecord)) | confirmed_words(given)
    record_entry(
        session, case, EntryKind.JOINT_SIGNED, content, actor=actor, now=now, signer=signer, occurred_on=given.signed_on
    )
    return row


def make_signature(
    given: SignatureIn,
    signatures: list[dict[str, Any]],
    made_on: date,
    case: ReintegrationCase,
    *,
    actor: Account,
    now: datetime,
) -> dict[str, Any]:
    """The signature of one party that has not signed yet, from the day of the paper on."""
    check_day("signed_on", given.signed_on, case=case, now=now)
    if given.signed_on < made_on:
        raise InvalidInputError("signed_on", given.signed_on.isoformat(), f"een dag vanaf {made_on}")
    on_paper = given.role != actor.role
    if on_paper and actor.role != Role.COACH:
        raise InvalidInputError("role", given.role, "uw eigen handtekening; die van een ander legt de coach vast")
    if given.role in {one["role"] for one in signatures}:
        raise InvalidInputError("role", given.role, "een partij die nog niet heeft getekend")
    return {
        "role": given.role,
        "name": given.name,
        "signed_on": given.signed_on.isoformat(),
        "on_paper": on_paper,
        "remark": given.remark,
    }
