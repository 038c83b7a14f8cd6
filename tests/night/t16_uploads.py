"""T16: hostile files at every door that takes one of the served program, with its memory and its disk watched."""

import http.client
import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from dossier.model.job_application import ProofKind
from tests.night.conftest import scaled
from tests.night.plain_browser import PlainBrowser
from tests.webui.cast import NUMBER

CASE = f"/dossiers/{NUMBER}"
DOORS = {
    "proof": (f"{CASE}/sollicitaties/1", f"{CASE}/sollicitaties/1/bewijs", {"kind": ProofKind.LETTER.value}),
    "list": (f"{CASE}/lijst", f"{CASE}/lijst", {}),
    "document": (f"{CASE}/mogelijkheden/inlezen", f"{CASE}/mogelijkheden/inlezen", {}),
}
MEMORY = 50
"""MB that the process of the pages may grow by."""
LARGE, LARGEST = 1_000_000, 100_000_000
"""Bytes: sent twice; told by its announced length alone."""
BIG = scaled(small=0, full=1)
"""Also the zip that unpacks to 10 GB: making it costs a minute."""
BORDER = "grens7f3a"


def resident(process: int) -> int:
    """KB of memory now."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(told.partition("VmRSS:")[2].split()[0])


def parts(values: dict[str, str], name: str, content: bytes) -> bytes:
    told = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in values.items()
    ]
    head = f'--{BORDER}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    head += "Content-Type: application/pdf\r\n\r\n"
    return "".join(told).encode() + head.encode() + content + f"\r\n--{BORDER}--\r\n".encode()


def send(port: int, path: str, cookies: str, body: bytes, length: int | None = None) -> tuple[int, float]:
    """The status, and after how long; with a length of its own only the beginning is sent."""
    line, began = http.client.HTTPConnection("127.0.0.1", port, timeout=60), time.monotonic()
    line.putrequest("POST", path)
    for name, value in (("Cookie", cookies), ("Content-Type", f"multipart/form-data; boundary={BORDER}")):
        line.putheader(name, value)
    line.putheader("Content-Length", str(length or len(body)))
    line.endheaders(body)
    status = line.getresponse().status
    line.close()
    return status, time.monotonic() - began


@pytest.fixture
def serving(web_database, web_settings):
    """The program in a process of its own, on a copy of the cast: its number and its port."""
    web_database.close()
    command = [sys.executable, "-m", "passend", "serve", "--port", "0", "--data-dir", str(web_settings.data_dir)]
    surroundings = {**os.environ, "PASSEND_TESTING": "1", "TMPDIR": str(web_settings.data_dir / "tmp")}
    (web_settings.data_dir / "tmp").mkdir()
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        address = next(line for line in process.stdout if "http://" in line)
        yield process.pid, int(address.strip().rpartition(":")[2].strip("/"))
        process.kill()


def send_all(
    port: int, cookies: str, tokens: dict[str, str], folder: Path, least: int = 0
) -> tuple[int, list[tuple[str, ...]]]:
    """Each file of at least so many bytes at each door: how many were sent, and which answers are not as expected."""
    sent, wrong = 0, []
    for line in (folder / "expected.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, _, expected = line.split("\t")
        if not least <= (folder / name).stat().st_size <= LARGEST:
            continue
        content = (folder / name).read_bytes()
        for door, (_, path, values) in DOORS.items():
            status, _seconds = send(port, path, cookies, parts({**values, "csrf_token": tokens[door]}, name, content))
            sent += 1
            taken = status in {302, 303}
            wrong += [(name, door, str(status))] if status >= 500 or status == 400 else []
            wrong += [(name, "taken")] if door == "proof" and taken and expected.startswith("refused with") else []
            wrong += (
                [(name, "refused", str(status))]
                if door == "proof" and not taken and expected.startswith("accepted,")
                else []
            )
    return sent, wrong


@pytest.mark.row(
    "T16", "50 hostile files at 3 doors of the served program, the large ones twice, and 2 GB announced; in full size a"
    " zip of 10 GB",
    "as expected.tsv; growth < 50 MB; 2 GB refused within 1 s; 0 temporary files",
)  # fmt: skip
def test_no_file_breaks_what_takes_it(attacks, serving, web_settings, tmp_path, reach):
    number, port = serving
    folder = tmp_path / "op"
    make = [sys.executable, attacks / "make_files.py", "--uploads", folder, *["--big"] * BIG]
    subprocess.run(make, check=True, capture_output=True)
    browser = PlainBrowser(port, "bram@passend.example")
    tokens = {door: browser.token(page) for door, (page, _, _) in DOORS.items()}
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    memory = [resident(number)]
    sent, wrong = send_all(port, cookies, tokens, folder)
    memory.append(resident(number))
    again, wrong_again = send_all(port, cookies, tokens, folder, least=LARGE)
    memory.append(resident(number))
    sent, wrong = sent + again, wrong + wrong_again
    grown = [(after - before) // 1024 for before, after in pairwise(memory)]
    status, seconds = send(port, DOORS["proof"][1], cookies, b"x", length=2 * 1024**3)
    left = [path.name for path in (web_settings.data_dir / "tmp").rglob("*")]
    told = (
        f"{len(wrong)} of {sent} wrong; {grown[0]} MB more memory the first time, {grown[1]} the second; 2 GB: {status}"
        f" after {seconds:.2f} s; {len(left)} temporary files {wrong[:3] or ''}"
    )
    reach(told, held=not wrong and sum(grown) < MEMORY and (status, left) == (413, []) and seconds < 1)
