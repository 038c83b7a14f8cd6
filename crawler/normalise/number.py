"""Numbers as Dutch, Flemish and English pages write them."""

import re
from decimal import Decimal

# Thousands with dot, comma, space or apostrophe and then the other sign for decimals; or a bare number.
NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:[\u202f\u00a0' ]\d{3})+(?:,\d{1,2})?(?!\d)"
    r"|\d+(?:[.,]\d+)?)"
)
_WHOLE = re.compile(NUMBER)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,\u202f\u00a0' ]\d{3})+")
_SEPARATORS = str.maketrans("", "", ".,'\u202f\u00a0 ")


def read_number(text: str, *, is_small: bool = False) -> Decimal | None:
    """2.500,28 and 2,500.28 and 2500; `is_small` reads 18,191 as a decimal (Flemish hourly wages have three)."""
    text = text.strip()
    if not _WHOLE.fullmatch(text):
        return None
    if _THOUSANDS.fullmatch(text) and not (is_small and len(text) <= 6):
        return Decimal(text.translate(_SEPARATORS))
    point = max(text.rfind(","), text.rfind("."))
    if point < 0:
        return Decimal(text.translate(_SEPARATORS))
    return Decimal(text[:point].translate(_SEPARATORS) + "." + text[point + 1 :])
