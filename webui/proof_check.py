"""What an application still misses before it counts, and what would make it stronger (rules 3d, U-21 to U-23)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from dossier.model.job_application import JobApplication, Proof, ProofKind
from dossier.rules.norms import counts_as_application, missing_for_evidence

SENT_KINDS = frozenset({ProofKind.SENT, ProofKind.CONFIRMATION, ProofKind.REJECTION, ProofKind.INVITATION})


def missing_parts(application: JobApplication, proofs: Sequence[Proof]) -> list[str]:
    """In the reader's words; an empty list means the row can stand in front of UWV."""
    checks = (
        (application.employer, _("de naam van de werkgever")),
        (application.job_title, _("de functie")),
        (application.url or application.source, _("waar de vacature stond")),
        (proofs, _("een bewijs: een bevestiging, brief of schermafdruk")),
    )
    lacking = [text for value, text in checks if not value]
    if not counts_as_application(application.way, contact_person=application.contact_person, on=application.applied_on):
        lacking.append(_("met wie u contact had: zonder naam telt deze manier van solliciteren niet"))
    return lacking


def stronger_with(application: JobApplication, proofs: Sequence[Proof]) -> list[str]:
    """The full set of U-23: vacancy text, letter and proof of sending or receipt."""
    kinds = {proof.kind for proof in proofs}
    names = {
        "vacaturetekst": _("de tekst van de vacature"),
        "brief": _("uw brief of e-mail"),
        "verzendbewijs": _("een bewijs dat het verstuurd of ontvangen is"),
    }
    lacking = missing_for_evidence(
        has_vacancy_text=application.snapshot_id is not None,
        has_letter=ProofKind.LETTER in kinds,
        has_sent_proof=bool(kinds & SENT_KINDS),
    )
    return [names[name] for name in lacking]
