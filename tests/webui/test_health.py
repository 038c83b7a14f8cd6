"""The health page tells a watching program whether everything works, and nothing else."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from dossier.model.schedule import ScheduledRun
from dossier.storage.crawls import end_run, start_run
from tests.webui.cast import NOW, NUMBER


def scheduled(database, when):
    with database.session() as session:
        session.add(ScheduledRun(job="snapshot --sweep", due=when, claimed_at=when))
        run = start_run(session, "bron", when)
        end_run(session, run.id, state="ok", reason=None, ended=when)


def test_a_sound_installation_answers_200_without_a_sign_in(anyone, web_database):
    assert anyone.get("/gezond").json["planner"] == "nooit gestart"
    scheduled(web_database, NOW - timedelta(hours=2))
    answer = anyone.get("/gezond")
    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["planner"], answer.json["database"]) == ("gezond", "goed", "goed")
    assert answer.json["laatste_crawl"]


def test_a_silent_scheduler_is_ill(anyone, web_database):
    scheduled(web_database, NOW - timedelta(hours=27))
    answer = anyone.get("/gezond")
    assert (answer.status_code, answer.json["planner"]) == (503, "stil")


def test_a_disk_that_is_nearly_full_is_ill(anyone, monkeypatch):
    monkeypatch.setattr("webui.views.health.shutil.disk_usage", lambda _: SimpleNamespace(free=1))
    answer = anyone.get("/gezond")
    assert (answer.status_code, answer.json["schijf"]) == (503, "bijna vol")


def test_a_database_that_does_not_answer_is_ill(anyone, monkeypatch):
    def fail(_):
        raise OperationalError("select", {}, Exception("weg"))

    monkeypatch.setattr("webui.views.health.last_scheduler_sign", fail)
    answer = anyone.get("/gezond")
    assert (answer.status_code, answer.json["database"]) == (503, "onbereikbaar")


@pytest.mark.parametrize("name", ["bram", "admin"])
def test_it_tells_nothing_of_a_case(name, visit):
    text = visit(name).get("/gezond").text
    assert NUMBER not in text
    assert set(json.loads(text)) == {"status", "database", "schijf", "planner", "laatste_crawl"}
