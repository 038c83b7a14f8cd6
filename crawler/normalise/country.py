"""Countries as pages write them, to the two letters of ISO 3166."""

import re
from functools import cache

from babel import Locale

_LANGUAGES = ("nl", "en", "de", "fr")
_OTHER_NAMES = {
    "nld": "NL", "holland": "NL", "the netherlands": "NL", "bel": "BE", "vlaanderen": "BE", "flanders": "BE",
    "wallonie": "BE",
    "deu": "DE", "gbr": "GB", "uk": "GB", "england": "GB", "scotland": "GB", "engeland": "GB", "great britain": "GB",
    "usa": "US", "u.s.a": "US", "u.s": "US", "united states of america": "US", "czechia": "CZ", "česko": "CZ",
    "norge": "NO", "česká republika": "CZ", "polska": "PL", "españa": "ES", "sverige": "SE", "danmark": "DK",
    "italia": "IT", "fra": "FR", "esp": "ES", "pol": "PL",
}  # fmt: skip


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if re.fullmatch(r"[A-Z]{2}", code) and code not in ("EU", "UN", "EZ", "XA", "XB", "ZZ"):
                names.setdefault(name.casefold(), code)
                names.setdefault(code.casefold(), code)
    return names | _OTHER_NAMES


def country_code(text: str | None) -> str | None:
    """NL for Nederland, NLD, The Netherlands and nl; None for what is no country."""
    if not text:
        return None
    folded = " ".join(text.split()).strip(" .").casefold()
    return _names().get(folded)
