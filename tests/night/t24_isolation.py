"""T24, T19: what a crawl asks of the system, as strace sees it: no port, no pickle, no connection but to its site."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from passend.bench.crawl import open_site
from tests.conftest import REPOSITORY
from tests.night.busy_work import PAGES, SOURCE, write_source

CALL = re.compile(r"^\d+ +(?P<name>openat|connect|listen)\((?P<rest>.*)$")
OPENED = re.compile(r'^AT_FDCWD, "(?P<path>[^"]+)", (?P<how>[A-Z_|]+).* = \d+$')
TO = re.compile(r"sin6?_port=htons\((?P<port>\d+)\).*?\"(?P<host>[0-9a-f.:]+)\"")
PICKLED = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
"""How a pickle begins, of each binary form."""


def calls_of(folder: Path, log: Path) -> list[tuple[str, str]]:
    """Every call of a whole crawl, its processes included."""
    command = ["strace", "-f", "-qq", "-s", "300", "-e", "trace=openat,connect,listen", "-o", str(log)]
    crawl = [sys.executable, "-m", "passend", "crawl", SOURCE, "--sources", str(folder.parent / "sources")]
    given = os.environ | {"PASSEND_TESTING": "1", "PASSEND_LOOPBACK_CRAWL": "1"}
    done = subprocess.run(
        [*command, *crawl, "--data-dir", str(folder)],
        cwd=REPOSITORY, env=given, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    assert f"{PAGES} nieuw" in done.stdout, done.stdout
    lines = log.read_text(errors="replace").splitlines()
    return [(found["name"], found["rest"]) for line in lines if (found := CALL.match(line))]


def is_pickle(path: Path) -> bool:
    if path.suffix in {".pkl", ".pickle"}:
        return True
    if not path.is_file() or str(path).startswith(("/proc/", "/sys/", "/dev/")):
        return False
    with path.open("rb") as file:
        return file.read(2) in PICKLED


@pytest.mark.row(
    "T24 strace", "a whole crawl under strace: every file it opens, every port, every connection",
    "0 ports, 0 pickles but of packages and code that numba compiled, 0 connections to another place than its site",
)  # fmt: skip
def test_a_crawl_opens_no_port_and_no_pickle_and_reaches_its_site_alone(tmp_path, reach):
    if shutil.which("strace") is None:
        pytest.skip("no strace found")
    with open_site() as site:
        write_source(tmp_path / "data", site)
        calls = calls_of(tmp_path / "data", tmp_path / "strace.txt")
    ports = [rest for name, rest in calls if name == "listen"]
    opened = {Path(found["path"]) for name, rest in calls if name == "openat" and (found := OPENED.match(rest))}
    pickled = sorted(path for path in opened if is_pickle(path))
    pickles = [path.name for path in pickled if not (path.is_relative_to(sys.prefix) or "__pycache__" in path.parts)]
    places = {
        f"{found['host']}:{found['port']}" for name, rest in calls if name == "connect" if (found := TO.search(rest))
    }
    others = sorted(places - {site.removeprefix("http://")})
    told = (
        f"{len(opened)} files, {len(pickles)} pickles (compiled code and packages: {len(pickled)}), {len(ports)} ports"
    )
    told += f", {len(others)} other places"
    held = not (ports or pickles or others) and len(places) == 1
    reach(f"{told} {[*ports[:2], *pickles[:2], *others[:2]] or ''}".rstrip(), held=held)
