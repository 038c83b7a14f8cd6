"""Values that many vacancies share: each value gets a number, and a vacancy keeps the number."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Numbers(dict[Key, int]):
    """Gives a key that it does not know the next number."""

    def __missing__(self, key: Key) -> int:
        number = self[key] = len(self)
        return number


class Kinds(Generic[Key]):
    """A list of different values that only grows; the number of a value is its place."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self.numbers: Numbers[Key] = Numbers((key, number) for number, key in enumerate(keys))
        self._keys: list[Key] = list(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def keys(self) -> list[Key]:
        """Every value in the order of its number."""
        if len(self._keys) < len(self.numbers):
            self._keys = list(self.numbers)
        return self._keys

    def number(self, key: Key) -> int:
        return self.numbers[key]

    def find(self, key: Key) -> int | None:
        """The number of a value, None where nobody has it."""
        return self.numbers.get(key)
