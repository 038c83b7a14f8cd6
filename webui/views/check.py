"""The dossier check: what in the file would be asked about, and what mends it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from dossier.model.people import Role
from dossier.rules.signal import Colour
from dossier.rules.signals import LEFT_OUT, check_case
from dossier.storage.case_facts import facts_of
from webui.access import allow, open_case, require
from webui.case_frame import render_case
from webui.context import today
from webui.transaction import get_session

blueprint = Blueprint("check", __name__)


@blueprint.get("/dossiers/<number>/controle")
@allow(Role.COACH, rows=(24,))
def show_check(number: str) -> ResponseReturnValue:
    case = open_case(number, "dossiercontrole")
    require("check.read")
    signals = check_case(facts_of(get_session(), case, on=today()))
    return render_case("case/check.html", case, signals=signals, left_out=LEFT_OUT, red=Colour.RED)
