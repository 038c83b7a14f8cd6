"""Choosing and checking a password on a page: the same rules and the same words wherever one is asked."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlmodel import Session
from wtforms import PasswordField
from wtforms.validators import InputRequired

from dossier.model.people import Account
from dossier.rules.password import PasswordFault, find_fault
from dossier.rules.sign_in import count_on
from dossier.storage.accounts import get_organisation
from dossier.storage.breached_passwords import is_breached
from webui.context import get_context, today
from webui.sign_in import hash_password, normalise_password


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, typed twice."""

    password = PasswordField(
        _l("Nieuw wachtwoord"), [InputRequired(_l("Vul dit in."))], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        _l("Nog een keer"), [InputRequired(_l("Vul dit in."))], render_kw={"autocomplete": "new-password"}
    )


class ChangePasswordForm(NewPasswordForm):
    """Who changes a password types the old one first."""

    current = PasswordField(
        _l("Wachtwoord van nu"), [InputRequired(_l("Vul dit in."))], render_kw={"autocomplete": "current-password"}
    )


def is_password_of(account: Account, typed: str) -> bool:
    """Is this the password of the account?"""
    try:
        return PasswordHasher().verify(account.password, normalise_password(typed))
    except (VerifyMismatchError, InvalidHashError):
        return False


def accept_password(database: Session, form: NewPasswordForm, account: Account) -> bool:
    """Keep the new password when it is good enough; else the form says why not."""
    fault = _fault_of(database, form.password.data or "", account)
    if fault is not None:
        form.password.errors = [_explain(fault)]
    elif form.password.data != form.again.data:
        form.again.errors = [_("Dit is niet hetzelfde wachtwoord.")]
    else:
        account.password = hash_password(form.password.data)
        database.add(account)
        database.flush()
        return True
    return False


def _fault_of(database: Session, password: str, account: Account) -> PasswordFault | None:
    own = [account.name, account.email]
    if account.organisation_id is not None:
        own.append(get_organisation(database, account.organisation_id).name)
    plain = normalise_password(password)
    fault = find_fault(plain, own=own, on=today())
    if fault is None and is_breached(plain, get_context().settings.breached_passwords):
        return PasswordFault.BREACHED
    return fault


def _explain(fault: PasswordFault) -> str:
    return {
        PasswordFault.TOO_SHORT: _(
            "Neem minstens %(count)s tekens, bijvoorbeeld een zin van vier woorden.",
            count=count_on("password_least", today()),
        ),
        PasswordFault.TOO_LONG: _("Neem hoogstens %(count)s tekens.", count=count_on("password_most", today())),
        PasswordFault.COMMON: _("Dit wachtwoord is makkelijk te raden. Neem een eigen zin van vier woorden."),
        PasswordFault.BREACHED: _("Dit wachtwoord staat op een lijst van gelekte wachtwoorden. Neem een ander."),
    }[fault]
