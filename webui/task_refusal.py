"""Why a pasted address gave no vacancy, and what to do then, per code of the crawler."""

from flask_babel import gettext as _

from dossier.model.task import Task

GONE = ("404", "410")


def explain_refusal(task: Task) -> str:
    code, detail = task.code or "", task.detail or ""
    if code == "status" and any(status in detail for status in GONE):
        return _(
            "De pagina bestaat niet meer. De vacature is waarschijnlijk weg; vraag het zo nodig na bij de werkgever."
        )
    return _texts().get(code) or _("Het is niet gelukt: %(detail)s", detail=detail or code)


def _texts() -> dict[str, str]:
    again = _("Bewaar zelf een afdruk van de pagina, en leg een sollicitatie met de hand vast.")
    return {
        "expired": _("Deze vacature is gesloten: dat staat op de pagina."),
        "robots": _("Deze site wil niet dat programma's de pagina ophalen, en daar houden we ons aan.") + " " + again,
        "address": _("Dit adres bezoekt het programma niet: het bestaat niet, of hoort bij een besloten netwerk.")
        + " "
        + _("Kijk of u het hele adres hebt geplakt."),
        "status": _("De site gaf geen bruikbaar antwoord. Probeer het later nog eens."),
        "timeout": _("De site gaf niet op tijd antwoord. Probeer het later nog eens."),
        "listing": _("Dit is een lijst met vacatures. Open er een, en plak het adres van die ene vacature."),
        "no_vacancy": _("Op deze pagina staat geen vacature die het programma kan lezen.") + " " + again,
        "too_large": _("Deze pagina is te groot om te lezen.") + " " + again,
        "malformed": _("Deze pagina is niet te lezen.") + " " + again,
        "unsupported": _("Deze pagina is niet te lezen.") + " " + again,
        "empty": _("Deze pagina is leeg.") + " " + again,
    }
