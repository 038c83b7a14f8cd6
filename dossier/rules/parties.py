"""Who stands around a case, and in which function a capacity document must have been written (seeds 41, 47)."""

from enum import StrEnum

from dossier.errors import InvalidInputError
from dossier.rules.standing import Part, part_of


class PartyFunction(StrEnum):
    """Functions without a sign-in of their own; kept in Dutch, as UWV calls them (U-14)."""

    OCCUPATIONAL_PHYSICIAN = "bedrijfsarts"
    PHYSICIAN = "arboarts"
    HEALTH_SERVICE = "arbodienst"
    LABOUR_EXPERT = "arbeidsdeskundige"
    INSURANCE_PHYSICIAN = "verzekeringsarts"
    CASE_MANAGER = "casemanager"
    HIRER = "inlener"
    NEW_EMPLOYER = "nieuwe werkgever"
    INSURER = "verzekeraar"
    SELF_INSURED = "eigenrisicodrager"
    UWV = "UWV"


PHYSICIANS = (PartyFunction.OCCUPATIONAL_PHYSICIAN, PartyFunction.PHYSICIAN, PartyFunction.INSURANCE_PHYSICIAN)
"""Only they judge what someone can; the occupational physician for the employer, the other for UWV."""


def check_author(kind: str, author_function: str) -> None:
    """What someone can is judged by a physician, what work that allows by a labour expert (seed 47, fml.md 1.1)."""
    allowed = (PartyFunction.LABOUR_EXPERT,) if part_of(kind) is Part.CONCLUDES else PHYSICIANS
    words = author_function.casefold()
    if not any(one.value in words for one in allowed):
        names = ", ".join(one.value for one in allowed)
        raise InvalidInputError("author_function", author_function, f"{names} (voor een {kind})")
