"""Values that many vacancies share: each value gets a number, and a vacancy keeps the number."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Kinds(Generic[Key]):
    """A list of different values that only grows; the number of a value is its place."""

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self._numbers: dict[Key, int] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def number(self, key: Key) -> int:
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.keys)
            self.keys.append(key)
        return found

    def find(self, key: Key) -> int | None:
        """The number of a value, None where nobody has it."""
        return self._numbers.get(key)
