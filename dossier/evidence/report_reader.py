"""Reads reports as one receiver may: the access matrix is applied here, before any page is made."""

from datetime import date

from sqlmodel import Session

from dossier.evidence.case_head import CaseHead
from dossier.evidence.house_style import look_for
from dossier.evidence.report_copy import Opinion, ReportCopy, SignatureLine
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.model.report import OwnStatement, Report, ReportSignature, StatementKind
from dossier.rules.access import may
from dossier.rules.guarded_field import withhold
from dossier.rules.report_kind import report_forms
from dossier.settings import Settings
from dossier.storage.accounts import get_organisation, list_accounts
from dossier.storage.course import owner_of
from dossier.storage.phases import suspended_days
from dossier.storage.reports import list_reports, opinion_about, signatures_of

ROLE_NAMES = {Role.COACH.value: "loopbaancoach", Role.EMPLOYEE.value: "werknemer", Role.EMPLOYER.value: "werkgever"}
WITH_FIGURES = frozenset({"voortgangsrapportage", "eindrapportage"})


class ReportReader:
    """One session, one case, one receiver."""

    def __init__(self, session: Session, case: ReintegrationCase, *, settings: Settings, receiver: str) -> None:
        assert case.id is not None
        self.session, self.case, self.case_id, self.receiver = session, case, case.id, receiver
        self.look = look_for(session, case, settings)
        self.signatures = signatures_of(session, case.id)
        self.head = head_of_case(session, case)
        self.owner = owner_of(session, case).value

    def reports(self, period: tuple[date, date] | None = None) -> list[Report]:
        """The versions that this receiver may read, newest first; with a period those that touch it."""
        if not (may(self.receiver, 23, "read") or may(self.receiver, 23, "released")):
            return []
        rows = list_reports(self.session, self.case_id, released_only=not may(self.receiver, 23, "read"))
        return [row for row in rows if period is None or (row.period_from <= period[1] and row.period_to >= period[0])]

    def copy(self, report: Report) -> ReportCopy:
        own = [part for part in report.sections if part["employer"] or self.receiver != Role.EMPLOYER]
        names = {"employer": self.head.employer, "employee": self.head.employee, "coach": self.head.coach}
        same = [row for row in self.reports() if (row.kind, row.number) == (report.kind, report.number)]
        return ReportCopy(
            case=self.head,
            kind=report.kind,
            number=report.number,
            version=report.version,
            newest=max(row.version for row in [report, *same]),
            period_from=report.period_from,
            period_to=report.period_to,
            author=report.author,
            settled_at=report.recorded_at,
            receiver=self.receiver,
            receiver_name=names[self.receiver],
            sections=[(part["title"], self.shown(part["text"])) for part in own],
            left_out=len(report.sections) - len(own),
            facts=report.facts if report.kind in WITH_FIGURES else {},
            signatures=self.signature_lines(report),
            opinion=self.opinion(report),
            content_sha256=report.content_sha256,
            look=self.look,
        )

    def shown(self, text: str) -> str:
        """The employer reads no words about health, however they came in (V-16)."""
        return withhold(text) if text and self.receiver == Role.EMPLOYER else text

    def signature_lines(self, report: Report) -> list[SignatureLine]:
        """Who signed and who still has to, in the order of the kind."""
        done = {row.role: row for row in self.signatures.get(report.id or 0, [])}
        form = report_forms()[report.kind]
        left = {role: meaning for role, meaning in form.signers.items() if role in done}
        signers = left | form.signed_by(self.owner) if self.owner != Role.COACH else form.signers
        open_names = {"coach": self.head.coach, "employee": self.head.employee, "employer": self.head.employer}
        return [
            self._line(done[role]) if role in done else SignatureLine(ROLE_NAMES[role], open_names[role], meaning, None)
            for role, meaning in signers.items()
        ]

    def _line(self, row: ReportSignature) -> SignatureLine:
        remark = self.shown(row.remark or "")
        return SignatureLine(ROLE_NAMES[row.role], row.name, row.meaning, row.recorded_at, remark)

    def opinion(self, report: Report) -> Opinion | None:
        """The latest words of the employee about this report (matrix row 25)."""
        if not (may(self.receiver, 25, "read") or may(self.receiver, 25, "released")):
            return None
        about = (report.kind, report.number)
        found = opinion_about(self.session, self.case_id, StatementKind.OPINION.value, about)
        return self.as_opinion(found[0]) if found else None

    def as_opinion(self, row: OwnStatement) -> Opinion:
        return Opinion(self.shown(row.text), row.name, row.recorded_at, row.version)


def head_of_case(session: Session, case: ReintegrationCase) -> CaseHead:
    names = {account.id: account.name for account in list_accounts(session)}
    return CaseHead(
        number=case.number,
        employee=case.employee_name,
        employer=get_organisation(session, case.employer_id).name,
        coach=names.get(case.coach_id, ""),
        job_title=case.job_title or "",
        first_sick_day=case.first_sick_day,
        track_two_start=case.track_two_start,
        application_norm=case.application_norm,
        suspended=suspended_days(session, case),
    )
