"""The words that the demand phrases know: which classes of words a word of a text belongs to."""

from functools import lru_cache

from matcher.tokens import number_in

COMMON = frozenset({
    "de", "het", "een", "en", "van", "in", "op", "te", "je", "u", "is", "zijn", "zit", "met", "voor", "aan",
    "bij", "dat", "die", "er", "om", "als", "ook", "tot", "naar", "of", "door", "uit", "over", "per", "dan",
    "wel", "dit", "we", "wij", "jij", "ons", "onze", "jouw", "kan", "heb", "bent", "hebt", "hebben", "wordt",
    "worden", "ben", "the", "a", "an", "to", "and", "on", "at", "for", "you", "your", "are", "with", "our",
})  # fmt: skip
"""Words of nearly every text: a phrase is not looked for because of one of these."""
NUMBER_CLASS = 0


class Vocabulary:
    """Classes of words; "til*" is every word that begins so, "*ladder" that ends so, "*weer*" that has it inside."""

    def __init__(self) -> None:
        self.known: dict[frozenset[str], int] = {frozenset(): NUMBER_CLASS}
        self.common: set[int] = set()
        self.weights = [1.0]
        self._exact: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[int]] = {}
        self._endings: dict[str, list[int]] = {}
        self._inner: dict[str, list[int]] = {}
        self._framed: dict[tuple[str, str], list[int]] = {}
        self.classes_of = lru_cache(maxsize=65_536)(self._classes_of)

    def class_of(self, words: frozenset[str]) -> int:
        """The number of this class; the same words are the same class."""
        if (number := self.known.get(words)) is None:
            number = self.known[words] = len(self.known)
            self.weights.append(sum(2.0 ** -min(len(word.strip("*")), 12) for word in words))
            if words & COMMON:
                self.common.add(number)
            for word in words:
                self._add(word, number)
        return number

    def _add(self, word: str, number: int) -> None:
        head, star, tail = word.partition("*")
        if not star:
            self._exact.setdefault(word, []).append(number)
        elif not tail:
            self._beginnings.setdefault(head, []).append(number)
        elif head:
            self._framed.setdefault((head, tail), []).append(number)
        elif tail.endswith("*"):
            self._inner.setdefault(tail[:-1], []).append(number)
        else:
            self._endings.setdefault(tail, []).append(number)

    def _classes_of(self, word: str) -> frozenset[int]:
        found = set(self._exact.get(word, ()))
        if number_in(word) is not None:
            found.add(NUMBER_CLASS)
        for at in range(1, len(word) + 1):
            if (begun := self._beginnings.get(word[:at])) is not None:
                found.update(begun)
        for at in range(len(word)):
            if (ended := self._endings.get(word[at:])) is not None:
                found.update(ended)
        for part, numbers in self._inner.items():
            if part in word:
                found.update(numbers)
        for (head, tail), numbers in self._framed.items():
            if len(word) >= len(head) + len(tail) and word.startswith(head) and word.endswith(tail):
                found.update(numbers)
        return frozenset(found)
