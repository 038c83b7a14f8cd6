"""The kinds of reports: their parts, who reads each part and who signs, from `report_kinds.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

COACH, EMPLOYER = "coach", "employer"


class Part(BaseModel):
    """One part of a report; `draft` names the function that writes its first text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    slug: str
    title: str
    hint: str
    draft: str | None = None
    standard: str = ""
    """The first text where no rows say anything; an office may set its own."""
    employer: bool
    """Whether the employer reads this part (matrix rows 6, 11, 12 and 19)."""


class ReportForm(BaseModel):
    """One kind of report."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    source: str
    signers: dict[str, str]
    """Per role what the signature says."""
    parts: tuple[Part, ...]

    def signed_by(self, owner: str) -> dict[str, str]:
        """Who signs where this role keeps the file: without a coach the owner signs as the coach would (U-05)."""
        if owner == COACH:
            return self.signers
        others = {role: meaning for role, meaning in self.signers.items() if role not in {COACH, owner}}
        return {owner: self.signers[COACH], **others}

    def written_by(self, owner: str) -> "ReportForm":
        """The parts that this role writes: the employer those that the employer reads."""
        if owner != EMPLOYER:
            return self
        return self.model_copy(update={"parts": tuple(part for part in self.parts if part.employer)})


@cache
def report_forms() -> dict[str, ReportForm]:
    """Every kind of report by the value of `ReportKind`."""
    text = (files("dossier.rules") / "report_kinds.toml").read_text(encoding="utf-8")
    return {kind: ReportForm.model_validate(table) for kind, table in tomllib.loads(text).items()}
