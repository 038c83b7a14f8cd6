"""What the labour market offers stays with the search profile that it was counted for."""

import pytest

from dossier import acts
from dossier.errors import EvidenceError
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import entries_of
from dossier.evidence.signing import Signer
from dossier.evidence.soundness import require_sound_case
from dossier.storage.profiles import search_profiles_of
from dossier.storage.vacancies import upsert_vacancy
from passend.ranking_run import rank_and_record
from tests.dossier.cast import NOW, make_cast
from tests.matcher.people import OFFICE, SILENT, TODAY, WAREHOUSE


@pytest.fixture
def session(database):
    with database.session() as opened:
        yield opened


@pytest.fixture
def cast(session):
    made = make_cast(session, Signer.generate())
    for posting in (OFFICE, WAREHOUSE, SILENT):
        upsert_vacancy(session, posting, NOW, None)
    return made


def save_directions(session, cast, *directions, **more):
    values = {"valid_from": TODAY, "directions": directions, "reason": "Dit past bij het werk van vroeger.", **more}
    return acts.save_search_profile(session, cast.case, values, **cast.by(cast.bram))


def rank(session, cast):
    rank_and_record(session, on=TODAY, now=NOW, signer=cast.signer, case_ids=[cast.case.id])


def test_the_first_list_after_a_new_version_keeps_its_figures_and_the_second_does_not_change_them(session, cast):
    version = save_directions(session, cast, "administratie", "logistiek")
    rank(session, cast)
    kept = [dict(row) for row in version.market]
    assert [row["direction"] for row in kept] == ["administratie", "logistiek"]
    assert version.market_on == TODAY
    upsert_vacancy(session, OFFICE.model_copy(update={"id": "fedcba9876543210", "employer": "Ander BV"}), NOW, None)
    rank(session, cast)
    assert search_profiles_of(session, cast.case.id)[0].market == kept


def test_every_version_keeps_the_figures_of_its_own_day(session, cast):
    save_directions(session, cast, "administratie")
    rank(session, cast)
    save_directions(session, cast, "logistiek", why_dropped="Er is te weinig kantoorwerk in de regio.")
    rank(session, cast)
    new, old = search_profiles_of(session, cast.case.id)
    assert [row["direction"] for row in new.market] == ["logistiek"]
    assert [row["direction"] for row in old.market] == ["administratie"]


def test_a_list_without_a_search_profile_keeps_nothing(session, cast):
    rank(session, cast)
    assert search_profiles_of(session, cast.case.id) == []


def test_the_kept_figures_stand_in_the_log_and_a_changed_figure_is_found(session, cast):
    version = save_directions(session, cast, "administratie")
    rank(session, cast)
    assert EntryKind.MARKET_KEPT in [entry.kind for entry in entries_of(session, cast.case.id)]
    require_sound_case(session, cast.case, cast.signer)
    version.market = [row | {"vacancies": 400} for row in version.market]
    session.add(version)
    with pytest.raises(EvidenceError, match="search_profile"):
        require_sound_case(session, cast.case, cast.signer)
