"""The acts about the course of a case: one entry each, and what the employer reads of them."""

import pytest

from dossier import acts
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.log import entries_of
from dossier.evidence.visibility import shown_fields
from dossier.storage.case_terms import terms_on
from dossier.storage.evidence import contents_of
from tests.dossier.cast import NOW
from tests.dossier.evidence.full_course import fill_course

DOCUMENT = {"kind": "FML", "dated": "2026-03-01", "author_function": "bedrijfsarts"}
PLAN = {"kind": "plan van aanpak", "held_on": "2026-04-01", "goal": "Ander werk", "actions": "Zoeken"}


def test_every_act_about_the_course_writes_exactly_one_entry(session, cast):
    before = len(entries_of(session, cast.case.id))
    fill_course(session, cast)
    acts.hand_over(session, cast.case, {"coach_email": cast.carla.email, "reason": "verhuizing"}, **cast.by(cast.bram))
    assert len(entries_of(session, cast.case.id)) - before == 11


def test_what_one_coach_tells_the_next_is_not_the_employers(session, cast):
    values = {"coach_email": cast.carla.email, "reason": "verhuizing", "note": "Anna belt liever dan zij schrijft"}
    acts.hand_over(session, cast.case, values, **cast.by(cast.bram))
    entry = entries_of(session, cast.case.id)[-1]
    content = contents_of(session, cast.case.id)[entry.id].content
    seen = {role: shown_fields(entry.kind, content, role, frozenset()) for role in ("employer", "employee", "coach")}
    assert ["note" in seen[role] for role in ("employer", "employee", "coach")] == [False, True, True]
    assert {"from_name", "to_name", "reason"} <= seen["employer"]


def test_after_a_hand_over_the_old_coach_acts_no_more_and_the_new_one_does(session, cast):
    acts.hand_over(session, cast.case, {"coach_email": cast.carla.email, "reason": "verhuizing"}, **cast.by(cast.bram))
    line = {"kind": "training", "title": "Cursus", "occurred_on": "2026-05-01"}
    back = {"coach_email": cast.bram.email, "reason": "toch niet"}
    for late in (
        lambda: acts.add_activity(session, cast.case, line, **cast.by(cast.bram)),
        lambda: acts.save_joint_record(session, cast.case, PLAN, **cast.by(cast.bram)),
        lambda: acts.hand_over(session, cast.case, back, **cast.by(cast.bram)),
        lambda: acts.save_joint_record(session, cast.case, PLAN, **cast.by(cast.els)),
    ):
        with pytest.raises(NotFoundError), session.begin_nested():
            late()
    acts.add_activity(session, cast.case, line, **cast.by(cast.carla))
    assert [one.actor for one in entries_of(session, cast.case.id)][-2:] == [
        "Bram de Wit (loopbaancoach)", "Carla Smit (loopbaancoach)",
    ]  # fmt: skip


def test_a_recovery_of_four_weeks_is_none_in_two_pieces_either(session, cast):
    """Kept, it would stop every page that counts the waiting period (TL-02)."""

    def interrupt(first, last, ground="INTERRUPTION"):
        given = {"ground": ground, "starts_on": first, "ends_on": last}
        paper = {"document": "Hersteld gemeld", "document_dated": "2025-06-01"}
        acts.save_pause(session, cast.case, given | paper, **cast.by(cast.bram))

    interrupt("2025-05-01", "2025-05-20")
    for first, last, ground, field in (
        ("2025-05-21", "2025-05-28", "INTERRUPTION", "ends_on"),
        ("2025-04-23", "2025-04-30", "INTERRUPTION", "ends_on"),
        ("2025-03-03", "2025-03-10", "INTERRUPTION", "starts_on"),
        ("2025-03-03", "2025-06-10", "PREGNANCY_LEAVE", "starts_on"),
    ):
        with pytest.raises(InvalidInputError) as caught:
            interrupt(first, last, ground)
        assert caught.value.field == field
    interrupt("2025-05-21", "2025-05-27")
    interrupt("2025-05-29", "2025-06-20")
    assert terms_on(session, cast.case, NOW.date())


def test_a_plan_is_done_on_the_day_that_the_second_of_both_signs_it(session, cast):
    row = acts.save_joint_record(session, cast.case, PLAN, **cast.by(cast.bram))
    seen = []
    for actor, role, day in ((cast.anna, "employee", "2026-04-02"), (cast.bram, "coach", "2026-04-03"),
                             (cast.daan, "employer", "2026-04-06")):  # fmt: skip
        signature = {"role": role, "name": actor.name, "signed_on": day}
        acts.sign_joint_record(session, cast.case, row.id, signature, **cast.by(actor))
        term = next(one for one in terms_on(session, cast.case, NOW.date()) if one.rule == "TL-05")
        seen.append((term.status, term.done_on and term.done_on.isoformat()))
    assert seen == [("voorbij", None), ("voorbij", None), ("gedaan", "2026-04-06")]


def test_the_employee_reads_the_course_and_writes_none_of_it(session, cast):
    before = len(entries_of(session, cast.case.id))
    anna = cast.by(cast.anna)
    pause = {
        "ground": "HOLIDAY", "starts_on": "2026-07-01", "ends_on": "2026-07-14", "document": "Brief",
        "document_dated": "2026-06-01",
    }  # fmt: skip
    placement = {"kind": "EMPLOYED", "employer": "Bloem", "job_title": "planner", "starts_on": "2026-06-01"}
    for refused in (
        lambda: acts.save_course(session, cast.case, {"goal": "Ander werk"}, **anna),
        lambda: acts.save_pause(session, cast.case, pause, **anna),
        lambda: acts.save_placement(session, cast.case, placement, **anna),
        lambda: acts.save_joint_record(session, cast.case, PLAN, **anna),
        lambda: acts.save_sanction(session, cast.case, {"letter_on": "2026-06-01", "kind": "SUBSTANTIVE"}, **anna),
        lambda: acts.move_case(session, cast.case, {"status": "INTAKE", "moved_on": "2026-11-01"}, **anna),
        lambda: acts.hand_over(session, cast.case, {"reason": "anders"}, **anna),
    ):
        with pytest.raises(InvalidInputError) as caught:
            refused()
        assert caught.value.field == "actor"
    assert len(entries_of(session, cast.case.id)) == before


@pytest.mark.parametrize(
    ("kind", "author", "allowed"),
    [
        ("FML", "bedrijfsarts", True), ("FML", "arbeidsdeskundige", False), ("IZP", "huisarts", False),
        ("IZP", "verzekeringsarts", True), ("AD-rapport", "arbeidsdeskundige", True),
        ("AD-rapport", "bedrijfsarts", False), ("ander document", "psycholoog", False),
    ],
)  # fmt: skip
def test_a_capacity_document_is_taken_only_from_who_may_judge(session, cast, kind, author, allowed):
    values = DOCUMENT | {"kind": kind, "author_function": author}
    if allowed:
        assert acts.save_capability_document(session, cast.case, values, **cast.by(cast.bram)).id
        return
    with pytest.raises(InvalidInputError) as refused:
        acts.save_capability_document(session, cast.case, values, **cast.by(cast.bram))
    assert refused.value.field == "author_function"


def test_a_signed_paper_stands_as_it_is_and_is_signed_once_by_each(session, cast):
    row = acts.save_joint_record(session, cast.case, PLAN, **cast.by(cast.bram))
    mine = {"role": "employee", "name": "Anna Visser", "signed_on": "2026-04-02"}
    acts.sign_joint_record(session, cast.case, row.id, mine, **cast.by(cast.anna))
    for act in (
        lambda: acts.sign_joint_record(session, cast.case, row.id, mine, **cast.by(cast.anna)),
        lambda: acts.save_joint_record(session, cast.case, PLAN, record_id=row.id, **cast.by(cast.bram)),
        lambda: acts.sign_joint_record(session, cast.case, row.id, mine | {"role": "employer"}, **cast.by(cast.anna)),
    ):
        with pytest.raises(InvalidInputError):
            act()


def test_an_early_end_without_work_needs_explanation_and_document(session, cast):
    end = {"status": "CLOSED", "moved_on": "2026-11-01", "end_reason": "OTHER"}
    with pytest.raises(InvalidInputError) as refused:
        acts.move_case(session, cast.case, end, **cast.by(cast.bram))
    assert refused.value.field == "end_explanation"
    proven = end | {"end_explanation": "In overleg gestopt", "end_document": "brief van 1-11-2026"}
    assert acts.move_case(session, cast.case, proven, **cast.by(cast.bram)).status == "CLOSED"
    with pytest.raises(InvalidInputError, match="geen: het dossier is gesloten"):
        acts.move_case(session, cast.case, {"status": "INTAKE", "moved_on": "2026-11-02"}, **cast.by(cast.bram))
