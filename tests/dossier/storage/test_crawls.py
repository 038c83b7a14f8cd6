"""Runs of the crawler as they are kept and reported."""

from datetime import UTC, datetime, timedelta

from dossier.storage.crawls import (
    BUSY,
    Tally,
    add_refusals,
    end_run,
    latest_runs,
    past_runs,
    refusals_of,
    report_of,
    save_tally,
    start_run,
    unfinished_runs,
)

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_a_run_is_reported_as_the_door_promises(database):
    tally = Tally(requests=4, statuses={"404": 1, "200": 3}, new=2, same=1, refused={"status": 1}, robots="gelezen")
    with database.session() as session:
        run = start_run(session, "mulder", NOW)
        save_tally(session, run.id, tally)
        end_run(session, run.id, state="ok", reason=None, ended=NOW + timedelta(minutes=1))
    assert report_of(run) == {
        "source": "mulder",
        "state": "ok",
        "reason": None,
        "started": "2026-11-21T09:30:00Z",
        "ended": "2026-11-21T09:31:00Z",
        "requests": 4,
        "statuses": {"200": 3, "404": 1},
        "new": 2,
        "changed": 0,
        "same": 1,
        "gone": 0,
        "refused": {"status": 1},
        "robots": "gelezen",
    }


def test_the_newest_run_of_each_source_is_found(database):
    with database.session() as session:
        for source in ("mulder", "kramer", "mulder"):
            newest = start_run(session, source, NOW)
        found = latest_runs(session)
        assert (list(found), found["mulder"].id) == (["kramer", "mulder"], newest.id)


def test_a_run_that_found_another_at_work_says_nothing_of_its_source(database):
    with database.session() as session:
        working, second = start_run(session, "mulder", NOW), start_run(session, "mulder", NOW)
        end_run(session, second.id, state="broken", reason=BUSY, ended=NOW)
        assert latest_runs(session)["mulder"].id == working.id
        end_run(session, working.id, state="ok", reason=None, ended=NOW + timedelta(minutes=1))
        assert latest_runs(session)["mulder"].state == "ok"


def test_what_is_usual_comes_from_good_runs_only_newest_first(database):
    with database.session() as session:
        ids = []
        for state in ("ok", "broken", "ok"):
            run = start_run(session, "mulder", NOW)
            end_run(session, run.id, state=state, reason=None, ended=NOW)
            ids.append(run.id)
        unfinished = start_run(session, "mulder", NOW)
        assert [run.id for run in past_runs(session, "mulder")] == [ids[2], ids[0]]
        assert [run.id for run in unfinished_runs(session, "mulder")] == [unfinished.id]


def test_refusals_are_kept_in_order_whatever_they_hold(database):
    with database.session() as session:
        run = start_run(session, "mulder", NOW)
        add_refusals(
            session,
            run.id,
            [("https://a.example/\x00", "robots", "x" * 900), ("https://b.example/", "status", "\ud800")],
        )
    with database.reading() as session:
        rows = refusals_of(session, run.id)
    assert [(row.url, row.code, len(row.detail)) for row in rows] == [
        ("https://a.example/", "robots", 500),
        ("https://b.example/", "status", 1),
    ]
