"""The dossier check: what in the file would be asked about, and what mends it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from dossier.rules.signal import Colour
from dossier.rules.signals import LEFT_OUT, check_case
from dossier.storage.case_facts import facts_of
from webui.access import OWN_CASE, allow, can, open_case, require_in
from webui.case_frame import render_case
from webui.context import today
from webui.transaction import get_session

blueprint = Blueprint("check", __name__)


@blueprint.get("/dossiers/<number>/controle")
@allow(*OWN_CASE, rows=(24,))
def show_check(number: str) -> ResponseReturnValue:
    case = open_case(number, "dossiercontrole")
    require_in(case, "check.read")
    signals = check_case(facts_of(get_session(), case, on=today()))
    shown = [signal for signal in signals if can("limitations.items") or not signal.on_limitations]
    return render_case("case/check.html", case, signals=shown, left_out=LEFT_OUT, red=Colour.RED)
