"""When a vacancy is closed: its day has passed, or its page says so in words."""

import re
from datetime import date, datetime

from sqlmodel import Session

from dossier.storage.vacancies import mark_expired

_GONE = re.compile(
    r"(?i)(deze|de) (vacature|functie|positie|baan)( \S+){0,3} is (helaas |inmiddels |momenteel |al |reeds )*"
    r"(niet (meer|langer) (beschikbaar|actueel|actief|open|online|geldig)"
    r"|gesloten|vervuld|verlopen|ingevuld|vergeven|verwijderd)"
    r"|(deze )?vacature (is )?(gesloten|vervuld|verlopen|niet gevonden|bestaat niet)"
    r"|(reageren|solliciteren) (op deze vacature )?is niet (meer|langer) mogelijk"
    r"|(this|the) (job|position|vacancy|posting|role)( \S+){0,3} (is|has been) "
    r"(no longer (available|active|open|accepting applications)|closed|filled|expired|removed)"
    r"|no longer accepting applications|job (not found|has expired)"
)
_MARKUP = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_READ = 400_000


def says_gone(html: str) -> bool:
    """Does a page tell a visitor, in Dutch or English, that the vacancy is closed?"""
    words = " ".join(_MARKUP.sub(" ", html[:_READ]).split())
    return bool(_GONE.search(words))


def expire_vacancies(session: Session, *, today: date, now: datetime) -> int:
    """Close the open vacancies whose closing day has passed; answers how many."""
    return mark_expired(session, today, now)
