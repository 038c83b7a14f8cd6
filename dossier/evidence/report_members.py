"""Reports as files of a bundle: the newest version under the plain name, earlier ones beside it."""

from dossier.evidence.edition import Edition, Member
from dossier.evidence.report_copy import COUNTED, ReportCopy
from dossier.evidence.report_pdf import render_report


def make_members(edition: Edition, kind: str, name: str) -> list[Member]:
    """None where no report of this kind touches the period, or none may be read."""
    copies = sorted((one for one in edition.reports if one.kind == kind), key=lambda one: (one.number, one.version))
    return [
        Member(_file_name(one, name), render_report(one, copied_at=edition.made_at), "application/pdf")
        for one in copies
    ]


def _file_name(copy: ReportCopy, name: str) -> str:
    """`04_voortgangsrapportages/voortgangsrapportage_01.pdf`, `05_eindrapportage_eerdere_versie_1.pdf`."""
    earlier = f"_eerdere_versie_{copy.version}" if copy.newest > copy.version else ""
    stem = f"{name}/{copy.kind}_{copy.number:02d}" if copy.kind in COUNTED else name
    return f"{stem}{earlier}.pdf"
