"""The lines of a document as they stand on the page, with the place of each cell."""

import re
from collections import Counter
from dataclasses import dataclass, field

CHECKED, UNCHECKED = "☒", "☐"
BOXES = str.maketrans(
    dict.fromkeys("☑✓✔✗✘⊠🗹🗷\uf0fe\uf0fd\uf052\uf054\uf0fc", CHECKED)
    | dict.fromkeys("□❑❏❒▢◻\uf0a8\uf06f\uf0a3\uf071\uf072", UNCHECKED)
)
TYPED_BOXES = (
    (re.compile(r"\[\s*[xXvV]\s*\]|\(\s*[xX]\s*\)"), CHECKED),
    (re.compile(r"\[\s*\]|\(\s{0,3}\)"), UNCHECKED),
)
BROKEN = re.compile(r"[\u2010\u2011]|\xad(?=\s*(?:\n|$))")
"""A hyphen of another make, and a soft one where a line was broken."""
SPACES = re.compile(r"[ \t\xa0\u2000-\u200b]+")
PAGE_NUMBER = re.compile(r"^\W*(?:pagina|blad|blz\.?|page)?\s*\d+\s*(?:(?:van|/|of)\s*\d+)?\W*$", re.IGNORECASE)
PAGED = re.compile(r"\b(?:pagina|blad|blz|page)\b", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
LONGEST = 2_000


@dataclass(frozen=True)
class Cell:
    text: str
    at: float = 0.0
    """Where it begins: points from the left in a PDF, the column in a table of a text file."""


@dataclass(frozen=True)
class Line:
    """One line or table row; `gap` when white space or a new paragraph stands before it."""

    cells: tuple[Cell, ...]
    page: int = 1
    gap: bool = False
    row: bool = False
    """A row of a real table: its cells are whole."""
    wrapped: bool = False
    """The line above ran to the edge, so this one goes on where that one stopped."""

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells if cell.text)


@dataclass
class Text:
    lines: list[Line] = field(default_factory=list)
    pages: int = 1


def tidy(text: str) -> str:
    """One sign for a ticked box and one for an empty one, plain spaces, no soft hyphens."""
    text = BROKEN.sub("-", text).replace("\xad", "").replace("’", "'").replace("‘", "'").translate(BOXES)
    for pattern, box in TYPED_BOXES:
        text = pattern.sub(box, text)
    return "\n".join(SPACES.sub(" ", line).strip() for line in text.splitlines()).strip()


def make_line(
    texts: list[tuple[str, float]], page: int, *, gap: bool = False, row: bool = False, wrapped: bool = False
) -> Line | None:
    cells = tuple(Cell(tidy(text)[:LONGEST], at) for text, at in texts)
    if not any(cell.text for cell in cells):
        return None
    return Line(cells if row else tuple(cell for cell in cells if cell.text), page, gap, row, wrapped)


def drop_running_lines(text: Text) -> list[Line]:
    """Without page numbers, and without the headers and footers that come back on most pages.

    The first time such a line is kept, for it may say what the document is and of which day.
    """
    places = Counter(place for place in {(bare(line.text), line.page) for line in text.lines})
    pages = Counter(words for words, _ in places)
    seen: set[str] = set()
    kept: list[Line] = []
    for line in text.lines:
        words = bare(line.text)
        runs = text.pages >= 3 and pages[words] >= max(3, text.pages // 2 + 1) and not line.row
        is_page_number = PAGE_NUMBER.match(line.text) and (line.gap or not line.text.strip(" .").isdigit())
        if (is_page_number and not line.row) or (runs and words in seen):
            continue
        seen.add(words)
        kept.append(line)
    return kept


def bare(text: str) -> str:
    """The words without their numbers: 'pagina 2 van 6' and 'pagina 3 van 6' are one footer, '4.13' and '4.14' not."""
    return DIGITS.sub("#", text.casefold()) if PAGED.search(text) else text


def join_hyphens(lines: list[str]) -> str:
    """'aaneen-' and 'gesloten' on the next line are one word; 'deel-' before 'en' stays."""
    joined = ""
    for line in lines:
        if joined.endswith("-") and line[:1].islower() and not re.match(r"(?:en|of|dan wel)\b", line):
            joined = joined[:-1] + line
        else:
            joined = f"{joined} {line}".strip()
    return joined
