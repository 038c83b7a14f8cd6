"""A vacancy text folded to plain small letters and cut into sentences, with every offset kept."""

import re
import unicodedata
from dataclasses import dataclass

DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Invisible characters inside words: soft hyphen, zero-width spaces and joiners, byte-order mark."""
PLAIN = {"\u2018": "'", "\u2019": "'", "`": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"'}
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
END = re.compile(
    r"(?<=[^\W\d_]{2})\.(?=\s|[A-Z(])|(?<=[\d)\"'\]%])\.(?=\s+[A-Z\"'•*-])|[!?]+|\n\s*\n|\n(?=\s*(?:[-•*·–—+✓✔▪►»o]\s|\d+[.)]\s|[A-Z]))|[•·▪►✓✔]"
)
ABBREVIATIONS = re.compile(
    r"(?:^|\W)(?:bijv|bv|o\.a|i\.p\.v|d\.w\.z|m\.b\.t|t\.a\.v|max|min|ca|incl|excl|evt|resp|nr|tel|dhr|mevr|p\.w|p\.m|e\.d|etc|approx|e\.g|i\.e|gem|mnd|jr|st|ong|wo|ma|di|do|vr|za|zo)$"
)


@dataclass(frozen=True)
class Folded:
    """The folded text, and for every character of it where it stood in the text as given."""

    text: str
    offsets: tuple[int, ...] | None
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as given for a span in the folded text."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class Sentence:
    """One sentence, heading or bullet as a span of the folded text, with the heading it stands under."""

    start: int
    end: int
    heading: str = ""


class _Plain(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _fold_character(chr(code))
        return plain


PLAIN_OF = _Plain()


def fold_text(text: str) -> Folded:
    """Small letters without accents, straight quotes and hyphens; one character stays one character, or none."""
    folded = text.translate(PLAIN_OF)
    if len(folded) == len(text):
        return Folded(folded, None, text)
    return Folded(folded, tuple(at for at, character in enumerate(text) if PLAIN_OF[ord(character)]), text)


def _fold_character(character: str) -> str:
    if character in DROPPED:
        return ""
    if character in PLAIN:
        return PLAIN[character]
    if character in DASHES:
        return "-"
    if character.isspace():
        return "\n" if character in "\n\u2028\u2029" else " "
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def split_sentences(folded: Folded) -> list[Sentence]:
    """Cut at full stops, bullets and line ends; a line that was only wrapped stays in its sentence."""
    sentences: list[Sentence] = []
    start, heading = 0, ""
    original = _aligned(folded)
    for end, nxt in _cuts(original):
        begin, stop = _trim(folded.text, start, end)
        start = nxt
        if begin >= stop:
            continue
        if is_heading(original[begin:stop], original[stop : stop + 2]):
            heading = folded.text[begin:stop].rstrip(": ")
        sentences.append(Sentence(begin, stop, heading))
    return sentences


def is_heading(line: str, after: str) -> bool:
    """Is this line a heading: short, without a full stop, and followed by a new line or ending in a colon?"""
    words = line.split()
    if not words or len(words) > 7 or not line[0].isalpha():
        return False
    return line.endswith((":", "?")) or (line[0].isupper() and after.startswith("\n") and line[-1].isalnum())


def _aligned(folded: Folded) -> str:
    """The text as given with the same length as the folded text: capitals tell where a sentence begins."""
    if folded.offsets is None:
        return folded.original
    return "".join(folded.original[at] for at in folded.offsets)


def _cuts(text: str) -> list[tuple[int, int]]:
    cuts = []
    for match in END.finditer(text):
        if match[0] == "." and ABBREVIATIONS.search(text[max(0, match.start() - 8) : match.start()].lower()):
            continue
        cuts.append((match.start() + (0 if match[0].isspace() or match[0] in "•·▪►✓✔" else 1), match.end()))
    return [*cuts, (len(text), len(text))]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
