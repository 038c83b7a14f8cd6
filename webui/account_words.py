"""What is said of accounts: roles, events and links in words."""

from flask_babel import gettext as _

from dossier.model.people import Role
from dossier.model.sign_in import AccountEvent, LinkKind
from dossier.storage.account_events import EventKind


def role_names() -> dict[str, str]:
    return {
        Role.EMPLOYEE.value: _("werknemer"),
        Role.COACH.value: _("coach"),
        Role.EMPLOYER.value: _("werkgever"),
        Role.ADMIN.value: _("beheerder"),
    }


def link_names() -> dict[str, str]:
    return {
        LinkKind.INVITATION.value: _("uitnodiging"),
        LinkKind.PASSWORD.value: _("nieuw wachtwoord"),
        LinkKind.SECOND_STEP.value: _("nieuwe tweede stap"),
    }


def describe_event(event: AccountEvent) -> str:
    return {
        EventKind.SIGNED_IN: _("Aangemeld"),
        EventKind.SIGNED_OUT: _("Afgemeld"),
        EventKind.SIGNED_OUT_ELSEWHERE: _("Op een ander apparaat of overal afgemeld"),
        EventKind.PASSWORD_CHANGED: _("Wachtwoord gewijzigd"),
        EventKind.SECOND_STEP_SET: _("Tweede stap ingesteld"),
        EventKind.SECOND_STEP_CLEARED: _("Tweede stap weggehaald"),
        EventKind.CODES_RENEWED: _("Nieuwe herstelcodes gemaakt"),
        EventKind.CODE_USED: _("Herstelcode gebruikt"),
        EventKind.PASSKEY_ADDED: _("Toegangssleutel toegevoegd"),
        EventKind.PASSKEY_REMOVED: _("Toegangssleutel weggehaald"),
        EventKind.PASSKEY_USED: _("Toegangssleutel gebruikt"),
        EventKind.PASSKEY_BEHIND: _("Toegangssleutel geweigerd: de teller loopt achter, misschien is er een kopie"),
        EventKind.CREATED: _("Account gemaakt"),
        EventKind.LINK_ASKED: _("Link aangevraagd"),
        EventKind.LINK_APPROVED: _("Link goedgekeurd"),
        EventKind.LINK_WITHDRAWN: _("Link ingetrokken"),
        EventKind.LINK_USED: _("Link gebruikt"),
        EventKind.BLOCKED: _("Account geblokkeerd"),
        EventKind.UNBLOCKED: _("Account weer open"),
        EventKind.UNLOCKED: _("Wachttijd na mislukte pogingen opgeheven"),
    }[EventKind(event.kind)]
