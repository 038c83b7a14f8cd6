"""The phrase language of the demand rules: words, choices, gaps and numbers that become one regular expression.

til* ..4 <n> kg      "tilt dozen van 10 tot 15 kg"
word  word*  *word   a whole word, a word that begins so, a word that ends so
zit-sta              the hyphen may be a hyphen, a space or nothing
(a|b c|d)            one of these; (a)? or a? may be absent
..4                  at most four words in between, never over a semicolon
<n>                  a number in digits or words, or a range of two; <range> is a range only
<frost>              15 to 30 degrees below zero
[a b]                only this part is quoted
{name}               a list of words with a name, from the same file or from words.toml
"""

import itertools
import re
from dataclasses import dataclass, field

JOIN = r"[^\w.,;!?<>%€+]+"
GLUE = r"[^\w.,;:!?<>%€+]*"
LOOSE = r"[^\w;!?]+"
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
    "frost": r"(?<![\w.])(?:-|min\s|minus\s)\s?(?:1[5-9]|2\d|30)",
}
TOKEN = re.compile(r"\(|\)\??|\[|\]|\||<\w+>|\.\.\d+|[^\s()\[\]|<>]+|\s+")


class PhraseError(ValueError):
    """Raised when a phrase in a rule file cannot be read."""


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase, and the literals of which at least one stands in every text that it matches."""

    source: str
    pattern: re.Pattern[str]
    literals: frozenset[str]


@dataclass
class _Node:
    """One element of a phrase: what it matches, and which literals it cannot do without."""

    regex: str
    literals: frozenset[str]
    optional: bool = False
    gap: bool = False
    number: bool = False


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
    return Phrase(source, re.compile(_number_groups(node.regex)), node.literals)


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
    return _Node("(?:" + "|".join(node.regex for node in alternatives) + ")", literals)


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
        return _Node(regex, inner.literals, optional=closing == ")?")
    if token.startswith(".."):
        return _Node(f"(?:{LOOSE}{GAP_WORD}){{0,{token[2:]}}}?", frozenset(), gap=True)
    if token.startswith("<"):
        return _Node(CAPTURES[token[1:-1]], frozenset(), number=True)
    return _word(token)


def _word(token: str) -> _Node:
    optional = token.endswith("?")
    token = token.removesuffix("?")
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in token.split("-")]
    regex = "[- ]?".join(parts)
    regex = regex if token.startswith("*") else rf"(?<![^\W\d]){regex}"
    regex = regex if token.endswith("*") else rf"{regex}(?!\w)"
    literal = max(re.split(r"[-*']", token), key=len)
    return _Node(regex, frozenset({literal}) if literal else frozenset(), optional=optional)


def _join(nodes: list[_Node], source: str) -> _Node:
    first = next((at for at, node in enumerate(nodes) if not node.optional and not node.gap), None)
    if first is None:
        raise PhraseError(f"a phrase or choice needs one element that must be there: {source!r}")
    regex = "".join(f"(?:{node.regex}{JOIN})?" for node in nodes[:first] if not node.gap) + nodes[first].regex
    after_gap, after_number = False, nodes[first].number
    for node in nodes[first + 1 :]:
        if node.gap:
            regex, after_gap, after_number = regex + node.regex, True, False
            continue
        part = (LOOSE if after_gap else GLUE if after_number else JOIN) + node.regex
        regex += f"(?:{part})?" if node.optional else part
        after_gap, after_number = after_gap and node.optional, node.number or (after_number and node.optional)
    sets = [node.literals for node in nodes if not node.optional and node.literals]
    best = max(sets, key=lambda literals: min(len(literal) for literal in literals), default=frozenset())
    return _Node(regex, best)
