"""Asked to stop, the program finishes the request under way and takes no other."""

import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest

PROGRAM = """
import sys, tempfile, time
import passend.serving as serving
from dossier.settings import Settings
from flask import Flask

class Closed:
    def close(self): print("closed", flush=True)

def slow(environ, start_response):
    print("begun", flush=True)
    if not environ["wsgi.input"].read():
        time.sleep(1.5)
    start_response("200 OK", [("Content-Length", "4000000")])
    return [b"x" * 4000000]

def refuse(*_, **__):
    print("on disk", flush=True)
    sys.exit()

tempfile.TemporaryFile = refuse

app = Flask("slow")
app.wsgi_app = slow
serving.create_app = lambda *_, **__: app
serving.queue_task = lambda _database: None
settings = Settings(testing=True, port=0)
serving.serve_until_stopped(settings, Closed(), lambda address: print(address, flush=True))
"""


@pytest.fixture
def server():
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        yield process, process.stdout.readline().strip()
        process.kill()


def fetch(address: str, data: bytes | None = None) -> int:
    with urllib.request.urlopen(address, data, timeout=20) as answer:
        return len(answer.read())


def test_sigterm_lets_the_request_under_way_finish_and_takes_no_other(server):
    process, address = server
    with ThreadPoolExecutor() as pool:
        under_way = pool.submit(fetch, address)
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGTERM)
        sleep(0.8)
        host, port = address.removeprefix("http://").split(":")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((host, int(port)), timeout=2)
        assert under_way.result() == 4_000_000
    assert process.stdout.readline() == "closed\n"
    assert process.wait(timeout=10) == 0


def test_sigterm_with_nothing_under_way_stops_at_once(server):
    process, _address = server
    begun = monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0
    assert monotonic() - begun < 5


def test_a_large_body_and_a_large_answer_lie_in_no_temporary_file(server):
    process, address = server
    assert fetch(address, b"y" * 3_000_000) == 4_000_000
    assert process.stdout.readline() == "begun\n"


def test_two_gigabytes_are_refused_by_their_length(server):
    _process, address = server
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=2) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2147483648\r\n\r\nx")
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")
