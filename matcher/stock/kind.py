"""Values that many vacancies share: each value gets a number, and a vacancy keeps the number."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, Self, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Numbers(dict[Key, int]):
    """Gives a key that it does not know the next number."""

    def __missing__(self, key: Key) -> int:
        number = self[key] = len(self)
        return number


class Kinds(Generic[Key]):
    """A list of different values that only grows; the number of a value is its place."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self._keys: list[Key] = list(keys)
        self._size = len(self._keys)
        self._load: Callable[[], list[Key]] | None = None
        self._numbers: Numbers[Key] | None = None

    @classmethod
    def stored(cls, size: int, load: Callable[[], list[Key]]) -> Self:
        """Kinds that stand in a file: read at the first question, for who only searches asks for few."""
        kinds = cls()
        kinds._size, kinds._load = size, load
        return kinds

    def __len__(self) -> int:
        return self._size if self._numbers is None else len(self._numbers)

    @property
    def numbers(self) -> Numbers[Key]:
        if self._numbers is None:
            self._numbers = Numbers((key, number) for number, key in enumerate(self.keys))
        return self._numbers

    @property
    def keys(self) -> list[Key]:
        """Every value in the order of its number."""
        if self._load is not None:
            self._keys, self._load = self._load(), None
        if len(self._keys) < len(self):
            self._keys = list(self.numbers)
        return self._keys

    def number(self, key: Key) -> int:
        return self.numbers[key]

    def find(self, key: Key) -> int | None:
        """The number of a value, None where nobody has it."""
        return self.numbers.get(key)
