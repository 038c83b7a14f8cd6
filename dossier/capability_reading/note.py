"""What a document says beyond the level itself: only that becomes a note, for a note always asks to be read."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from dossier.capability_reading.quantity import find_amounts, measures
from dossier.capability_reading.text_line import CHECKED, UNCHECKED, Cell
from dossier.rules.fml import FmlItem

EXPLAINED = re.compile(r"\b(?:toelichting|nadere omschrijving|specificatie|opmerking(?:en)?)\s*:\s*", re.IGNORECASE)
EMPTY = re.compile(
    r"^(?:geen|nvt|n\.v\.t\.?|niet van toepassing|-+|–|geen bijzonderheden|geen toelichting)?[\s.]*$", re.IGNORECASE
)
WORD = re.compile(r"[a-zà-ÿ]+|\d+(?:[.,]\d+)?", re.IGNORECASE)
UNIT = r"(?:kg|kilo|uur|uren|min|keer|x\s|cm|m\b|graden|°|trap|treden|%|dag)"
LEVEL_HEAD = re.compile(
    rf"^\W*(?:stand|niveau|score|waarde)?\s*[:=(]?\s*(?:\d(?!\d|[.,]\d|\s*{UNIT}))?[\s,.:;)–-]*"
    r"(?:(?:licht|sterk|enigszins)\s+)?(?:beperkt\b)?[\s,.:;–-]*",
    re.IGNORECASE,
)
SAME = 88
MARK = re.compile(rf"^(?:\d|[xXvV+●•{CHECKED}{UNCHECKED}]|ja|nee)$")


def words_of(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text))


PLAIN = words_of(
    """de het een en of in op aan van voor met bij per tot te is zijn kan kunnen mag mogen niet geen maximaal max
    ongeveer circa ca hoogstens hooguit ten hoogste langer dan meer aaneengesloten aaneen achter elkaar achtereen
    uur uren minuten min kg kilo kilogram keer maal dag werkdag werk week beperkt licht sterk beperking enigszins
    betrokkene cliënt werknemer medewerker hij zij stand niveau normaal zich als dit dat om ook wel waarde score
    graden cm ja nodig aangewezen worden wordt er voorwaarde item punt maar half halve x u ander andere onder hoge hoog
    heffen overige totaal tijdens gedurende gemiddeld werken moet moeten dient dienen vermeden vermijden mogelijk zonder
    uitgesloten sprake verrichten uitvoeren taken taak werkzaamheden dienst diensten hanteren voorkomen omgaan
    inzetbaar werkbaar belastbaar veelvuldig veelvuldige alleen nauwelijks
    pieken treden kwartier ruim zoveel veel erg goed geschikt toegestaan nooit"""
)


def find_note(tail: str, cells: Sequence[Cell], item: FmlItem, level: int) -> str | None:
    """The explanation of a numbered point, or its words where they say more than the level does."""
    parts = EXPLAINED.split(tail, maxsplit=1)
    if len(parts) == 2 and not EMPTY.match(parts[1].strip(" |;")):
        return parts[1].strip(" |;\n")
    if " | " in parts[0] and CHECKED not in tail:
        return find_cell_note(cells, item, level)
    said = words_beyond(parts[0], item)
    return said if leftover(said, item, level, head=head_of(parts[0])) else None


def find_cell_note(cells: Sequence[Cell], item: FmlItem, level: int) -> str | None:
    """A cell of its own is an explanation, unless it only repeats the words of the level (CRvB AZ9157)."""
    kept = [
        cell.text.replace("\n", " ")
        for cell in cells
        if not says_amount(cell.text, item, level)
        and not MARK.match(cell.text)
        and not EMPTY.match(cell.text)
        and not is_name(cell.text, item)
    ]
    said = "; ".join(one for one in kept if fuzz.token_set_ratio(one.casefold(), item.levels[level].casefold()) < SAME)
    degrees_only = not drop_level(said).strip(" .")
    return None if degrees_only else said


def says_amount(text: str, item: FmlItem, level: int) -> bool:
    """Only the amount of the level: 'tot 2 kg', 'een kwartier'."""
    return bool(measures(item, find_amounts(text))) and not leftover(text, item, level)


def words_beyond(tail: str, item: FmlItem) -> str:
    """Without the name, the number and degree of the level, and the options that could be ticked."""
    if CHECKED in tail or UNCHECKED in tail:
        lines = tail.split("\n")
        return " ".join(line for line in lines[1:] if CHECKED not in line and UNCHECKED not in line).strip()
    return drop_level(drop_name(tail, item)).strip(" |;:.–-")


def head_of(tail: str) -> str:
    head, colon, _ = tail.partition(":")
    return head if colon and len(head) < 60 else ""


def is_name(text: str, item: FmlItem) -> bool:
    return fuzz.token_set_ratio(" ".join(WORD.findall(text.casefold())), item.name.casefold()) >= 75


def drop_name(text: str, item: FmlItem) -> str:
    """The words before the colon, the dash or the bracket, where they are the name."""
    match = re.match(r"^[^:;(\n]{3,90}?(?::|\s[–-]\s|(?=\())", text)
    return text[match.end() :] if match and is_name(match[0], item) else text


def drop_level(text: str) -> str:
    return LEVEL_HEAD.sub("", text, count=1)


def find_free_note(clause: str, known: Sequence[re.Pattern[str]], item: FmlItem, level: int) -> str | None:
    """A clause of running text, where more stands in it than what it was recognised by."""
    said = clause.strip(" .:;,–-•*")
    rest = said
    for pattern in known:
        rest = pattern.sub(" ", rest)
    return said if leftover(rest, item, level) else None


def leftover(text: str, item: FmlItem, level: int, *, head: str = "") -> bool:
    """Does anything stand here that neither the name nor the level says? A number that differs does."""
    named = (
        f"{item.name} {item.levels[level]} {' '.join(item.words.get(level, ()))} {head if is_name(head, item) else ''}"
    )
    known = words_of(named) | PLAIN
    rest = [word for word in words_of(text) if not is_known(word, known)]
    return any(word[0].isdigit() and word != str(level) for word in rest) or any(
        len(word) >= 4 for word in rest if not word[0].isdigit()
    )


def is_known(word: str, known: frozenset[str]) -> bool:
    """The word itself or a form of it: 'tilt' beside 'tillen', 'avonds' beside 'avond'."""
    if word in known or (not word[0].isdigit() and len(word) < 4):
        return True
    stem = word[: max(3, len(word) - 3)]
    return not word[0].isdigit() and any(
        one.startswith(stem) or (len(one) >= 5 and word.startswith(one)) for one in known if len(one) >= 4
    )
