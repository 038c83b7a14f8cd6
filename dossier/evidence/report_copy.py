"""One receiver's copy of a report: what the matrix lets this reader see, with signatures and the employee's opinion."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dossier.evidence.case_head import CaseHead
from dossier.evidence.look import Look
from dossier.rules.report_kind import report_forms

COUNTED = frozenset({"voortgangsrapportage"})
"""Kinds of which there are several in a track, each with a number."""


@dataclass(frozen=True)
class SignatureLine:
    """One line below a report; `signed_at` is empty where the signature is still open."""

    function: str
    name: str
    meaning: str
    signed_at: datetime | None
    remark: str = ""


@dataclass(frozen=True)
class Opinion:
    """The employee's own words."""

    text: str
    name: str
    given_at: datetime
    version: int


@dataclass(frozen=True)
class ReportCopy:
    """Everything that one receiver may read of one version; what is not here cannot leak."""

    case: CaseHead
    kind: str
    number: int
    version: int
    newest: int
    period_from: date
    period_to: date
    author: str
    settled_at: datetime
    receiver: str
    receiver_name: str
    sections: list[tuple[str, str]]
    left_out: int
    """How many parts are not for this receiver."""
    facts: dict[str, Any]
    signatures: list[SignatureLine]
    opinion: Opinion | None
    content_sha256: str
    look: Look = field(default_factory=Look)

    @property
    def title(self) -> str:
        name = report_forms()[self.kind].title
        return f"{name} {self.number}" if self.kind in COUNTED else name
