"""Employee and coach sign a version of the search profile as they sign a joint paper: once, and nobody for another."""

from datetime import date

import pytest

from dossier import acts
from dossier.errors import InvalidInputError
from dossier.evidence.gathering import search_versions
from dossier.evidence.log import entries_of

PROFILE = {"valid_from": "2026-04-01", "directions": ["receptie", "logistiek"], "reason": "start"}
ANNA = {"role": "employee", "name": "Anna Visser", "signed_on": "2026-11-20"}


def test_both_sign_the_version_that_holds_and_it_stands_on_paper(session, cast):
    acts.save_search_profile(session, cast.case, PROFILE, **cast.by(cast.bram))
    acts.sign_search_profile(session, cast.case, 1, ANNA, **cast.by(cast.anna))
    coach = {"role": "coach", "name": "Bram de Wit", "signed_on": "2026-11-20"}
    acts.sign_search_profile(session, cast.case, 1, coach, **cast.by(cast.bram))
    assert entries_of(session, cast.case.id)[-1].kind == "zoekprofiel ondertekend"
    [version] = search_versions(session, cast.case.id, until=date(2026, 11, 20), names={})
    assert version.signatures == [
        "Anna Visser (werknemer), 20 november 2026",
        "Bram de Wit (loopbaancoach), 20 november 2026",
    ]


def test_a_new_version_is_not_signed_and_an_old_one_no_more(session, cast):
    acts.save_search_profile(session, cast.case, PROFILE, **cast.by(cast.bram))
    acts.sign_search_profile(session, cast.case, 1, ANNA, **cast.by(cast.anna))
    newer = acts.save_search_profile(session, cast.case, PROFILE | {"reason": "breder"}, **cast.by(cast.bram))
    assert newer.signatures == []
    with pytest.raises(InvalidInputError):
        acts.sign_search_profile(session, cast.case, 1, ANNA | {"role": "coach"}, **cast.by(cast.bram))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": "coach"}, "role"),
        ({"role": "employer"}, "role"),
        ({"signed_on": "2026-11-21"}, "signed_on"),
        ({"signed_on": "2026-03-31"}, "signed_on"),
        ({"name": ""}, "name"),
    ],
)
def test_an_impossible_signature_is_refused_at_its_field(session, cast, change, field):
    acts.save_search_profile(session, cast.case, PROFILE, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError) as refused:
        acts.sign_search_profile(session, cast.case, 1, ANNA | change, **cast.by(cast.anna))
    assert refused.value.field == field


def test_nobody_signs_twice(session, cast):
    acts.save_search_profile(session, cast.case, PROFILE, **cast.by(cast.bram))
    acts.sign_search_profile(session, cast.case, 1, ANNA, **cast.by(cast.anna))
    with pytest.raises(InvalidInputError):
        acts.sign_search_profile(session, cast.case, 1, ANNA, **cast.by(cast.anna))
