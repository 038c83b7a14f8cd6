"""Where the parts of a page stand that are asked for again and again, found in one pass over its bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from ahocorasick_rs import BytesAhoCorasick

JOB_POSTING = b"JobPosting"
_CODES = (b"script", b"style", b"svg")
_IN_NAME = frozenset(bytes([sign]) for sign in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")


def _edges() -> dict[bytes, bytes]:
    """The first two letters of every tag that is looked for, as pages write them, with its name in small letters."""
    names = (*_CODES, *(b"/" + name for name in _CODES), b"body", b"h1", b"h2")
    return {
        b"<" + bytes(spelling): name for name in names for spelling in _spellings(name[: 2 + name.startswith(b"/")])
    }


def _spellings(letters: bytes) -> Iterator[tuple[int, ...]]:
    return product(*({sign, sign ^ 32} if chr(sign).isalpha() else {sign} for sign in letters))


_EDGES = _edges()
_NAMES = [*_EDGES.values(), JOB_POSTING]
_FINDER = BytesAhoCorasick((*_EDGES, JOB_POSTING))
_WINDOW, _LONGEST = 1 << 20, max(map(len, (*_EDGES, JOB_POSTING)))


@dataclass
class Landmarks:
    """`codes` has every script, style and drawing: where its tag opens, its content begins and ends."""

    codes: list[tuple[int, int, int]] = field(default_factory=list)
    first: dict[bytes, int] = field(default_factory=dict)
    """Where the first tag of another name opens, and the first word stands."""


def find_landmarks(content: bytes) -> Landmarks:
    """Every script, style and drawing, which are most of a page, and what stands first of a few other things."""
    found, inside, opening, begin = Landmarks(), b"", 0, 0
    for name, start in _places(content):
        end = start + 1 + len(name)
        if name not in _CODES and name[:1] != b"/":
            if name not in found.first and (name is JOB_POSTING or _is_tag(content, start, end, name)):
                found.first[name] = start
        elif inside:
            if name == inside and start >= begin and content[start + 1 : end].lower() == name:
                found.codes.append((opening, begin, start))
                inside = b""
        elif name in _CODES and _is_tag(content, start, end, name):
            inside, opening, begin = b"/" + name, start, content.find(b">", end) + 1 or len(content)
    if inside:
        found.codes.append((opening, begin, len(content)))
    return found


def _is_tag(content: bytes, start: int, end: int, name: bytes) -> bool:
    return content[start + 1 : end].lower() == name and content[end : end + 1] not in _IN_NAME


def _places(content: bytes) -> Iterator[tuple[bytes, int]]:
    """What may be a landmark, in the order of the page; in windows, so that a hostile page costs little memory."""
    for base in range(0, len(content), _WINDOW):
        for index, start, _ in _FINDER.find_matches_as_indexes(content[base : base + _WINDOW + _LONGEST - 1]):
            if start < _WINDOW:
                yield _NAMES[index], base + start
