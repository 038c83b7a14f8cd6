"""Four processes that read and then write at once: nobody gets an error, and no change is lost (T31)."""

import fcntl
import multiprocessing
import threading
import time
from pathlib import Path

from sqlalchemy import text

from dossier.storage.database import open_engine

PROCESSES, ROUNDS = 4, 25


def add_up(url: str, answers) -> None:
    engine, done = open_engine(url), 0
    for _ in range(ROUNDS):
        with engine.begin() as connection:
            value = connection.execute(text("SELECT v FROM counter")).scalar_one()
            connection.execute(text("INSERT INTO line (v) VALUES (:v)"), {"v": value})
            connection.execute(text("UPDATE counter SET v = :v"), {"v": value + 1})
        done += 1
    answers.put(done)


def test_four_writers_lose_nothing_and_meet_no_error(tmp_path):
    url = f"sqlite:///{tmp_path / 'writers.sqlite'}"
    engine = open_engine(url)
    with engine.begin() as connection:
        for statement in (
            "CREATE TABLE counter (v INT)",
            "INSERT INTO counter VALUES (0)",
            "CREATE TABLE line (v INT)",
        ):
            connection.execute(text(statement))
    engine.dispose()
    context = multiprocessing.get_context("forkserver")
    answers = context.Queue()
    processes = [context.Process(target=add_up, args=(url, answers)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    done = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    with engine.connect() as connection:
        counted = connection.execute(text("SELECT v FROM counter")).scalar_one()
        lines = connection.execute(text("SELECT count(*), count(DISTINCT v) FROM line")).one()
    engine.dispose()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert (sum(done), counted, tuple(lines)) == (PROCESSES * ROUNDS,) * 2 + ((PROCESSES * ROUNDS,) * 2,)


def test_who_waits_to_write_is_next_and_not_who_comes_back_at_once(tmp_path):
    engine, order = open_engine(f"sqlite:///{tmp_path / 'beurt.sqlite'}"), []

    def wait_and_write() -> None:
        with engine.begin():
            order.append("who waited")

    waiting, until = threading.Thread(target=wait_and_write), time.monotonic() + 10
    for number in range(3):
        with engine.begin():
            if number == 0:
                waiting.start()
                while not is_taken(tmp_path / "beurt.sqlite-turn"):
                    assert time.monotonic() < until
            order.append(number)
    waiting.join(timeout=20)
    engine.dispose()
    assert order == [0, "who waited", 1, 2]


def is_taken(file: Path) -> bool:
    with file.open("r+b") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
