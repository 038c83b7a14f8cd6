"""One finding of the dossier check: what was seen, by which rule, and what mends it."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from pydantic import BaseModel

from dossier.rules.case_facts import CaseFacts


class Colour(StrEnum):
    AMBER = "let op"
    RED = "nu doen"


class Signal(BaseModel):
    """One finding: the facts that were seen, what would mend it, and the rule with its source."""

    rule: str
    colour: Colour
    finding: str
    mend: str
    source: str
    on_limitations: bool = False
    """Tells of limitations, so an employer who keeps the file does not read it."""


Check = Callable[[CaseFacts], Iterator[Signal]]
