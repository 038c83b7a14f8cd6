"""Where the parts of a page stand that are asked for again and again, found in one pass over its bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from ahocorasick_rs import BytesAhoCorasick, MatchKind

JOB_POSTING = b"JobPosting"
_CODES = frozenset((b"script", b"style", b"svg"))
_FIRSTS = frozenset((b"body", b"h1", b"h2", JOB_POSTING))
_IN_NAME = frozenset(bytes([sign]) for sign in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")


def _edges() -> dict[bytes, bytes]:
    """The first two letters of every tag that is looked for, as pages write them, with its name in small letters."""
    names = (*_CODES, *(b"/" + name for name in _CODES), *_FIRSTS - {JOB_POSTING})
    return {
        b"<" + bytes(spelling): name for name in names for spelling in _spellings(name[: 2 + name.startswith(b"/")])
    }


def _spellings(letters: bytes) -> Iterator[tuple[int, ...]]:
    return product(*({sign, sign ^ 32} if chr(sign).isalpha() else {sign} for sign in letters))


_EDGES = _edges()
_NAMES = [*_EDGES.values(), JOB_POSTING]
_FINDER = BytesAhoCorasick((*_EDGES, JOB_POSTING), matchkind=MatchKind.LeftmostFirst)
_WINDOW, _LONGEST = 1 << 20, max(map(len, (*_EDGES, JOB_POSTING)))


@dataclass
class Landmarks:
    """`codes` has every script, style and drawing: where its tag opens, its content begins and ends."""

    codes: list[tuple[int, int, int]]
    first: dict[bytes, int]
    """Where the first tag of another name opens, and the first word stands."""


def find_landmarks(content: bytes) -> Landmarks:
    """Every script, style and drawing, which are most of a page, and what stands first of a few other things."""
    codes: list[tuple[int, int, int]] = []
    first: dict[bytes, int] = {}
    inside, opening, begin = b"", 0, 0
    for index, start in _places(content):
        name = _NAMES[index]
        if name in _CODES:
            if not inside and _stands(content, start, name):
                inside, opening, begin = b"/" + name, start, content.find(b">", start) + 1 or len(content)
        elif name == inside:
            if start >= begin and content[start + 1 : start + 1 + len(name)].lower() == name:
                codes.append((opening, begin, start))
                inside = b""
        elif name in _FIRSTS and name not in first and _stands(content, start, name):
            first[name] = start
    if inside:
        codes.append((opening, begin, len(content)))
    return Landmarks(codes, first)


def _stands(content: bytes, start: int, name: bytes) -> bool:
    """Whether a place has the whole tag, not only its first letters; a word was found whole."""
    end = start + 1 + len(name)
    is_tag = content[start + 1 : end].lower() == name and content[end : end + 1] not in _IN_NAME
    return is_tag or name is JOB_POSTING


def _places(content: bytes) -> Iterable[tuple[int, int]]:
    """What may be a landmark, in the order of the page; in windows, so that a hostile page costs little memory."""
    return chain.from_iterable(
        [(index, base + start)
         for index, start, _ in _FINDER.find_matches_as_indexes(content[base : base + _WINDOW + _LONGEST - 1])
         if start < _WINDOW]
        for base in range(0, len(content), _WINDOW)
    )  # fmt: skip
