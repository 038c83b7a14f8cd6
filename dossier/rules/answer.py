"""An employer's answer about the work outweighs what text and occupation say (fml.md 2.2 points 1, 2)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dossier.model.demand import ItemVerdict, Verdict, VerdictSource
from dossier.model.judgement import AnswerIn, Occurrence
from dossier.model.person import LimitationIn
from dossier.rules.fml import CURRENT, FmlItem, Kind, Limit, find_item
from dossier.rules.opinion import EVIDENT, Opinion, write_excess, write_limit, write_load
from dossier.rules.suitability import heed_note, write_verdict
from dossier.rules.working_time import HOURS_ITEMS

INCIDENTAL = "Een incidentele piek mag volgens de leeswijzer van de lijst."
HOW_MUCH = "De werkgever zegt dat dit voorkomt, maar niet hoeveel: vraag door."


def apply_answers(
    verdicts: Sequence[ItemVerdict], limitations: Sequence[LimitationIn], answers: Sequence[AnswerIn]
) -> list[ItemVerdict]:
    """The same verdicts, with the newest answer in the place of what text and occupation said about that item."""
    return [
        verdict if (answer := find_answer(limitation, answers)) is None else judge_answer(limitation, answer)
        for verdict, limitation in zip(verdicts, limitations, strict=True)
    ]


def find_answer(limitation: LimitationIn, answers: Sequence[AnswerIn]) -> AnswerIn | None:
    """Newest first; of kinds only the same kind answers (nights say nothing about evenings)."""
    if limitation.generation != CURRENT or limitation.level == 0:
        return None
    is_kind = find_item(limitation.item).kind is Kind.VARIANT
    same = [one for one in answers if one.item == limitation.item and (not is_kind or one.level == limitation.level)]
    return max(same, key=lambda one: one.answered_on, default=None)


def judge_answer(limitation: LimitationIn, answer: AnswerIn) -> ItemVerdict:
    """Firm, with the employer's words as quote; a note of the document still keeps it from being within by itself."""
    item = find_item(limitation.item)
    found = weigh_answer(item, limitation.level, answer)
    said = f"Antwoord van {answer.informant} op {answer.answered_on:%d-%m-%Y}."
    opinion = heed_note(replace(found, reason=f"{said} {found.reason}"), item, limitation)
    return write_verdict(item, limitation, opinion).model_copy(
        update={"source": VerdictSource.EMPLOYER_ANSWER, "quote": answer.words, "start": None, "end": None}
    )


def weigh_answer(item: FmlItem, level: int, answer: AnswerIn) -> Opinion:
    if answer.occurs is Occurrence.NEVER:
        return Opinion(Verdict.WITHIN, "De werkgever zegt dat dit niet voorkomt.", firm=True)
    incidental = answer.occurs is Occurrence.INCIDENTAL and item.item not in HOURS_ITEMS
    limit = item.limit_at(level)
    if item.kind is Kind.ORDINAL and limit is not None and answer.amount is not None:
        return weigh_amount(item, limit, answer.amount, incidental=incidental)
    return weigh_words(item, level, incidental=incidental)


def weigh_amount(item: FmlItem, limit: Limit, amount: Decimal, *, incidental: bool) -> Opinion:
    """The stated amount against the limit; hours know no margin and no peak (fml.md 2.2 points 4, 5)."""
    sizes = f"Gevraagd: {write_load(amount, item)}; grens: {write_limit(limit, item)}."
    if limit.allows(amount):
        return Opinion(Verdict.WITHIN, sizes, load=amount, firm=True)
    excess = amount / limit.value if limit.value > 0 else None
    reason = f"{sizes} {write_excess(excess)}"
    if incidental and excess is not None and excess < EVIDENT:
        return Opinion(Verdict.PROBABLY_WITHIN, f"{reason} {INCIDENTAL}", load=amount, excess=excess, firm=True)
    return Opinion(Verdict.EXCEEDED, reason, load=amount, excess=excess, firm=True)


def weigh_words(item: FmlItem, level: int, *, incidental: bool) -> Opinion:
    """It occurs, without an amount: firm for what is needed, limited or of a kind; else the amount decides."""
    ruled_out = item.excluded_from is not None and level >= item.excluded_from
    if item.kind is Kind.ORDINAL and not ruled_out:
        return (
            Opinion(Verdict.PROBABLY_WITHIN, INCIDENTAL)
            if incidental and item.item not in HOURS_ITEMS
            else Opinion(Verdict.UNKNOWN, HOW_MUCH)
        )
    if incidental:
        return Opinion(Verdict.UNKNOWN, "Het komt af en toe voor: oordeel zelf of dat hier mag.")
    return Opinion(Verdict.EXCEEDED, f"De werkgever vraagt dit; vastgelegd is: {item.levels[level]}.", firm=True)
