"""Before anything is sent out: does the chain verify, and do the rows still say what the log says?"""

from sqlmodel import Session

from dossier.errors import EvidenceError
from dossier.evidence import controleer
from dossier.evidence.chain_check import check_chain
from dossier.evidence.fault_meaning import MEANING
from dossier.evidence.log import line_of
from dossier.evidence.row_check import LoggedRows, RowFault, check_rows
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.storage.applications import list_applications
from dossier.storage.evidence import contents_of, entries_of

SHOWN = 5
"""As many places as fit in one message; the rest is in the outcome of `passend verify`."""


def require_sound_case(session: Session, case: ReintegrationCase, signer: Signer) -> None:
    """Who makes the bundle hears it first: a case that does not verify is not sent out."""
    assert case.id is not None
    contents = contents_of(session, case.id)
    lines = [line_of(entry, case.number, contents.get(entry.id or 0), None) for entry in entries_of(session, case.id)]
    faults: controleer.Faults = []
    chain = check_chain([*lines], "logboek", faults)
    controleer.check_key({signer.fingerprint}, chain, "logboek", faults)
    places = [f"logboek regel {fault['line'] or '-'}: {MEANING[fault['code']]}" for fault in faults]
    logged = LoggedRows()
    logged.read(line["content"] or {} for line in lines)
    places += [_place(fault) for fault in faults_in_rows(session, case.id, logged)]
    if places:
        more = f" en nog {len(places) - SHOWN}" if len(places) > SHOWN else ""
        raise EvidenceError(f"Dossier {case.number} klopt niet: {'; '.join(places[:SHOWN])}{more}.")


def faults_in_rows(session: Session, case_id: int, logged: LoggedRows) -> list[RowFault]:
    """Rows of this case that were changed, taken away or put there past the log."""
    session.flush()
    faults = check_rows(session, logged, whole=False)
    known = logged.ids("job_application")
    rows = [row.id or 0 for row in list_applications(session, case_id)]
    return faults + [RowFault("job_application", row, "row_unlogged") for row in rows if row not in known]


def _place(fault: RowFault) -> str:
    fields = f" ({', '.join(fault.fields)})" if fault.fields else ""
    return f"{fault.table} {fault.row}{fields}: {MEANING[fault.code]}"
