"""T30: each write to the data folder fails once, and once from then on; afterwards everything is whole."""

import re
import shutil
import sys

import pytest

from tests.night.conftest import scaled

TOLD = re.compile(r"(\d+) runs with a failed call, (\d+) failed checks, (\d+) hung")


def row_of(errno: str) -> object:
    asked = f"ioerr.py: {errno} at each write, fsync and rename of an upload"
    return pytest.mark.row(f"T30 {errno}", asked, "0 failed checks, 0 hung")


@pytest.mark.parametrize("errno", [pytest.param(name, marks=row_of(name)) for name in ("ENOSPC", "EIO")])
def test_no_failing_call_leaves_anything_half(errno, harness, filled, tmp_path, reach):
    if shutil.which("strace") is None:
        pytest.skip("no strace found")
    shutil.copytree(filled[0], tmp_path / "clean")
    folder = tmp_path / "data"
    work = f"{sys.executable} -m tests.night.busy_work upload {folder} 1"
    check = f"{sys.executable} -m tests.night.soundness {folder}"
    reset = f"rm -rf {folder}; cp -r {tmp_path}/clean {folder}"
    amount = ("--step", scaled(small=12, full=1), "--mode", scaled_mode())
    calls = ("--calls", "pwrite64,fsync,fdatasync,rename,ftruncate,write", "--only", folder)
    done = harness(
        "ioerr.py", "--cmd", work, "--check", check, "--reset", reset, "--errno", errno, *amount, *calls, minutes=100
    )
    found = TOLD.search(done.stdout)
    assert found is not None, done.stdout[-1000:] + done.stderr[-1000:]
    runs, failed, hung = map(int, found.groups())
    told = f"{runs} failed calls, {failed} failed checks, {hung} hung {done.stdout[:300] if failed else ''}"
    reach(told, held=not failed and not hung and runs > 0)


def scaled_mode() -> str:
    return "both" if scaled(small=0, full=1) else "once"
