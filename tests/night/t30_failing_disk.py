"""T30: each call to the disk fails once, and once from then on; afterwards everything is whole, and said plainly."""

import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.night.conftest import scaled

FAILING = {
    "upload": "an application with its proof, posted",
    "import": "an import of 40 rows",
    "export": "the making of a bundle",
    "backup": "a backup",
    "crawl": "a crawl of 6 pages, and the next one",
}
ORDER = ["file written", "file synced", "file named", "folder synced", "row synced", "acknowledged"]
HOLD = "0 failed checks, 0 hung, said in plain words (507 or 503, or one line); pages can still be read"
COMMAND = (sys.executable, "-m", "tests.night.failing_calls")
STEP = scaled(small=6, full=1)


def row_of(kind: str) -> object:
    asked = f"{FAILING[kind]}: the 1st, 2nd … write, sync, rename and cut of a file fails, once and from then on"
    return pytest.mark.row(f"T30 {kind}", asked, HOLD)


def call_each(*arguments: object) -> Any:
    if shutil.which("strace") is None:
        pytest.skip("no strace found")
    given = os.environ | {
        "PASSEND_TESTING": "1", "PASSEND_LOOPBACK_CRAWL": "1", "PASSEND_BACKUP_KEY": "k" * 40,
        "OPENBLAS_NUM_THREADS": "1",
    }  # fmt: skip
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=REPOSITORY, env=given, capture_output=True, text=True, timeout=7200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    return json.loads(done.stdout)


@pytest.mark.row("T30 order", "the calls of an upload to the disk, as strace sees them", " → ".join(ORDER))
def test_a_file_is_on_the_disk_before_its_row_and_both_before_the_answer(filled, tmp_path, reach):
    shutil.copytree(filled[0], tmp_path / "clean")
    order = call_each("upload", tmp_path / "clean", "order", 1)
    reach(" → ".join(order), held=order == ORDER)


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=row_of(kind)) for kind in FAILING])
def test_no_failing_call_leaves_anything_half(kind, filled, tmp_path, reach):
    shutil.copytree(filled[0], tmp_path / "clean")
    told, held = [], True
    for errno in ("ENOSPC", "EIO"):
        found = call_each(kind, tmp_path / "clean", errno, STEP, "once", "from")
        faults = found["faults"]
        held &= found["failed"] > 0 and not faults and not found["hung"]
        told.append(
            f"{errno}: {found['failed']} calls, {len(faults)} failed checks, {found['hung']} hung {faults[:3] or ''}"
        )
    reach("; ".join(told), held=held)


@pytest.mark.row(
    "T30 full disk",
    "a disk of 20 MB, written full through the pages; then a crawl, an export and a backup onto it; then 6 MB of room",
    "each refusal in plain words (507 or 503, or one line), pages read while full, nothing half, 0 acknowledged lost, "
    "and writing goes on by itself",
)
def test_a_disk_that_is_written_full_loses_nothing_and_is_written_to_again(filled, tmp_path, reach):
    disk, clean = tmp_path / "disk", tmp_path / "clean"
    disk.mkdir()
    shutil.copytree(filled[0], clean)
    mounted = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=20m tmpfs "$0" && exec "$@"', str(disk)]
    if shutil.which("unshare") is None or subprocess.run([*mounted, "true"], check=False).returncode:
        pytest.skip("no file system of its own can be mounted here without rights")
    done = subprocess.run(
        [*mounted, sys.executable, "-m", "tests.night.full_disk", str(disk), str(clean)],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=3600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    found = json.loads(done.stdout)
    told = (
        f"{found['kept']} kept, then {found['refused']} refused in plain words with {found['free']} bytes free; "
        f"{found['read']} pages read while full; {found['commands']} of 6 commands as they should; {found['later']} of "
        f"5 kept when there was room; {len(found['faults'])} faults {found['faults'][:3] or ''}"
    )
    reached = found["kept"] > 0 < found["refused"] and (found["commands"], found["later"]) == (6, 5)
    reach(told.strip(), held=reached and not found["faults"])
