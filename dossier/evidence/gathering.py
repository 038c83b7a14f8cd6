"""Gathers what a receiver may see: the access matrix is applied here, before any export is built."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from dossier.evidence.attachments import ProofFiles, kept_page, proof_files
from dossier.evidence.columns import columns_for
from dossier.evidence.dutch import write_figures
from dossier.evidence.edition import Edition, Member, SearchVersion
from dossier.evidence.log import head_of
from dossier.evidence.report_copy import ReportCopy
from dossier.evidence.report_reader import ReportReader, head_of_case
from dossier.evidence.riv_reader import RivReader
from dossier.model.activity import Activity, ContactRecord
from dossier.model.agreement import AgreementOwner
from dossier.model.case import ReintegrationCase, SearchProfile
from dossier.model.job_application import JobApplication, Proof
from dossier.model.quality_check import QualityCheck
from dossier.rules import RULE_VERSION
from dossier.rules.access import may
from dossier.rules.guarded_field import withhold
from dossier.rules.norms import counts_as_application
from dossier.rules.quality import POINTS
from dossier.rules.wording import write_date
from dossier.settings import Settings
from dossier.storage.accounts import list_accounts
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.agreements import list_agreements
from dossier.storage.applications import list_applications, proofs_by_application
from dossier.storage.evidence import entries_of
from dossier.storage.profiles import search_profiles_of
from dossier.storage.quality_checks import quality_checks

PERFORMERS = {"employee": "werknemer", "coach": "loopbaancoach"}
WAGE_VERDICTS = {
    "HOURS_NOT_SUITABLE": "uren passen niet",
    "MEETS": "haalt de grens",
    "MEETS_AT_MORE_HOURS": "haalt de grens bij meer uren",
    "POSSIBLE": "haalt de grens bij het hoogste bedrag",
    "NOT_REACHABLE_WITHIN_HOURS": "grens niet haalbaar binnen de urenbeperking",
    "BELOW": "onder de grens",
    "UNKNOWN_FLOOR_MEETS": "loon onbekend; minimumloon haalt de grens",
    "UNKNOWN": "loon onbekend",
}


class Gathering:
    """One session, one case, one receiver, one period."""

    def __init__(
        self,
        session: Session,
        case: ReintegrationCase,
        *,
        settings: Settings,
        receiver: str,
        period: tuple[date, date],
    ) -> None:
        assert case.id is not None
        self.session, self.case, self.case_id = session, case, case.id
        self.settings, self.receiver, self.period = settings, receiver, period
        self.names = {account.id: account.name for account in list_accounts(session)}
        self.attachments: list[Member] = []

    def edition(self, *, made_at: datetime, made_by: str) -> Edition:
        """Everything that this receiver may read, and nothing else."""
        facts = head_of_case(self.session, self.case)
        names = {"employer": facts.employer, "employee": facts.employee, "coach": facts.coach}
        riv = RivReader(self.session, self.case, facts, receiver=self.receiver)
        return Edition(
            case=facts,
            receiver=self.receiver,
            receiver_name=names[self.receiver],
            period_from=self.period[0],
            period_to=self.period[1],
            made_at=made_at,
            made_by=made_by,
            version=len(entries_of(self.session, self.case_id)),
            head=head_of(self.session, self.case.number, self.case_id),
            rule_version=RULE_VERSION,
            applications=self._applications(),
            activities=[self._activity(row) for row in self._list_activities()],
            contacts=self._contacts(),
            agreements=self._agreements(),
            search_versions=self._search_versions(),
            reports=(reports := self._reports()),
            statements=(statements := riv.statements()),
            papers=(papers := riv.papers()),
            riv=riv.rows([one.kind for one in reports], statements, papers),
            repair=riv.repair(),
            attachments=self.attachments,
        )

    def may_read(self, row: int, right: str = "read") -> bool:
        return may(self.receiver, row, right)

    def shown(self, text: str | None) -> str | None:
        """Free text as this receiver may read it: the employer reads no words about health, confirmed or not."""
        return withhold(text) if text and self.receiver == "employer" else text

    def _reports(self) -> list[ReportCopy]:
        reader = ReportReader(self.session, self.case, settings=self.settings, receiver=self.receiver)
        return [reader.copy(report) for report in reader.reports(self.period)]

    def _applications(self) -> list[dict[str, Any]]:
        everything = self.may_read(17)
        if not (everything or self.may_read(17, "released")):
            return []
        rows = list_applications(self.session, self.case_id, released_only=not everything, period=self.period)
        proofs = proofs_by_application(self.session, self.case_id)
        looks = self._looks()
        keys = [column.key for column in columns_for(self.receiver)]
        lines = []
        for row in rows:
            files = self._proofs(row, proofs.get(row.id or 0, []))
            page, facts = kept_page(self.session, self.settings, row)
            self.attachments += [*files.members, *page]
            values = {**row_values(row), **facts, "proofs": files.named()}
            values["recorded_by"] = self.names.get(row.recorded_by, "")
            values["follow_up"] = self.shown(row.follow_up)
            values["quality"] = write_looks(looks.get(row.id or 0, []), self.names)
            lines.append({key: values[key] for key in keys})
        return lines

    def _looks(self) -> dict[int, list[QualityCheck]]:
        """What was seen in letters, per application; the employer reads none of it (matrix row 15)."""
        found: dict[int, list[QualityCheck]] = {}
        for look in quality_checks(self.session, self.case_id) if self.may_read(15) else []:
            found.setdefault(look.application_id, []).append(look)
        return found

    def _proofs(self, row: JobApplication, proofs: list[Proof]) -> ProofFiles:
        may = self.may_read(18) or self.may_read(18, "released")
        return proof_files(self.settings, row, proofs if may else [], for_employer=self.receiver == "employer")

    def _list_activities(self) -> list[Activity]:
        return list_activities(self.session, self.case_id, period=self.period) if self.may_read(21) else []

    def _activity(self, row: Activity) -> dict[str, Any]:
        """The employer reads title, days, status and cost (row 21); the rest is between employee and coach."""
        shown: dict[str, Any] = {
            "occurred_on": row.occurred_on,
            "until": row.until,
            "title": self.shown(row.title),
            "due_on": row.due_on,
            "status": row.status,
            "cost_cents": row.cost_cents,
            "recorded_at": row.recorded_at,
            "recorded_by": self.names.get(row.recorded_by, ""),
        }
        if self.receiver == "employer":
            return shown
        return shown | {
            "kind": row.kind,
            "provider": row.provider or "",
            "search_direction": row.search_direction or "",
            "goal": row.goal or "",
            "result": row.result or "",
        }

    def _contacts(self) -> list[dict[str, Any]]:
        if not (self.may_read(19) or self.may_read(19, "limited")):
            return []
        rows = list_contacts(self.session, self.case_id, period=self.period)
        return [self._contact(row, whole=self.may_read(19)) for row in rows]

    def _contact(self, row: ContactRecord, *, whole: bool) -> dict[str, Any]:
        """The employer reads day, way and the agreements that concern the employer (row 19)."""
        shown: dict[str, Any] = {
            "occurred_on": row.occurred_on,
            "way": row.way,
            "employer_agreements": self.shown(row.employer_agreements) or "",
            "recorded_at": row.recorded_at,
            "recorded_by": self.names.get(row.recorded_by, ""),
        }
        if not whole:
            return shown
        return shown | {
            "with_whom": row.with_whom,
            "facts": row.facts or "",
            "agreements": row.agreements or "",
            "next_step": row.next_step or "",
        }

    def _agreements(self) -> list[dict[str, Any]]:
        """The employer reads only what the employer does (row 19)."""
        owner = None if self.may_read(19) else AgreementOwner.EMPLOYER.value
        if owner is not None and not self.may_read(19, "limited"):
            return []
        return [
            {
                "made_on": row.made_on,
                "due_on": row.due_on,
                "what": self.shown(row.what) or "",
                "owner": row.owner,
                "state": row.state,
                "settled_on": row.settled_on,
                "settled_why": self.shown(row.settled_why) or "",
                "recorded_at": row.recorded_at,
                "recorded_by": self.names.get(row.recorded_by, ""),
            }
            for row in list_agreements(self.session, self.case_id, period=self.period, owner=owner)
        ]

    def _search_versions(self) -> list[SearchVersion]:
        """Every version up to the end of the period, oldest first: what came and what went."""
        if not self.may_read(13):
            return []
        versions = search_versions(
            self.session, self.case_id, until=self.period[1], names=self.names, whole=self.may_read(15)
        )
        return [
            replace(version, reason=self.shown(version.reason) or "", why_dropped=self.shown(version.why_dropped) or "")
            for version in versions
        ]


def search_versions(
    session: Session, case_id: int, *, until: date, names: dict[int | None, str], whole: bool = True
) -> list[SearchVersion]:
    """Every version up to a day, oldest first; `whole` also says how much of the market fits (matrix row 15)."""
    versions: list[SearchVersion] = []
    for row in reversed(search_profiles_of(session, case_id)):
        if row.valid_from <= until:
            versions.append(_search_version(row, versions[-1].directions if versions else [], names, whole=whole))
    return versions


def _search_version(
    row: SearchProfile, before: list[str], names: dict[int | None, str], *, whole: bool
) -> SearchVersion:
    return SearchVersion(
        version=row.version,
        valid_from=row.valid_from,
        directions=list(row.directions),
        added=[direction for direction in row.directions if direction not in before],
        dropped=[direction for direction in before if direction not in row.directions],
        region=row.region or "",
        hours=row.hours or "",
        reason=row.reason,
        why_dropped=row.why_dropped or "",
        market=[write_figures(figures, whole=whole) for figures in row.market],
        market_on=row.market_on,
        signatures=[_signed(one) for one in row.signatures],
        recorded_at=row.recorded_at,
        recorded_by=names.get(row.recorded_by, ""),
    )


def _signed(one: dict[str, Any]) -> str:
    on_paper = ", op papier" if one["on_paper"] else ""
    role = {"employee": "werknemer", "coach": "loopbaancoach"}.get(one["role"], one["role"])
    return f"{one['name']} ({role}), {write_date(date.fromisoformat(one['signed_on']))}{on_paper}"


def write_looks(looks: list[QualityCheck], names: dict[int | None, str]) -> str:
    """The newest look at a letter, point by point (U-24); nothing is added up."""
    if not looks:
        return ""
    look = looks[0]
    points = [f"{title}: {getattr(look, name)}" for name, title in POINTS.items()]
    parts = [*points, *([f"advies: {look.advice}"] if look.advice else [])]
    return f"{write_date(look.checked_on)} door {names.get(look.recorded_by, '')}: {'; '.join(parts)}"


def row_values(row: JobApplication) -> dict[str, Any]:
    return {
        **row.model_dump(),
        "counts": counts_as_application(row.way, contact_person=row.contact_person, on=row.applied_on),
        "performed_by": PERFORMERS.get(row.performed_by, row.performed_by),
        "wage_verdict": WAGE_VERDICTS.get(row.wage_verdict or "", row.wage_verdict),
    }
