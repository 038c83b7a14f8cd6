"""Values that stand behind or below a label: "Standplaats: Utrecht", in Dutch, English and a few other languages."""

import re
from collections.abc import Iterable

_LABELS = {
    "title": "functie|functietitel|functienaam|job title|position|vacature",
    "place": "standplaats|locatie|locaties|plaats|werklocatie|werkplek|vestiging|regio|location|locations|"
    "job location|city"
    "|ubicación|lugar|localização|místo výkonu práce|místo pracoviště|arbeitsort",
    "employer": "werkgever|organisatie|bedrijf|bedrijfsnaam|opdrachtgever|company|employer|organization|"
    "organisation|empresa|společnost",
    "date_posted": "geplaatst|geplaatst op|publicatiedatum|plaatsingsdatum|datum plaatsing|gepubliceerd|"
    "gepubliceerd op|posted|"
    "posted on|posted date|date posted|online sinds|publicado|datum",
    "valid_through": "sluitingsdatum|sluit op|sluit|solliciteren voor|solliciteren tot|solliciteren kan tot|"
    "solliciteer voor|"
    "reageren voor|reageren tot|reageren kan tot|reageer voor|uiterste reactiedatum|reactietermijn|"
    "deadline|einddatum|end date|"
    "closing date|vacature sluit op|apply before|apply by",
    "hours_text": "uren|aantal uren|uren per week|aantal uur|werkuren|omvang|arbeidsduur|hours|hours per week|"
    "uur per week",
    "salary_text": "salaris|salarisindicatie|salaris indicatie|bruto salaris|maandsalaris|beloning|salary|"
    "salary range|salarisschaal|"
    "schaal|mzda|plat",
    "education": "opleiding|opleidingsniveau|opleidingsrichting|werk- en denkniveau|niveau|education|"
    "minimum qualification|"
    "požadované vzdělání",
    "employment_type": "dienstverband|contract|contracttype|soort dienstverband|soort contract|type contract|"
    "contractvorm|"
    "employment type|job type|type|tipo de contrato|jornada laboral|typ pracovního poměru|pracovní poměr",
    "identifier": "vacaturenummer|referentienummer|referentie|kenmerk|job id|requisition id|vacature-id|"
    "vacaturecode|reference|"
    "job reference",
    "industry": "branche|vakgebied|sector|categorie|department|afdeling|functiegroep|disciplina",
}
_FIELDS = {name: field for field, names in _LABELS.items() for name in names.split("|")}
_BEHIND = re.compile(r"^\W*([^:\n]{2,40}?)\s*[:=]\s*(.{1,200})$")
_GLUED = re.compile(
    r"^\W*(posted on|end date|posted date|geplaatst op|sluitingsdatum|publicatiedatum)\s*(\d.{4,60})$", re.IGNORECASE
)
_GLUED_WORDS = ("posted on", "end date", "posted date", "geplaatst op", "sluitingsdatum", "publicatiedatum")
_LONGEST, _LONGEST_LABEL = 160, 40
_KNOWN = re.compile(rf"(?<!\w)(?=(?:{'|'.join(sorted(_FIELDS, key=len, reverse=True))})\s*:)", re.IGNORECASE)


def _parts(lines: Iterable[str]) -> list[str]:
    """A line with several labels is taken apart before each of them: "Location: Utrecht Posted date: 4/27/2026"."""
    parts: list[str] = []
    for line in lines:
        words = line.removeprefix("- ").strip()
        if words.count(":") < 2 and " | " not in words:
            parts.append(words)
        else:
            for piece in words.split(" | "):
                parts += filter(None, map(str.strip, _KNOWN.split(piece) if ":" in piece else (piece,)))
    return parts


def read_labels(lines: list[str]) -> dict[str, str]:
    """The first value of every label that the lines have, on the same line or on the next one."""
    found: dict[str, str] = {}
    cleaned = _parts(lines)
    whole = "\n".join(cleaned).lower()
    may_be_glued = any(words in whole for words in _GLUED_WORDS)
    for index, line in enumerate(cleaned):
        match = _BEHIND.match(line) if ":" in line or "=" in line else None
        if match is None and may_be_glued:
            match = _GLUED.match(line)
        if match is None and len(line) > _LONGEST_LABEL:
            continue
        field = _FIELDS.get((match[1] if match else line.rstrip(" :")).strip().casefold())
        if field is None or field in found:
            continue
        value = match[2] if match else next((text for text in cleaned[index + 1 : index + 3] if text), "")
        if 0 < len(value) <= _LONGEST and value.rstrip(" :").casefold() not in _FIELDS:
            found[field] = value.strip()
    return found
