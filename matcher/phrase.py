"""The phrase language of the demand rules: words, choices, gaps and numbers that stand in a row of words.

til* ..4 <n> kg      "tilt dozen van 10 tot 15 kg"
word  word*  *word   a whole word, a word that begins so, a word that ends so; *word* has it inside
zit-sta              the hyphen may be a hyphen, a space or nothing; (rug|nek)-klachten too
(a|b c|d)            one of these; (a)? or a? may be absent
..4                  at most four words in between, never over a colon or semicolon; .4 not over a comma either
<n>                  a number in digits or words, or a range of two; <range> is a range only; <money> is 1000 or more
<frost>              15 to 30 degrees below zero; <end> the end of a clause
{name}               a list of words with a name, from the same file or from words.toml
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from matcher.vocabulary import NUMBER_CLASS, Vocabulary

TOKEN = re.compile(r"\(|\)\??|\||<\w+>|\.\.?\d+|\{\w+\}\??|[^\s()|<>{}]+")
GAP = re.compile(r"\.\.?\d+")
PIECE = re.compile(r"\d+(?:[.,]\d+)*|[%°]|'s(?!\w)|(?:[^\W\d_]|\*)(?:[^\W_]|['*])*")
Clause = frozenset[int]
"""Classes of words of which one must stand in the sentence."""
VOCABULARY = Vocabulary()
SIGN_CLASSES = {
    "n": Clause({NUMBER_CLASS}),
    "range": Clause({NUMBER_CLASS}),
    "money": Clause({NUMBER_CLASS}),
    "frost": Clause({NUMBER_CLASS, VOCABULARY.class_of(frozenset({"min", "minus"}))}),
}
"""With which words a sign can begin; <end> can begin with any."""


class PhraseError(ValueError):
    """Raised when a phrase in a rule file cannot be read."""


@dataclass(frozen=True)
class Words:
    """One word of this class."""

    number: int
    tight: bool = False
    """It may stand behind a sign, as the second letter of "p.w." does."""


@dataclass(frozen=True)
class Gap:
    """At most so many words in between."""

    most: int
    commas: bool = True
    """May it run over a comma?"""


@dataclass(frozen=True)
class Sign:
    """<n>, <range>, <money>, <frost> or <end>."""

    name: str


@dataclass(frozen=True)
class Choice:
    """One of these rows of elements."""

    rows: tuple["Row", ...]
    optional: bool = False
    plain: tuple[str, ...] | None = None
    """The words as written, where every row is one word."""


Element = Words | Gap | Sign | Choice
Row = tuple[Element, ...]


@dataclass(frozen=True, eq=False)
class Phrase:
    """A phrase as read, and the clauses that a sentence must meet before it is worth a look."""

    source: str
    row: Row
    clauses: tuple[Clause, ...]
    firsts: Clause | None
    """Classes of words with which it can begin; None where that may be any word."""


@dataclass
class _Reader:
    """A cursor over the tokens of one phrase."""

    source: str
    words: Mapping[str, str]
    tokens: list[str] = field(default_factory=list)
    at: int = 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]


_NAMED: dict[str, Choice] = {}
"""Named lists by their text: read once, however many phrases use them."""


def compile_phrase(source: str, words: Mapping[str, str] | None = None) -> Phrase:
    """Read one phrase; `words` are the named lists that `{name}` stands for."""
    choice = _read(source, words or {})
    row: Row = choice.rows[0] if len(choice.rows) == 1 else (choice,)
    clauses = tuple(_clauses(row, rare=True)) or tuple(_clauses(row, rare=False))
    if not clauses or isinstance(row[0], Gap):
        raise PhraseError(f"unreadable phrase, or one without any fixed word: {source!r}")
    return Phrase(source, row, clauses, find_firsts(row))


def find_firsts(row: Row) -> Clause | None:
    """Classes of words with which a row can begin; None where that may be any word."""
    found: set[int] = set()
    for element in row:
        if isinstance(element, Words):
            return Clause(found | {element.number})
        if isinstance(element, Sign):
            return Clause(found | SIGN_CLASSES[element.name]) if element.name in SIGN_CLASSES else None
        if isinstance(element, Gap):
            return None
        for inner in element.rows:
            begun = find_firsts(inner)
            if begun is None:
                return None
            found |= begun
        if not element.optional:
            return Clause(found)
    return None


def _read(source: str, words: Mapping[str, str]) -> Choice:
    reader = _Reader(source, words, TOKEN.findall(source.lower()))
    choice = _read_choice(reader)
    if reader.peek() is not None:
        raise PhraseError(f"bracket too many in {source!r}")
    return choice


def _read_choice(reader: _Reader) -> Choice:
    rows: list[Row] = []
    plain: list[str] | None = []
    words: list[str] = []
    while True:
        row, word = _read_row(reader)
        if word is None:
            rows.append(row)
            plain = None
        else:
            words.append(word)
            rows += _spread(word)
        if reader.peek() != "|":
            break
        reader.take()
    if plain is not None:
        plain = words
    return Choice(_merged(words, rows), plain=tuple(plain) if plain is not None else None)


def _merged(words: list[str], rows: list[Row]) -> tuple[Row, ...]:
    """All single words as one class, then the rows of more."""
    single = frozenset(word for word in (_single(word) for word in words) if word)
    rest = [row for row in rows if row]
    return ((Words(VOCABULARY.class_of(single)),), *rest) if single else tuple(rest)


def _single(word: str) -> str | None:
    """The word as one word: "zit-sta" as "zitsta"; None where it has signs inside."""
    if word.isalpha() or word.removesuffix("*").isalpha():
        return word
    pieces = PIECE.findall(word)
    joined = "".join(pieces)
    glued = word.replace("-", "") == joined and not any(sign.isdigit() for sign in joined)
    return joined if pieces and (len(pieces) == 1 or glued) else None


def _spread(word: str) -> list[Row]:
    """The word as a row of words: "zit-sta" as "zit sta"; nothing where it is a single word already."""
    pieces = [] if word.isalpha() or word.removesuffix("*").isalpha() else PIECE.findall(word)
    if len(pieces) < 2:
        return []
    classes = [VOCABULARY.class_of(frozenset({piece})) for piece in pieces]
    return [tuple(Words(number, tight=at > 0) for at, number in enumerate(classes))]


def _read_row(reader: _Reader) -> tuple[Row, str | None]:
    """The elements up to the next bar or bracket; and the word itself where there is only one, as written."""
    elements: list[Element] = []
    only: str | None = None
    if _is_lone_word(reader):
        word = reader.take()
        return (), word
    while (token := reader.peek()) not in (None, "|", ")", ")?"):
        if token is not None and token.startswith("-") and elements:
            _glue(elements, reader)
            only = None
            continue
        element = _read_element(reader)
        elements.append(element)
        plain = element.plain if isinstance(element, Choice) and not element.optional else None
        only = plain[0] if len(elements) == 1 and plain is not None and len(plain) == 1 else None
    if not elements:
        raise PhraseError(f"empty choice in {reader.source!r}")
    return tuple(elements), only


def _is_lone_word(reader: _Reader) -> bool:
    """Is the row one word and nothing else, as most rows are?"""
    tokens, at = reader.tokens, reader.at
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following in (None, "|", ")", ")?") and tokens[at][0] not in "(.<{-" and not tokens[at].endswith("?")


def _glue(elements: list[Element], reader: _Reader) -> None:
    """(rug|nek)-klachten: every word of the choice with every word behind the hyphen."""
    token = reader.take().removeprefix("-")
    before = elements.pop()
    if token:
        behind: tuple[str, ...] | None = (token,)
    else:
        element = _read_element(reader)
        behind = element.plain if isinstance(element, Choice) else None
    if not isinstance(before, Choice) or before.plain is None or behind is None:
        raise PhraseError(f"a hyphen joins words or choices of words only: {reader.source!r}")
    words = [f"{first}-{second}" for first, second in product(before.plain, behind)]
    rows = [row for word in words for row in _spread(word)]
    elements.append(Choice(_merged(words, rows), optional=before.optional, plain=tuple(words)))


def _read_element(reader: _Reader) -> Element:
    sign = reader.take()
    if sign == "(":
        inner = _read_choice(reader)
        if reader.peek() not in (")", ")?"):
            raise PhraseError(f"bracket not closed in {reader.source!r}")
        return Choice(inner.rows, optional=reader.take() == ")?", plain=inner.plain)
    if GAP.fullmatch(sign):
        return Gap(int(sign.lstrip(".")), commas=sign.startswith(".."))
    if sign.startswith("<"):
        return Sign(sign[1:-1])
    if sign.startswith("{"):
        named = _named(sign.removesuffix("?")[1:-1], reader)
        return Choice(named.rows, optional=sign.endswith("?"), plain=named.plain)
    return _read_word(sign)


@lru_cache(maxsize=16_384)
def _read_word(sign: str) -> Choice:
    word = sign.removesuffix("?")
    return Choice(_merged([word], _spread(word)), optional=sign.endswith("?"), plain=(word,))


def _named(name: str, reader: _Reader) -> Choice:
    if name not in reader.words:
        raise PhraseError(f"unknown words {{{name}}}")
    source = reader.words[name]
    if "{" in source:
        return _read(source, reader.words)
    if source not in _NAMED:
        _NAMED[source] = _read(source, {})
    return _NAMED[source]


def _clauses(row: Row, *, rare: bool) -> list[Clause]:
    found = []
    for element in row:
        if isinstance(element, Words) and not (rare and element.number in VOCABULARY.common):
            found.append(frozenset({element.number}))
        elif isinstance(element, Sign) and element.name != "end":
            found.append(frozenset({NUMBER_CLASS}))
        elif isinstance(element, Choice) and not element.optional and (clause := _any_of(element.rows, rare=rare)):
            found.append(clause)
    return found


def _any_of(rows: tuple[Row, ...], *, rare: bool) -> Clause | None:
    """One clause for a choice: the best of each row; None where a row has none."""
    best = []
    for row in rows:
        clauses = _clauses(row, rare=rare)
        if not clauses:
            return None
        best.append(min(clauses, key=len))
    return frozenset().union(*best)
