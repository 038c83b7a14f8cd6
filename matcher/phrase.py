"""The phrase language of the demand rules: words, choices, gaps and numbers that become one regular expression.

til* ..4 <n> kg      "tilt dozen van 10 tot 15 kg"
word  word*  *word   a whole word, a word that begins so, a word that ends so
zit-sta              the hyphen may be a hyphen, a space or nothing
(a|b c|d)            one of these; (a)? or a? may be absent
..4                  at most four words in between, never over a colon or semicolon
<n>                  a number in digits or words, or a range of two; <range> is a range only
<frost>              15 to 30 degrees below zero; <end> the end of a clause
[a b]                only this part is quoted
{name}               a list of words with a name, from the same file or from words.toml
"""

import itertools
import re
from dataclasses import dataclass, field, replace
from functools import cached_property

JOIN = r"[^\w.,;!?<>%€+]+"
GLUE = r"[^\w.,;:!?<>%€+]*"
LOOSE = r"[^\w;:!?]+"
BOUND = r"(?<![^\W\d_])"
END = r"(?!\w|'\w)"
GAP_WORD = r"(?!(?:niet|geen|nooit|zonder|nauwelijks|not|never)\b)[\w'.%/-]*\w"
NUMBER_VALUES = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
    "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18,
    "negentien": 19, "twintig": 20, "tweeentwintig": 22, "vierentwintig": 24, "vijfentwintig": 25, "achtentwintig": 28,
    "dertig": 30, "tweeendertig": 32, "vijfendertig": 35, "zesendertig": 36, "achtendertig": 38, "veertig": 40,
    "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90, "honderd": 100,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "twelve": 12,
    "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40,
}  # fmt: skip
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?(?![\d])|" + "|".join(sorted(NUMBER_VALUES, key=len, reverse=True))
_RANGE = r"\s*(?:-|/|a|tot|t/m|tot en met|tot maximaal|tot max\.?|en|of|to|and|or|up to)\s*"
CAPTURES = {
    "n": rf"(?<![\w.,])(?P<low>{_NUMBER})(?:{_RANGE}(?P<high>{_NUMBER}))?",
    "range": rf"(?<![\w.,])(?P<low>{_NUMBER}){_RANGE}(?P<high>{_NUMBER})",
    "end": r"(?=\s*(?:[.,;:!?)\n]|$))",
    "frost": r"(?<![\w.])(?:-|min\s|minus\s)\s?(?:1[5-9]|2\d|30)",
}
TOKEN = re.compile(r"\(|\)\??|\[|\]|\||<\w+>|\.\.\d+|[^\s()\[\]|<>]+|\s+")


class PhraseError(ValueError):
    """Raised when a phrase in a rule file cannot be read."""


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase, and the letters of which at least one begins a word in every text that it matches.

    Letters with a star in front need not begin a word.
    """

    source: str
    regex: str
    literals: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when its letters are first met: most texts need few of the phrases."""
        return re.compile(self.regex)


@dataclass
class _Node:
    """One element of a phrase: what it matches, and which letters it cannot do without.

    `bound`, `ends`: it begins where a word begins, ends where one ends; those checks are written around it, once
    for all choices. `glued`: it may stand against the word before it, as in (rug|nek)-klachten.
    """

    regex: str
    literals: frozenset[str]
    optional: bool = False
    gap: bool = False
    number: bool = False
    bound: bool = False
    ends: bool = False
    glued: bool = False

    @property
    def whole(self) -> str:
        return f"{BOUND if self.bound else ''}{self.regex}{END if self.ends else ''}"


@dataclass
class _Reader:
    """A cursor over the tokens of one phrase."""

    source: str
    tokens: list[str] = field(default_factory=list)
    at: int = 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]


def compile_phrase(source: str, words: dict[str, str] | None = None) -> Phrase:
    """Compile one phrase; `words` are the named lists that `{name}` stands for."""
    text = expand_words(source, words or {}).lower()
    reader = _Reader(source, [token for token in TOKEN.findall(text) if not token.isspace()])
    node = _read_choice(reader)
    if reader.peek() is not None or not node.literals:
        raise PhraseError(f"unreadable phrase, or one without any fixed word: {source!r}")
    return Phrase(source, _number_groups(node.whole), node.literals)


def is_in(phrase: Phrase, text: str) -> bool:
    return may_be_in(phrase, text) and phrase.pattern.search(text) is not None


def may_be_in(phrase: Phrase, text: str) -> bool:
    """A quick look for the letters before the slow look for the phrase."""
    return any(literal.lstrip("*") in text for literal in phrase.literals)


def _number_groups(regex: str) -> str:
    """Two numbers in one phrase need groups of their own: low0, low1, ..."""
    count = itertools.count()
    return re.sub(r"\(\?P<(low|high|quote)>", lambda match: f"(?P<{match[1]}{next(count)}>", regex)


def captured(match: re.Match[str], name: str) -> str | None:
    """The first group of this name that took part in the match."""
    return next((value for key, value in match.groupdict().items() if key.startswith(name) and value), None)


def quoted(match: re.Match[str]) -> tuple[int, int]:
    """The span between square brackets, or the whole match."""
    name = next((key for key, value in match.groupdict().items() if key.startswith("quote") and value), None)
    return match.span(name) if name else match.span()


def expand_words(source: str, words: dict[str, str]) -> str:
    """Replace every `{name}` until none is left."""
    for _ in range(4):
        if "{" not in source:
            return source
        source = re.sub(r"\{(\w+)\}", lambda match: _named(words, match[1]), source)
    raise PhraseError(f"named words nested too deep: {source!r}")


def _named(words: dict[str, str], name: str) -> str:
    if name not in words:
        raise PhraseError(f"unknown words {{{name}}}")
    return words[name]


def _read_choice(reader: _Reader) -> _Node:
    alternatives = [_read_sequence(reader)]
    while reader.peek() == "|":
        reader.take()
        alternatives.append(_read_sequence(reader))
    if len(alternatives) == 1:
        return alternatives[0]
    literals: frozenset[str] = frozenset()
    if all(node.literals for node in alternatives):
        literals = frozenset().union(*(node.literals for node in alternatives))
    bound, ends = all(node.bound for node in alternatives), all(node.ends for node in alternatives)
    checked = (replace(node, bound=node.bound and not bound, ends=node.ends and not ends) for node in alternatives)
    return _Node(f"(?:{'|'.join(node.whole for node in checked)})", literals, bound=bound, ends=ends)


def _read_sequence(reader: _Reader) -> _Node:
    nodes: list[_Node] = []
    while reader.peek() not in (None, "|", ")", ")?", "]"):
        nodes.append(_read_element(reader))
    return _join(nodes, reader.source)


def _read_element(reader: _Reader) -> _Node:
    token = reader.take()
    if token in ("(", "["):
        inner = _read_choice(reader)
        if reader.peek() not in (")", ")?", "]"):
            raise PhraseError(f"bracket not closed in {reader.source!r}")
        closing = reader.take()
        regex = f"(?P<quote>{inner.regex})" if closing == "]" else inner.regex
        return replace(inner, regex=regex, optional=closing == ")?")
    if token.startswith(".."):
        return _Node(f"(?:{LOOSE}{GAP_WORD}){{0,{token[2:]}}}?", frozenset(), gap=True)
    if token.startswith("<"):
        name = token[1:-1]
        return _Node(CAPTURES[name], frozenset(), number=name != "end", glued=name == "end")
    return _word(token)


def _word(token: str) -> _Node:
    optional = token.endswith("?")
    token = token.removesuffix("?")
    if "?" in token:
        raise PhraseError(f"a question mark stands only at the end of a word: {token!r}")
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in token.removeprefix("-").split("-")]
    regex = "[- ]?".join(parts)
    glued = token.startswith("-")
    bound = not glued and not token.startswith("*")
    ends = not token.endswith("*")
    return _Node(regex, _first_letters(token), optional=optional, bound=bound, ends=ends, glued=glued)


def _first_letters(token: str) -> frozenset[str]:
    """The letters with which a word of the text must begin, or with a star in front: that must stand inside one."""
    runs = re.findall(r"[^\W\d_]+", token)
    if not runs:
        signs = token.strip("*")
        return frozenset({f"*{signs}"}) if signs else frozenset()
    longest = max(runs, key=len)
    if token.startswith(("*", "-")) or len(longest) > len(runs[0]) + 2:
        return frozenset({f"*{longest}"})
    return frozenset({runs[0]})


def _join(nodes: list[_Node], source: str) -> _Node:
    first = next((at for at, node in enumerate(nodes) if not node.optional and not node.gap), None)
    if first is None:
        raise PhraseError(f"a phrase or choice needs one element that must be there: {source!r}")
    lead = [node for node in nodes[:first] if not node.gap]
    bound = nodes[first].bound and all(node.bound for node in lead)
    rest = nodes[first + 1 :]
    ends = nodes[-1].ends and not nodes[-1].optional and not nodes[-1].gap
    regex = "".join(f"(?:{node.whole}{JOIN})?" for node in lead)
    regex += _bare(nodes[first], bound=bound and not lead, ends=bool(rest and rest[0].glued) or (ends and not rest))
    regex += _follow(nodes[first], rest, ends=ends)
    sets = [node.literals for node in nodes if not node.optional and node.literals]
    best = max(sets, key=lambda literals: min(len(literal) for literal in literals), default=frozenset())
    return _Node(regex, best, bound=bound, ends=ends)


def _bare(node: _Node, *, bound: bool = False, ends: bool = False) -> str:
    """The element without the checks that are written elsewhere."""
    return replace(node, bound=node.bound and not bound, ends=node.ends and not ends).whole


def _follow(before: _Node, rest: list[_Node], *, ends: bool) -> str:
    """What comes after the first element that must be there, each with what may stand in between."""
    regex, after_gap, after_number = "", False, before.number
    for at, node in enumerate(rest):
        if node.gap:
            regex, after_gap, after_number = regex + node.regex, True, False
            continue
        link = "[- ]?" if node.glued else LOOSE if after_gap else GLUE if after_number else JOIN
        last, against = at == len(rest) - 1, at + 1 < len(rest) and rest[at + 1].glued
        part = link + _bare(node, ends=against or (ends and last))
        regex += f"(?:{part})?" if node.optional else part
        after_gap, after_number = after_gap and node.optional, node.number or (after_number and node.optional)
    return regex
