"""Lines put together into what belongs together: a numbered point with its boxes and explanation, or a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dossier.capability_reading.level import Columns, read_columns
from dossier.capability_reading.numbering import known_numbers, leading_numbers, named_item, number_within
from dossier.capability_reading.text_line import CHECKED, UNCHECKED, Cell, Line, join_hyphens

RUBRIC = re.compile(
    r"^\W*(?:rubriek\s*)?(?:[1-6]|IV|VI|V|I{1,3})?\s*[.:)–-]?\s*(?P<name>[A-Za-zà-ÿ ,]+?)\s*:?\s*$", re.IGNORECASE
)
SHORT_NAMES = (
    (1, r"persoonlijk functioneren"), (2, r"sociaal functioneren"),
    (3, r"(?:aanpassing aan )?(?:de )?fysieke omgeving\w*"),
    (4, r"dynamische? handel\w+"), (5, r"statische? houding\w*"), (6, r"werktijd\w*|werktijden|arbeidstijd\w*"),
)  # fmt: skip
BULLET = re.compile(r"^[•\-–*▪◦➢>]\s*")
OPTION = re.compile(
    rf"^(?:[{CHECKED}{UNCHECKED}]|\d\s*[=:.)–-]?\s+\D|\(|toelichting\b|nadere omschrijving|specificatie|"
    r"stand\b|niveau\b|score\b|(?:licht |sterk |niet )?beperkt\b|normaal\b|geen beperking)",
    re.IGNORECASE,
)
LEVEL_CELL = re.compile(
    rf"^(?:(?:stand\s*)?\d\b|[xXvV{CHECKED}{UNCHECKED}]|(?:licht |sterk )?beperkt\b|normaal\b|ja$|nee$)"
    r"(?!\s*(?:kg|uur|min|keer|x\s|à|-\s*\d))",
    re.IGNORECASE,
)
LABEL = re.compile(r"^[A-ZÀ-Ý][\w /-]{2,30}:\s")
CLAUSE_END = re.compile(r"[.;,]\s+|\)\s*[.,;]?\s+(?=[A-Z])|\ben\s+")
END = (".", "!", "?", ":", ";")


@dataclass
class Unit:
    """What is read as one: its numbers (none for free text), its words, its cells, and the rubric above it."""

    lines: list[str]
    page: int
    numbers: list[str] = field(default_factory=list)
    tail: str = ""
    """The words after the number."""
    box: str = ""
    cells: list[Cell] = field(default_factory=list)
    columns: Columns | None = None
    rubric: int | None = None
    at: float = 0.0

    @property
    def text(self) -> str:
        return join_hyphens(self.lines)


def gather_units(lines: Sequence[Line]) -> list[Unit]:
    units: list[Unit] = []
    rubric: int | None = None
    columns: Columns | None = None
    for line in lines:
        line, rubric = cut_lead(line, rubric)  # noqa: PLW2901 - the heading before the text goes off
        heading = rubric_of(line.text)
        if heading is not None:
            rubric = heading
            if not line.row or len([cell for cell in line.cells if cell.text]) == 1:
                units.append(Unit([line.text], line.page, rubric=rubric))
                continue
        head = read_columns(line.cells, whole=line.row)
        if head is not None and not any(leading_numbers(cell.text)[0] for cell in line.cells):
            columns = head
            units.append(Unit([line.text], line.page, rubric=rubric))
            continue
        current = units[-1] if units else None
        if current is not None and belongs(line, current):
            extend(current, line)
        else:
            units.append(start_unit(line, rubric, columns))
    return [part for unit in units for part in split_unit(unit)]


def cut_lead(line: Line, rubric: int | None) -> tuple[Line, int | None]:
    """'5. Statische houdingen: zitten maximaal ...': the heading and its text on one line."""
    lead, colon, rest = line.text.partition(":")
    number = rubric_of(lead) if colon and rest.strip() and not line.row else None
    if number is None:
        return line, rubric
    return replace(line, cells=(Cell(rest.strip(), line.cells[0].at),), gap=True, wrapped=False), number


def rubric_of(text: str) -> int | None:
    """The rubric that a heading names, by its name; the number alone is not enough."""
    if len(text) > 70:
        return None
    match = RUBRIC.match(text)
    if match is None:
        return None
    return next(
        (number for number, name in SHORT_NAMES if re.fullmatch(name, match["name"].strip(), re.IGNORECASE)), None
    )


@dataclass(frozen=True)
class Point:
    """Where a point begins in a line: which numbers, the box before them, the words behind, in which cell."""

    numbers: list[str]
    box: str
    rest: str
    place: int


def find_point(line: Line, rubric: int | None) -> Point | None:
    """By its number, by its number within the rubric, or by its name where a level stands beside it."""
    filled = [cell for cell in line.cells if cell.text]
    for place, cell in enumerate(filled[:2]):
        for numbers, box, rest in (leading_numbers(cell.text), number_within(cell.text, rubric)):
            if numbers:
                return Point(numbers, box, rest, place)
    if line.row or len(filled) > 1:
        name, beside = filled[0].text, [cell.text for cell in filled[1:]]
        number = named_item(" ".join(name.split())) if any(LEVEL_CELL.match(text) for text in beside) else None
    else:
        name, _, beside_text = filled[0].text.partition(":")
        number = named_item(name.strip()) if LEVEL_CELL.match(beside_text.strip()) else None
    return Point([number], "", filled[0].text, 0) if number else None


def start_unit(line: Line, rubric: int | None, columns: Columns | None) -> Unit:
    filled = [cell for cell in line.cells if cell.text]
    unit = Unit([line.text], line.page, rubric=rubric, at=filled[0].at)
    point = find_point(line, rubric)
    if point is None:
        first = rubric_of(filled[0].text) if line.row else None
        unit.rubric = first or rubric
        unit.lines = [" ".join(cell.text for cell in filled[1:])] if first and len(filled) > 1 else unit.lines
        return unit
    before = [cell.text for cell in filled[: point.place] if cell.text in {CHECKED, UNCHECKED}]
    unit.numbers, unit.box = point.numbers, point.box or "".join(before)
    beside = filled[point.place + 1 :]
    unit.cells = [Cell(point.rest, filled[point.place].at), *beside] if point.rest else beside
    unit.tail = (" | " if line.row else " ").join(cell.text for cell in unit.cells)
    unit.columns = columns
    return unit


def belongs(line: Line, unit: Unit) -> bool:
    """A box, an explanation, an indented or unfinished line goes with what stands above it."""
    text = line.text
    filled = [cell for cell in line.cells if cell.text]
    if find_point(line, unit.rubric) is not None:
        return False
    if line.row:
        return bool(unit.numbers) and bool(unit.columns) and not line.cells[0].text and len(filled) == 1
    if unit.numbers:
        if OPTION.match(text) or unit.text.rstrip().endswith("-"):
            return True
        goes_on = line.wrapped or text[:1].islower() or filled[0].at > unit.at + 4
        return not line.gap and not LABEL.match(text) and not BULLET.match(text) and goes_on
    if BULLET.match(text) or line.gap or rubric_of(unit.text) or LABEL.match(text):
        return False
    return line.wrapped or text[:1].islower() or not unit.text.rstrip().endswith(END)


def extend(unit: Unit, line: Line) -> None:
    unit.lines.append(line.text)
    if unit.numbers:
        boxed = any(box in unit.tail.rpartition("\n")[2] for box in (CHECKED, UNCHECKED))
        joint = "\n" if OPTION.match(line.text) or (boxed and not line.wrapped) else " "
        unit.tail = (
            unit.tail[:-1] + line.text if unit.tail.endswith("-") and joint == " " else f"{unit.tail}{joint}{line.text}"
        )


def split_unit(unit: Unit) -> list[Unit]:
    """'Beperkt op 4.13 (2), 5.4 (1) en 6.1 (2)': each number with the words behind it is a point of its own."""
    if unit.numbers and len(known_numbers(unit.tail)) == 0:
        return [unit]
    text = unit.text
    tokens = known_numbers(text)
    if not tokens or (unit.numbers and len(tokens) <= len(unit.numbers)):
        return [unit]
    parts = list(cut_points(text, tokens))
    if unit.numbers and not all(tail for _, tail in parts):
        return [unit]
    return [Unit([whole], unit.page, [number], tail, rubric=unit.rubric, at=unit.at) for (number, whole), tail in parts]


def cut_points(text: str, tokens: Sequence[re.Match[str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """Each number with its words: those behind it, or, for a number in brackets, the clause that it stands in."""
    starts = [
        clause_start(text, token, before)
        for before, token in zip([0, *(t.end() for t in tokens)], tokens, strict=False)
    ]
    if len(tokens) == 1:
        starts = [0]
    for token, start, end in zip(tokens, starts, [*starts[1:], len(text)], strict=True):
        said = re.sub(r"[\s,;]+(?:en|of)?$", "", text[start:end].rstrip(" ,;."))
        rest = f"{said[: token.start() - start]} {said[token.end() - start :]}"
        yield (token[0], said), re.sub(r"\(\s*\)|\s+(?=[:,.;])|\((?=\s*:)", "", " ".join(rest.split())).strip(" .:;,()")


def clause_start(text: str, token: re.Match[str], after: int) -> int:
    """Where the clause of a number in brackets begins; another number begins its own words."""
    if not text[: token.start()].rstrip().endswith("("):
        return token.start()
    before = text[after : token.start()]
    cut = max((match.end() for match in CLAUSE_END.finditer(before)), default=0)
    return after + cut
