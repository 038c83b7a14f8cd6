"""From the bytes of a file to a proposal: its lines, its points, and what is left over."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dossier.capability_reading.degree import CUE, NONE
from dossier.capability_reading.described import describe_in_words
from dossier.capability_reading.extraction import extract_text
from dossier.capability_reading.letterhead import UNKNOWN, is_letterhead, read_letterhead
from dossier.capability_reading.level import Reading, doubt, read_levels
from dossier.capability_reading.note import find_free_note, find_note, words_of
from dossier.capability_reading.numbering import Place, find_places, rest_item, settle_generation
from dossier.capability_reading.private import leave_out, split_sentences
from dossier.capability_reading.proposal import Confidence, Finding, HoursLimit, Proposal, Unplaced, lower
from dossier.capability_reading.sentence import Said, read_sentence, stated_hours
from dossier.capability_reading.text_line import Text, drop_running_lines
from dossier.capability_reading.unit import Unit, gather_units, rubric_of
from dossier.errors import AttachmentError
from dossier.rules.fml import IN_WORDS, OLD, FmlItem, Kind
from dossier.rules.standing import Part, part_of

LITTLE_TEXT = 40
"""Characters: with less there is no text to read."""
NO_TEXT = "In dit bestand staat geen tekst, alleen een afbeelding (gescand). Typ het document over."
TITLE_WORDS = words_of(
    """punt nr nummer naam item onderdeel mogelijkheid mogelijkheden beperkingen omschrijving beoordelingspunt stand
    niveau toelichting opmerking rubriek en de het van normaal beperkt licht sterk functionele mogelijkhedenlijst fml
    izp lab bar lijst inzetbaarheidsprofiel arbeidsmogelijkheden vertrouwelijk"""
)
ORDER = (Confidence.HIGH, Confidence.MIDDLE, Confidence.LOW)


def read_bytes(content: bytes) -> Proposal:
    text = extract_text(content)
    if sum(len(line.text) for line in text.lines) < LITTLE_TEXT:
        raise AttachmentError(NO_TEXT)
    return propose(text)


def propose(text: Text) -> Proposal:
    """What the lines say; the same lines always give the same proposal."""
    lines = drop_running_lines(text)
    units = gather_units(lines)
    head = read_letterhead(lines)
    proposal = Proposal(
        kind=head.kind,
        instrument=instrument_of(head.kind, units),
        generation=settle_generation([(number, unit.tail) for unit in units for number in unit.numbers]),
        dated=head.dated,
        author_function=head.author_function,
        pages=text.pages,
    )
    for unit in units:
        place_unit(unit, proposal)
    proposal.findings = settle_findings(proposal.findings)
    if proposal.instrument in IN_WORDS:
        describe_in_words(proposal)
    return proposal


def instrument_of(kind: str, units: Sequence[Unit]) -> str:
    """The list that a document follows: an unknown one with numbered points, or an update, follows the FML."""
    if part_of(kind) is Part.UPDATES or kind in {"FML", "AD-rapport"}:
        return "FML"
    if kind == UNKNOWN:
        return "FML" if sum(bool(unit.numbers) for unit in units) >= 2 else "IZP"
    return kind


def place_unit(unit: Unit, proposal: Proposal) -> None:
    """Every unit ends as findings, as what was not understood, or as counted: about illness or about who it is."""
    kept = leave_out(unit.text)
    proposal.health_lines += kept.health
    proposal.identity_lines += kept.identity
    if unit.numbers:
        if kept.health or kept.identity:
            unit.tail = leave_out(unit.tail).text
            unit.cells = [cell for cell in unit.cells if not leave_out(cell.text).health]
        place_point(unit, kept.text, proposal)
        return
    if kept.text and rubric_of(unit.text) is None and unit.columns is None:
        place_paragraph(unit, kept.text, proposal)


def place_point(unit: Unit, quote: str, proposal: Proposal) -> None:
    found: list[Finding] = []
    shown = quote or " ".join(unit.numbers)
    for number in unit.numbers:
        for place in find_places(number, unit.tail, proposal.generation):
            found += list(read_place(place, unit, shown, proposal))
    hours = next(
        (value for number in unit.numbers if number == "6.3" for value in [stated_week(unit.tail)] if value), None
    )
    if hours:
        set_hours(proposal, hours, shown, unit.page)
    proposal.findings += found
    if not found and not hours:
        unplaced = Unplaced(text=shown, page=unit.page, why="nummer herkend, maar geen stand gevonden")
        proposal.unplaced.append(unplaced)


def stated_week(text: str) -> Decimal | None:
    return stated_hours(text).get("6.3")


def read_place(place: Place, unit: Unit, quote: str, proposal: Proposal) -> Iterator[Finding]:
    if place.in_words:
        yield in_words(place.item, quote, unit.page, "punt van de oude lijst, in woorden overgenomen")
        return
    old = proposal.generation == OLD
    for reading in levels_of_place(place, unit):
        if is_told_by_hours(place.item, reading):
            continue
        why = "nummer van de oude lijst omgezet" if old else "naam hoort bij een ander nummer"
        sure = reading if place.certain else doubt(reading, why)
        note = find_note(unit.tail, unit.cells, place.item, reading.level)
        if not note and (is_between(reading) or (reading.level and place.item.is_described_at(reading.level))):
            note = unit.tail.strip(" |:;")
        if reading.level == 0 and NONE.search(unit.tail):
            note = None
        yield make_finding(place.item, sure, note, quote, unit.page)


def levels_of_place(place: Place, unit: Unit) -> list[Reading]:
    """An older number may itself be a kind; then the line only says whether it is limited."""
    found = read_levels(place.item, unit.tail, unit.cells, unit.columns, unit.box)
    if place.level is None or not found:
        return found if found or place.level is None else [Reading(place.level, Confidence.LOW, "punt genoemd")]
    return [Reading(place.level if one.level else 0, one.confidence, one.why) for one in found[:1]]


def is_between(reading: Reading) -> bool:
    return "tussen twee standen" in reading.why


def make_finding(item: FmlItem, reading: Reading, note: str | None, quote: str, page: int) -> Finding:
    return Finding(
        item=item.item,
        level=reading.level,
        kind=item.kind.value,
        note=note[:500] if note else None,
        quote=" ".join(quote.split()),
        page=page,
        confidence=reading.confidence,
        why=reading.why,
    )


def in_words(item: FmlItem, words: str, page: int, why: str) -> Finding:
    level = next((number for number, text in enumerate(item.levels) if text == "anders"), 1)
    return make_finding(item, Reading(level, Confidence.LOW, why), words, words, page)


def place_paragraph(unit: Unit, text: str, proposal: Proposal) -> None:
    """Free text, sentence by sentence; a limitation without an item goes in words to the rubric it stands under."""
    for sentence in split_sentences(text):
        hours = stated_week(sentence)
        said = read_sentence(sentence)
        if hours:
            set_hours(proposal, hours, sentence, unit.page)
        for one in said:
            if not is_told_by_hours(one.item, one.reading):
                proposal.findings.append(find_in_text(one, sentence, unit.page))
        if not said and not hours:
            place_rest(unit, sentence, proposal)


def find_in_text(said: Said, sentence: str, page: int) -> Finding:
    note = None
    if said.reading.level:
        note = find_free_note(said.clause, said.words, said.item, said.reading.level)
        if note is None and (is_between(said.reading) or said.item.is_described_at(said.reading.level)):
            note = said.clause.strip(" .")
    return make_finding(said.item, said.reading, note, sentence, page)


def is_told_by_hours(item: FmlItem, reading: Reading) -> bool:
    """Between two levels of 6.3 the hours themselves say it, on the document."""
    return item.item == "6.3" and is_between(reading)


def place_rest(unit: Unit, sentence: str, proposal: Proposal) -> None:
    limits = bool(CUE.search(sentence)) and not NONE.search(sentence) and len(sentence.split()) >= 3
    if limits and unit.rubric and proposal.kind != "FML":
        why = "beperking in woorden, zonder eigen punt"
        proposal.findings.append(in_words(rest_item(unit.rubric), sentence, unit.page, why))
    elif len(sentence) > 2 and not is_understood(sentence, unit):
        proposal.unplaced.append(Unplaced(text=sentence, page=unit.page, why="geen punt van de lijst herkend"))


def is_understood(sentence: str, unit: Unit) -> bool:
    """Titles, the head of a table, the day and the author, and 'geen beperkingen' under a rubric ask for nothing."""
    words = {word for word in words_of(sentence) if not word[0].isdigit()}
    nothing = bool(unit.rubric) and bool(NONE.search(sentence)) and len(words) <= 6
    return nothing or words <= TITLE_WORDS or is_letterhead(sentence)


def set_hours(proposal: Proposal, value: Decimal, quote: str, page: int) -> None:
    """The fewest hours that the document names count, until a person says otherwise."""
    if proposal.hours_per_week is None or value < proposal.hours_per_week.value:
        proposal.hours_per_week = HoursLimit(value=value, quote=quote, page=page)


def settle_findings(found: Sequence[Finding]) -> list[Finding]:
    """Each item once, each kind of a variant once, in the order of the list; twice with other levels is doubtful."""
    merged: dict[tuple[str, int], Finding] = {}
    for one in found:
        key = (one.item, one.level if one.kind == Kind.VARIANT else -1)
        known = merged.get(key)
        merged[key] = one if known is None else join_findings(known, one)
    kinds = {item for item, level in merged if level > 0}
    kept = [one for (item, level), one in merged.items() if not (level == 0 and item in kinds)]
    return sorted(kept, key=lambda one: ([int(part) for part in one.item.split(".")], one.level))


def join_findings(known: Finding, other: Finding) -> Finding:
    """The surer one leads; a limitation goes before 'not limited', and of two limitations the stricter."""
    first, second = sorted((known, other), key=lambda one: (not one.level, ORDER.index(one.confidence), -one.level))
    notes = list(dict.fromkeys(note for note in (first.note, second.note) if note))
    quotes = list(dict.fromkeys((first.quote, second.quote)))
    differs = second.level not in {first.level, 0}
    return first.model_copy(
        update={
            "note": "; ".join(notes)[:500] or None,
            "quote": " […] ".join(quotes),
            "confidence": lower(first.confidence, Confidence.LOW) if differs else first.confidence,
            "why": f"{first.why}; elders staat stand {second.level}" if differs else first.why,
        }
    )
