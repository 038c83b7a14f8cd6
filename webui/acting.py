"""How a page lets the core act: who, when, signed with what; and what was wrong lands at its field."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypedDict, TypeVar

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from dossier.errors import AttachmentError, GuardedTextError, InvalidInputError
from dossier.evidence.signing import Signer
from dossier.model.people import Account
from webui.access import reader
from webui.context import get_context, now
from webui.guard import point_out
from webui.refusals import allowed_here

Answer = TypeVar("Answer")


class ActBy(TypedDict):
    """The arguments that every act takes."""

    actor: Account
    now: datetime
    signer: Signer


def act_by_reader() -> ActBy:
    return ActBy(actor=reader(), now=now(), signer=get_context().signer)


def try_act(form: FlaskForm, act: Callable[[], Answer]) -> Answer | None:
    """Do it; where the core refuses a value, put the reason at the field it names and answer nothing."""
    try:
        return act()
    except GuardedTextError as error:
        for name, text in point_out(form, error).items():
            add_error(form, name, text)
    except InvalidInputError as error:
        add_error(form, error.field, _("Dit kan niet. Toegestaan: %(allowed)s.", allowed=allowed_here(error.allowed)))
    except AttachmentError as error:
        add_error(form, "file", str(error))
    return None


def add_error(form: FlaskForm, name: str, message: str) -> None:
    """At the field of this name, or at the first field when the form has no such field."""
    field: Any = form[name] if name in form else next(field for field in form if field.type != "CSRFTokenField")
    field.errors = [*field.errors, message]
