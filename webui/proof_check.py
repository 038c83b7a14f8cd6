"""What an application still misses before it counts as proof (rules 3d and U-23)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from dossier.model.job_application import JobApplication, Proof


def missing_parts(application: JobApplication, proofs: Sequence[Proof]) -> list[str]:
    """In the reader's words; an empty list means the row can stand in front of UWV."""
    checks = (
        (application.employer, _("de naam van de werkgever")),
        (application.job_title, _("de functie")),
        (application.url or application.source, _("waar de vacature stond")),
        (proofs, _("een bewijs: een bevestiging, brief of schermafdruk")),
    )
    return [text for value, text in checks if not value]
