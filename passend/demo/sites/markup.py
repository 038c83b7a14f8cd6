"""The text of a vacancy in blocks: a heading, a list or a paragraph."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Block:
    """One block of text; only a list has `items`."""

    kind: Literal["heading", "list", "paragraph"]
    text: str = ""
    items: tuple[str, ...] = ()


def read_blocks(text: str) -> list[Block]:
    """Blank lines part the blocks; `## ` makes a heading and `- ` an item of a list."""
    return [_block(part.strip()) for part in text.strip().split("\n\n") if part.strip()]


def _block(part: str) -> Block:
    if part.startswith("## "):
        return Block("heading", part.removeprefix("## "))
    if part.startswith("- "):
        return Block("list", items=tuple(line.removeprefix("- ") for line in part.splitlines()))
    return Block("paragraph", " ".join(part.split()))
