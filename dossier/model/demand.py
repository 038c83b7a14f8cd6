"""What a vacancy text asks, with the words that prove it; and what may be judged from it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel

from dossier.model.number import Ratio


class Direction(StrEnum):
    """`eis` = asked, `gunstig` = said to be absent or eased, `optioneel` = nice to have."""

    DEMANDED = "eis"
    EASED = "gunstig"
    OPTIONAL = "optioneel"


class Strength(StrEnum):
    """`hard` = the text alone may carry a verdict, `vraag` = ask the employer, `hint` = a cliché, shows only."""

    HARD = "hard"
    ASK = "vraag"
    HINT = "hint"


class Demand(BaseModel):
    """One demand found in a text; `quote` is exactly `text[start:end]`, offsets in characters."""

    item: str
    direction: Direction
    strength: Strength
    value: Decimal | str | None = None
    unit: str | None = None
    quote: str
    start: int
    end: int
    rule: str


class Verdict(StrEnum):
    """The five verdicts per limitation, best first (fml.md 2.2). Silence is `onbekend`, never `binnen`."""

    WITHIN = "binnen"
    PROBABLY_WITHIN = "waarschijnlijk binnen"
    UNKNOWN = "onbekend"
    PROBABLY_EXCEEDED = "waarschijnlijk overschrijding"
    EXCEEDED = "overschrijding"


class VerdictSource(StrEnum):
    VACANCY_TEXT = "vacaturetekst"
    EMPLOYER_ANSWER = "navraag werkgever"
    OCCUPATION = "beroepsprofiel"
    NONE = "geen"


class ItemJudgement(BaseModel):
    """A person's judgement over the verdict, with its reason and the verdict as it was computed."""

    verdict: Verdict
    reason: str
    by: str
    on: date
    computed: Verdict


class ItemVerdict(BaseModel):
    """The verdict on one limitation for one vacancy, with what it rests on, or what to ask."""

    item: str
    level: int
    name: str = ""
    verdict: Verdict
    source: VerdictSource = VerdictSource.NONE
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    demand_value: Decimal | str | None = None
    limit_value: str | None = None
    unit: str | None = None
    excess: Ratio | None = None
    """Demand over limit when both are numbers and the demand is the larger; the size of it is for people to weigh."""
    question: str | None = None
    explanation: str = ""
    judgement: ItemJudgement | None = None
    """Set where a person judged: then `verdict` is that judgement, and all else stays what it rests on."""
