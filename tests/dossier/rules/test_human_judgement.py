from datetime import date

import pytest
from pydantic import ValidationError

from dossier.model.demand import Verdict
from dossier.model.judgement import JudgementIn
from dossier.model.person import LimitationIn
from dossier.rules.human_judgement import apply_judgements
from dossier.rules.suitability import judge_limitations
from tests.dossier.rules.test_suitability import said

LIFTING = LimitationIn(item="4.13", level=2, note="met twee handen")
REASON = "Er is een tilhulp op de werkplek, gezien op 3 november."


def judged(verdict, *, reason=REASON, note="met twee handen", level=2):
    return JudgementIn(
        vacancy="v1", item="4.13", level=level, note=note, verdict=verdict, reason=reason,
        decided_on=date(2026, 11, 3), decided_by="Bram de Wit",
    )  # fmt: skip


def judge(*judgements):
    verdicts = judge_limitations([LIFTING], [said("4.13", "tilt dozen tot 25 kg", value=25, unit="kg")])
    return apply_judgements(verdicts, [LIFTING], judgements)[0]


def test_a_judgement_overrides_and_what_was_computed_stays_beside_it():
    verdict = judge(judged("binnen"))
    assert verdict.verdict is Verdict.WITHIN
    assert verdict.judgement.computed is Verdict.EXCEEDED
    assert (verdict.judgement.reason, verdict.judgement.by) == (REASON, "Bram de Wit")
    assert verdict.quote == "tilt dozen tot 25 kg"


def test_the_newest_judgement_leads_and_none_withdraws():
    assert judge(judged("overschrijding"), judged("binnen")).verdict is Verdict.EXCEEDED
    withdrawn = judge(judged(None), judged("binnen"))
    assert (withdrawn.verdict, withdrawn.judgement) == (Verdict.EXCEEDED, None)


def test_a_limitation_that_reads_otherwise_now_asks_for_a_new_judgement():
    assert judge(judged("binnen", note="met een hand")).judgement is None
    assert judge(judged("binnen", level=1)).judgement is None


@pytest.mark.parametrize("reason", ["", "   ", "ja"])
def test_no_judgement_without_a_reason(reason):
    with pytest.raises(ValidationError):
        judged("binnen", reason=reason)
