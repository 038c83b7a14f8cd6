"""A person's judgement with its reason goes before every computed verdict, which stays visible (fml.md 2.2)."""

from collections.abc import Sequence

from dossier.model.demand import ItemJudgement, ItemVerdict
from dossier.model.judgement import JudgementIn
from dossier.model.person import LimitationIn


def apply_judgements(
    verdicts: Sequence[ItemVerdict], limitations: Sequence[LimitationIn], judgements: Sequence[JudgementIn]
) -> list[ItemVerdict]:
    """The same verdicts, each under the newest judgement about that limitation as it stands now."""
    return [
        verdict if (one := find_judgement(limitation, judgements)) is None else override(verdict, one)
        for verdict, limitation in zip(verdicts, limitations, strict=True)
    ]


def find_judgement(limitation: LimitationIn, judgements: Sequence[JudgementIn]) -> JudgementIn | None:
    """Newest first; level and note must be those that were judged, for a new document may say something else."""
    return next((one for one in judgements if is_about(one, limitation)), None)


def is_about(judgement: JudgementIn, limitation: LimitationIn) -> bool:
    judged = (judgement.item, judgement.level, judgement.note or "")
    return judged == (limitation.item, limitation.level, limitation.note or "")


def override(verdict: ItemVerdict, judgement: JudgementIn) -> ItemVerdict:
    """A withdrawn judgement leaves the computed verdict."""
    if judgement.verdict is None:
        return verdict
    kept = ItemJudgement(
        verdict=judgement.verdict,
        reason=judgement.reason,
        by=judgement.decided_by,
        on=judgement.decided_on,
        computed=verdict.verdict,
    )
    return verdict.model_copy(update={"verdict": judgement.verdict, "judgement": kept})
