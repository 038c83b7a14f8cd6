"""No act keeps a BSN, and words about health only when someone says so; the employer never reads them."""

import pytest

from dossier import acts
from dossier.acts.applications import is_held_back
from dossier.errors import GuardedTextError
from dossier.evidence.gathering import Gathering
from dossier.evidence.log import entries_of
from dossier.evidence.visibility import shown_fields
from dossier.model.demand import Verdict
from dossier.rules.guarded_field import WITHHELD
from dossier.settings import Settings
from dossier.storage.evidence import contents_of
from tests.dossier.acts.test_other_acts import ANSWER, DOCUMENT, JUDGEMENT

ILL, BSN = "Thuis met een burn-out.", "Mijn nummer is 123456782."
TALK = {"occurred_on": "2026-11-01", "way": "telefoon", "with_whom": "Anna"}
ACTIVITY = {"kind": "scholing", "title": "Cursus plannen", "occurred_on": "2026-11-01"}
SEARCH = {"valid_from": "2026-11-01", "directions": ["magazijn"]}
APPLIED = {"applied_on": "2026-11-10", "employer": "GGZ Noord", "job_title": "Psycholoog", "way": "webformulier"}


def writers(session, cast, vacancy, by):
    """Every act with a text that a person types, as a function of that text and whether it was confirmed."""
    case, log = cast.case, {"vacancy": vacancy.id}
    return {
        "gesprek, feiten": lambda **t: acts.add_contact(session, case, TALK | rename(t, "facts"), **by),
        "gesprek, werkgever": lambda **t: acts.add_contact(
            session, case, TALK | rename(t, "employer_agreements"), **by
        ),
        "gesprek, stap": lambda **t: acts.add_contact(session, case, TALK | rename(t, "next_step"), **by),
        "activiteit, wat": lambda **t: acts.add_activity(session, case, ACTIVITY | rename(t, "title"), **by),
        "activiteit, doel": lambda **t: acts.add_activity(session, case, ACTIVITY | rename(t, "goal"), **by),
        "activiteit, resultaat": lambda **t: acts.change_activity(
            session, case, 1, ACTIVITY | rename(t, "result"), **by
        ),
        "wensen": lambda **t: acts.save_profile(session, case, rename(t, "wishes"), **by),
        "zoekprofiel": lambda **t: acts.save_search_profile(session, case, SEARCH | rename(t, "reason"), **by),
        "conclusie": lambda **t: acts.save_capability_document(
            session, case, DOCUMENT | rename(t, "labour_expert_conclusion"), **by
        ),
        "toelichting": lambda text, confirmed_words: acts.save_capability_document(
            session,
            case,
            DOCUMENT
            | {"limitations": [{"item": "4.13", "level": 1, "note": text}], "confirmed_words": confirmed_words},
            **by,
        ),
        "sollicitatie, vervolg": lambda **t: acts.log_application(
            session, case, APPLIED | rename(t, "follow_up"), **by
        ),
        "sollicitatie, opmerking": lambda **t: acts.correct_application(
            session, case, 1, rename(t, "coach_remark"), reason="typefout", **by
        ),
        "verbetering, reden": lambda text, confirmed_words: acts.correct_application(
            session, case, 1, {"place": "Assen", "confirmed_words": confirmed_words}, reason=text, **by
        ),
        "uitslag": lambda **t: acts.record_result(
            session,
            case,
            1,
            {"result": "afwijzing", "result_on": "2026-11-12"} | rename(t, "rejection_reason"),
            **by,
        ),
        "shortlist": lambda text, confirmed_words: acts.shortlist_vacancy(
            session, case, vacancy.id, note=text, confirmed=confirmed_words, **by
        ),
        "antwoord": lambda **t: acts.record_answer(session, case, ANSWER | log | rename(t, "words"), **by),
        "oordeel": lambda **t: acts.judge_limitation_by_hand(
            session, case, JUDGEMENT | log | rename(t, "reason"), computed=Verdict.UNKNOWN, **by
        ),
    }


def rename(typed, field):
    return {field: typed["text"], "confirmed_words": typed["confirmed_words"]}


NAMES = sorted(writers(None, type("Nobody", (), {"case": None}), type("Nothing", (), {"id": ""}), {}))


@pytest.fixture
def write(session, cast, vacancy):
    by = cast.by(cast.bram)
    acts.save_capability_document(session, cast.case, DOCUMENT, **by)
    acts.add_activity(session, cast.case, ACTIVITY, **by)
    acts.log_application(session, cast.case, APPLIED, **by)
    return writers(session, cast, vacancy, by)


def told(session, cast):
    entry = entries_of(session, cast.case.id)[-1]
    return entry.kind, contents_of(session, cast.case.id)[entry.id].content


@pytest.mark.parametrize("name", NAMES)
def test_words_about_health_are_pointed_out_before_anything_is_kept(name, write, session, cast):
    before = len(entries_of(session, cast.case.id))
    with pytest.raises(GuardedTextError) as caught:
        write[name](text=ILL, confirmed_words=False)
    assert [(one.words, one.kind) for one in caught.value.passages] == [("burn-out", "ziekte")]
    assert (caught.value.refused, len(entries_of(session, cast.case.id))) == (False, before)


@pytest.mark.parametrize("name", NAMES)
def test_confirmed_words_stay_and_the_log_says_in_which_field(name, write, session, cast):
    write[name](text=ILL, confirmed_words=True)
    _, content = told(session, cast)
    assert len(content["confirmed_words"]) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_bsn_is_refused_even_when_confirmed(name, write):
    with pytest.raises(GuardedTextError) as caught:
        write[name](text=BSN, confirmed_words=True)
    assert caught.value.refused is True


def test_a_text_about_work_leaves_no_trace_of_the_guard(session, cast):
    acts.add_contact(
        session, cast.case, TALK | {"facts": "Plan besproken.", "confirmed_words": True}, **cast.by(cast.bram)
    )
    assert "confirmed_words" not in told(session, cast)[1]


def test_names_of_jobs_and_employers_are_no_words_about_health(session, cast):
    acts.log_application(session, cast.case, APPLIED, **cast.by(cast.anna))
    acts.save_profile(
        session,
        cast.case,
        {"work_history": [{"title": "Verpleegkundige oncologie"}], "skills": ["fysiotherapie"]},
        **cast.by(cast.anna),
    )


def test_a_bsn_is_refused_in_a_name_too_and_an_address_may_hold_any_number(session, cast):
    with pytest.raises(GuardedTextError):
        acts.log_application(session, cast.case, APPLIED | {"contact_person": "Jan 123456782"}, **cast.by(cast.anna))
    url = {"url": "https://werk.example/vacature?nr=123456782"}
    acts.log_application(session, cast.case, APPLIED | url, **cast.by(cast.anna))


def test_an_input_that_was_made_before_does_not_pass_the_guard(session, cast):
    made = acts.ContactIn.model_validate(TALK | {"facts": ILL})
    with pytest.raises(GuardedTextError):
        acts.add_contact(session, cast.case, made, **cast.by(cast.bram))


def test_a_row_with_words_about_health_is_not_released_until_they_are_gone(session, cast):
    by = cast.by(cast.bram)
    typed = APPLIED | {"follow_up": ILL, "confirmed_words": True}
    row, clean = (
        acts.log_application(session, cast.case, typed, **by),
        acts.log_application(session, cast.case, APPLIED, **by),
    )
    assert is_held_back(row)
    assert acts.release_applications(session, cast.case, **by) == [clean]
    acts.record_result(
        session, cast.case, 1, {"result": "afwijzing", "result_on": "2026-11-12", "follow_up": "Nabellen"}, **by
    )
    assert acts.release_applications(session, cast.case, **by) == [row]


def test_the_employer_reads_nothing_about_health_in_log_or_export(session, cast, tmp_path):
    by = cast.by(cast.bram)
    sick = {"confirmed_words": True}
    acts.add_activity(session, cast.case, ACTIVITY | {"title": ILL} | sick, **by)
    activity = told(session, cast)
    acts.add_contact(session, cast.case, TALK | {"employer_agreements": ILL} | sick, **by)
    talk = told(session, cast)
    acts.save_search_profile(session, cast.case, SEARCH | {"reason": ILL} | sick, **by)
    search = told(session, cast)
    for kind, content in (activity, talk, search):
        hidden = {"title", "employer_agreements", "reason", "confirmed_words"}
        assert shown_fields(kind, content, "employer", frozenset()) & hidden == frozenset()
        assert shown_fields(kind, content, "employee", frozenset()) & hidden
    gathering = Gathering(
        session,
        cast.case,
        settings=Settings(data_dir=tmp_path, testing=True),
        receiver="employer",
        period=(cast.case.first_sick_day, by["now"].date()),
    )
    edition = gathering.edition(made_at=by["now"], made_by="Bram")
    shown = [
        edition.activities[0]["title"],
        edition.contacts[0]["employer_agreements"],
        edition.search_versions[0].reason,
    ]
    assert shown == [WITHHELD] * 3
