"""Vacancies: compared, versioned, closed and found back."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dossier.errors import NotFoundError
from dossier.model.posting import Reading, Salary, VacancyIn
from dossier.model.vacancy import Snapshot, VacancyState
from dossier.storage.copies import set_copies
from dossier.storage.snapshots import add_snapshot, snapshots_of
from dossier.storage.vacancies import (
    addresses_of,
    as_posting,
    copies_of,
    count_copies,
    count_per_source,
    count_vacancies,
    get_vacancy,
    last_pages,
    list_vacancies,
    mark_absent,
    mark_expired,
    mark_gone,
    upsert_vacancy,
)

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def posting(number=1, **changes):
    fields = {
        "id": f"{number:016x}",
        "source": "mulder",
        "identifier": f"BM-{number}",
        "title": "Broodbakker",
        "employer": "Bakkerij Mulder BV",
        "description": "Je bakt brood.",
        "place": "Utrecht",
        "url": f"https://mulder.example/vacature/{number}",
        "hours_min": Decimal(24),
        "hours_max": Decimal("32.5"),
        "salary_text": "€ 14,99 per uur",
        "salary": Salary(text="€ 14,99 per uur", is_wage=True, min=Decimal("14.99"), max=Decimal("14.99"), unit="hour"),
        "employment_type": ["PART_TIME"],
        "date_posted": date(2026, 11, 1),
        "contact": {"name": "Daan Mulder"},
        "warnings": ["loon uit de tekst"],
    }
    return VacancyIn(**(fields | changes))


def page(url="https://mulder.example/vacature/1", warc="a.warc.gz"):
    return Snapshot(url=url, fetched_at=NOW, status=200, warc=warc, offset=0, length=1, sha256="0", body_sha256="0")


def test_a_vacancy_comes_back_as_it_was_read(database):
    with database.session() as session:
        assert upsert_vacancy(session, posting(), NOW, add_snapshot(session, page())) == "new"
    with database.reading() as session:
        back = as_posting(get_vacancy(session, posting().id))
    assert back == posting(postcode=back.postcode)


def test_a_place_gets_its_coordinates(database):
    with database.session() as session:
        upsert_vacancy(session, posting(), NOW, None)
        kept = get_vacancy(session, posting().id)
        assert (round(kept.latitude, 1), round(kept.longitude, 1)) == (52.1, 5.1)
        upsert_vacancy(session, posting(2, place="Nergenshuizen"), NOW, None)
        assert get_vacancy(session, posting(2).id).latitude is None


def test_the_same_text_is_the_same_version(database):
    with database.session() as session:
        upsert_vacancy(session, posting(), NOW, add_snapshot(session, page()))
        assert upsert_vacancy(session, posting(), LATER, None) == "same"
        kept = get_vacancy(session, posting().id)
        assert (kept.version, kept.first_seen, kept.last_seen) == (1, NOW, LATER)


def test_a_vacancy_read_back_is_the_same_text(database):
    with database.session() as session:
        upsert_vacancy(session, posting(title="Brood\x00bakker"), NOW, None)
        assert upsert_vacancy(session, as_posting(get_vacancy(session, posting().id)), LATER, None) == "same"


def test_what_is_not_text_is_kept_up_to_date_without_a_version(database):
    with database.session() as session:
        upsert_vacancy(session, posting(), NOW, None)
        assert upsert_vacancy(session, posting(apply_url="https://mulder.example/solliciteer/1"), LATER, None) == "same"
        kept = get_vacancy(session, posting().id)
        assert (kept.version, kept.apply_url) == (1, "https://mulder.example/solliciteer/1")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Banketbakker"},
        {"hours_max": Decimal(40)},
        {"salary_text": "in overleg"},
        {"description": "Je bakt taart."},
        {"valid_through": date(2026, 12, 24)},
    ],
)
def test_a_changed_text_is_a_new_version_with_its_own_page(database, change):
    with database.session() as session:
        first = add_snapshot(session, page())
        upsert_vacancy(session, posting(), NOW, first)
        second = add_snapshot(session, page(warc="b.warc.gz"))
        assert upsert_vacancy(session, posting(**change), LATER, second) == "changed"
        assert get_vacancy(session, posting().id).version == 2
        assert [snapshot.id for snapshot in snapshots_of(session, posting().id)] == [first, second]


def test_a_vacancy_past_its_day_is_expired_and_an_extended_one_is_open_again(database):
    with database.session() as session:
        upsert_vacancy(session, posting(valid_through=date(2026, 11, 20)), NOW, None)
        assert get_vacancy(session, posting().id).state == VacancyState.EXPIRED
        upsert_vacancy(session, posting(valid_through=date(2026, 12, 20)), NOW, None)
        assert get_vacancy(session, posting().id).state == VacancyState.OPEN
        assert mark_expired(session, date(2026, 12, 20), NOW) == 0
        assert mark_expired(session, date(2026, 12, 21), LATER) == 1
        assert get_vacancy(session, posting().id).gone_at == LATER


def test_a_vacancy_that_is_gone_keeps_the_moment_it_was_missed(database):
    with database.session() as session:
        upsert_vacancy(session, posting(), NOW, None)
        assert mark_gone(session, [posting().id, "bestaat niet"], LATER) == 1
        assert mark_gone(session, [posting().id], LATER + timedelta(days=1)) == 0
    with database.reading() as session:
        kept = get_vacancy(session, posting().id)
    assert (kept.state, kept.gone_at) == ("GONE", LATER)


def test_one_that_is_over_and_read_again_closed_when_it_was_first_found_so(database):
    over = posting(valid_through=NOW.date() - timedelta(days=1))
    for moment in (NOW, LATER):
        with database.session() as session:
            upsert_vacancy(session, over, moment, None)
            kept = get_vacancy(session, over.id)
            assert (kept.state, kept.gone_at, kept.last_seen) == ("EXPIRED", NOW, moment)
    with database.session() as session:
        upsert_vacancy(session, posting(), LATER, None)
        assert (get_vacancy(session, over.id).state, get_vacancy(session, over.id).gone_at) == ("OPEN", None)


def test_a_vacancy_missed_twice_is_gone_and_seeing_it_takes_the_doubt_away(database):
    key = posting().id
    with database.session() as session:
        upsert_vacancy(session, posting(), NOW, None)
        assert mark_absent(session, [key], LATER) == 0
        doubted = get_vacancy(session, key)
        assert (doubted.state, doubted.gone_at, doubted.closed_by) == ("OPEN", LATER, "ABSENT")
        upsert_vacancy(session, posting(), LATER, None)
        assert (doubted.gone_at, doubted.closed_by) == (None, None)
        assert [mark_absent(session, [key], LATER) for _ in range(2)] == [0, 1]
        session.refresh(doubted)
        assert (doubted.state, doubted.closed_by) == ("GONE", "ABSENT")


def test_a_vacancy_past_its_day_says_so(database):
    with database.session() as session:
        upsert_vacancy(session, posting(valid_through=date(2026, 11, 20)), NOW, None)
        assert get_vacancy(session, posting().id).closed_by == "VALID_THROUGH"


def test_licences_and_the_words_behind_values_are_kept(database):
    readings = {"licences": Reading(words="Je hebt rijbewijs B\x00.", how="tekst")}
    with database.session() as session:
        upsert_vacancy(session, posting(licences=["B"], readings=readings), NOW, None)
    with database.reading() as session:
        kept = as_posting(get_vacancy(session, posting().id))
    assert (kept.licences, kept.readings["licences"].words) == (["B"], "Je hebt rijbewijs B.")


def test_hostile_characters_do_not_stop_a_write(database):
    with database.session() as session:
        hostile = posting(title="Mede\x00werker\x00", description="a\x00b \ud800 c", contact={"na\x00am": "Da\x00an"})
        upsert_vacancy(session, hostile, NOW, None)
    with database.reading() as session:
        kept = get_vacancy(session, hostile.id)
    assert (kept.title, kept.description, kept.contact) == ("Medewerker", "ab ? c", {"naam": "Daan"})


def test_copies_point_at_the_leading_posting(database):
    with database.session() as session:
        for number in (1, 2, 3):
            upsert_vacancy(session, posting(number), NOW, None)
        one, two, three = (posting(number).id for number in (1, 2, 3))
        assert set_copies(session, {one: None, two: one, three: one}) == 2
        assert count_copies(session) == 2
        assert [row.id for row in copies_of(session, one)] == [two, three]
        assert [row.id for row in copies_of(session, three)] == [one, two]
        assert set_copies(session, {one: None, two: None, three: None}) == 0


def test_vacancies_are_listed_in_a_fixed_order_and_counted(database):
    with database.session() as session:
        for number in (3, 1, 2):
            upsert_vacancy(session, posting(number, source="kramer" if number == 3 else "mulder"), NOW, None)
        mark_gone(session, [posting(1).id], NOW)
        ids = [posting(number).id for number in (1, 2, 3)]
        assert [row.id for row in list_vacancies(session)] == ids
        assert [row.id for row in list_vacancies(session, state=VacancyState.OPEN)] == ids[1:]
        assert [row.id for row in list_vacancies(session, ids=[ids[2], "geen"])] == [ids[2]]
        assert [row.id for row in list_vacancies(session, source="kramer")] == [ids[2]]
        assert (count_vacancies(session), count_per_source(session)) == (2, {"kramer": 1, "mulder": 1})


def test_an_open_vacancy_is_known_by_every_address_where_it_stood(database):
    with database.session() as session:
        upsert_vacancy(session, posting(), NOW, add_snapshot(session, page("https://mulder.example/alias")))
        upsert_vacancy(session, posting(2, url=None), NOW, None)
        assert addresses_of(session, "mulder") == {
            posting().id: {"https://mulder.example/vacature/1", "https://mulder.example/alias"},
            posting(2).id: set(),
        }


def test_a_vacancy_that_does_not_exist_is_not_found(database):
    with database.reading() as session, pytest.raises(NotFoundError, match="Vacature 0000 bestaat niet"):
        get_vacancy(session, "0000")


def test_one_page_shows_one_version_once(database):
    with database.session() as session:
        snapshot = add_snapshot(session, page())
        upsert_vacancy(session, posting(), NOW, snapshot)
        upsert_vacancy(session, posting(title="Bakker"), NOW, snapshot)
        assert [row.id for row in snapshots_of(session, posting().id)] == [snapshot, snapshot]


def test_the_page_of_the_newest_version_is_where_a_vacancy_is_looked_for(database):
    with database.session() as session:
        upsert_vacancy(session, posting(), NOW, add_snapshot(session, page("https://mulder.example/oud")))
        upsert_vacancy(session, posting(title="Bakker"), LATER, add_snapshot(session, page()))
    with database.reading() as session:
        assert last_pages(session, "mulder") == {posting().id: "https://mulder.example/vacature/1"}
        assert last_pages(session, "kramer") == {}
