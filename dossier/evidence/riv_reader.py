"""Reads the parts of the re-integration report from rows, as one receiver may see them (rules 3b)."""

from datetime import date

from sqlmodel import Session

from dossier.evidence.case_head import CaseHead
from dossier.evidence.dutch import long_day
from dossier.evidence.report_reader import ROLE_NAMES
from dossier.evidence.riv_parts import Paper, Repair, RivRow, Statement
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseParty, JointRecord, SanctionPoint
from dossier.model.course_kind import JointKind
from dossier.model.people import Role
from dossier.model.report import OwnStatement, ReferredDocument, StatementKind
from dossier.rules.access import may
from dossier.rules.guarded_field import withhold
from dossier.rules.report_kind import report_forms
from dossier.rules.riv import RIV_LINES, RivLine, RivPart
from dossier.storage.course import list_rows, sanction_of
from dossier.storage.reports import about_of, list_statements, referred_documents

HERE, ELSEWHERE, MISSING = "in deze bundel", "elders, hier genoemd", "nog niet vastgelegd"
PAPERS = {
    "g": frozenset({JointKind.ACTION_PLAN.value, JointKind.AMENDMENT.value}),
    "h": frozenset({JointKind.FIRST_YEAR.value, JointKind.EVALUATION.value}),
}
YES_NO = {True: "ja", False: "nee"}
SANCTIONS = {"ADMINISTRATIVE": "administratief", "SUBSTANTIVE": "inhoudelijk"}


class RivReader:
    """One session, one case, one receiver."""

    def __init__(self, session: Session, case: ReintegrationCase, head: CaseHead, *, receiver: str) -> None:
        assert case.id is not None
        self.session, self.case_id, self.head, self.receiver = session, case.id, head, receiver
        self.documents = referred_documents(session, case.id)

    def shown(self, text: str | None) -> str:
        return withhold(text) if text and self.receiver == Role.EMPLOYER else text or ""

    def statements(self) -> list[Statement]:
        """Oldest first; the employee's own words by row 25 of the matrix, the employer's by row 27."""
        return [self._statement(row) for row in reversed(list_statements(self.session, self.case_id)) if self._may(row)]

    def _may(self, row: OwnStatement) -> bool:
        number = 25 if row.kind == StatementKind.OPINION else 27
        return may(self.receiver, number, "read") or may(self.receiver, number, "released")

    def _statement(self, row: OwnStatement) -> Statement:
        about = about_of(row)
        role = Role.EMPLOYEE if row.kind == StatementKind.OPINION else Role.EMPLOYER
        return Statement(
            kind=row.kind,
            about="" if about is None else f"{report_forms()[about[0]].title.lower()} {about[1]}",
            text=self.shown(row.text),
            name=row.name,
            function=ROLE_NAMES[role],
            version=row.version,
            given_at=row.recorded_at,
        )

    def papers(self) -> list[Paper]:
        """Employer and employee made these together, so each reads them (matrix row 23)."""
        return [self._paper(row) for row in list_rows(self.session, JointRecord, self.case_id)]

    def _paper(self, row: JointRecord) -> Paper:
        facts = [
            ("Doel", self.shown(row.goal)),
            ("Acties en afspraken", self.shown(row.actions)),
            ("Spoor 2 nodig", "" if row.needs_track_two is None else YES_NO[row.needs_track_two]),
            ("Uitzicht in spoor 1", "" if row.track_one_prospect is None else YES_NO[row.track_one_prospect]),
        ]
        signed = [
            f"{one['name']} ({ROLE_NAMES.get(one['role'], one['role'])}), "
            f"{long_day(date.fromisoformat(one['signed_on']))}{', op papier' if one.get('on_paper') else ''}"
            for one in row.signatures
        ]
        return Paper(row.kind, row.held_on, [(name, text) for name, text in facts if text], signed)

    def repair(self) -> Repair | None:
        """Employer, employee and coach read what UWV wrote without its medical part (matrix row 27)."""
        sanction = sanction_of(self.session, self.case_id)
        if sanction is None or not may(self.receiver, 27, "read"):
            return None
        points = [
            (self.shown(row.shortcoming), row.repaired_on, self.shown(row.repair))
            for row in list_rows(self.session, SanctionPoint, self.case_id)
        ]
        kind = SANCTIONS.get(sanction.kind, sanction.kind)
        return Repair(sanction.letter_on, kind, sanction.shortening_asked_on, points)

    def rows(self, reports: list[str], statements: list[Statement], papers: list[Paper]) -> list[RivRow]:
        return [self._row(line, reports, statements, papers) for line in RIV_LINES]

    def _row(self, line: RivLine, reports: list[str], statements: list[Statement], papers: list[Paper]) -> RivRow:
        if line.statement:
            given = [one for one in statements if one.kind == line.statement and not one.about]
            said = [f"{one.name}, {long_day(one.given_at)}, versie {one.version}" for one in given[-1:]]
            return RivRow(line.letter, line.title, HERE if said else MISSING, said)
        if line.referred:
            return self._referred(line, reports, papers)
        return self._known(line, reports)

    def _referred(self, line: RivLine, reports: list[str], papers: list[Paper]) -> RivRow:
        own = [
            f"{one.kind}, {long_day(one.held_on)}; {_signed(len(one.signed))}"
            for one in papers
            if one.kind in PAPERS.get(line.letter, ())
        ]
        if line.letter == "g" and "trajectplan" in reports:
            own.append("trajectplan spoor 2: 06_trajectplan.pdf")
        named = [self._document(one) for one in self.documents if RivPart(one.part) in line.referred]
        return RivRow(line.letter, line.title, HERE if own else ELSEWHERE if named else MISSING, [*own, *named])

    def _document(self, row: ReferredDocument) -> str:
        signed = f"; ondertekend door {self.shown(row.signed_by)}" if row.signed_by else ""
        author = f"{row.author_name}, {row.author_function}"
        return f"{self.shown(row.title)}, {long_day(row.dated)}, {author}{signed}"

    def _known(self, line: RivLine, reports: list[str]) -> RivRow:
        """A to e: what the case itself says; the nature of the business and the skills stand in the final report."""
        physicians = [
            f"Bedrijfsarts: {row.name}" + (f", {row.organisation}" if row.organisation else "")
            for row in list_rows(self.session, CaseParty, self.case_id)
            if "bedrijfsarts" in row.function.lower()
        ]
        final = ["zie 05_eindrapportage.pdf, onderdeel Gegevens"] if "eindrapportage" in reports else []
        said = {
            "a": [f"Werknemer: {self.head.employee}", f"Werkgever: {self.head.employer}", *physicians],
            "b": final,
            "c": [self.head.job_title] if self.head.job_title else [],
            "d": final,
            "e": [long_day(self.head.first_sick_day)],
        }[line.letter]
        return RivRow(line.letter, line.title, HERE if said else MISSING, said)


def _signed(count: int) -> str:
    return "nog niet ondertekend" if not count else "1 handtekening" if count == 1 else f"{count} handtekeningen"
