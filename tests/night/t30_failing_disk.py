"""T30: each call to the disk fails once, and once from then on; afterwards everything is whole, and said plainly."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.night.conftest import scaled

FAILING = {
    "upload": "an application with its proof, posted",
    "import": "an import of 40 rows",
    "export": "the making of a bundle",
    "backup": "a backup",
}
HOLD = "0 failed checks, 0 hung, said in plain words (507 or 503, or one line); pages can still be read"
COMMAND = (sys.executable, "-m", "tests.night.failing_calls")
STEP = scaled(small=6, full=1)


def row_of(kind: str) -> object:
    asked = f"{FAILING[kind]}: the 1st, 2nd … write, sync, rename and cut of a file fails, once and from then on"
    return pytest.mark.row(f"T30 {kind}", asked, HOLD)


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=row_of(kind)) for kind in FAILING])
def test_no_failing_call_leaves_anything_half(kind, filled, tmp_path, reach):
    if shutil.which("strace") is None:
        pytest.skip("no strace found")
    shutil.copytree(filled[0], tmp_path / "clean")
    given = os.environ | {"PASSEND_TESTING": "1", "PASSEND_BACKUP_KEY": "k" * 40, "OPENBLAS_NUM_THREADS": "1"}
    told, held = [], True
    for errno in ("ENOSPC", "EIO"):
        done = subprocess.run(
            [*COMMAND, kind, tmp_path / "clean", errno, str(STEP), "once", "from"],
            cwd=REPOSITORY, env=given, capture_output=True, text=True, timeout=7200, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
        found = json.loads(done.stdout)
        faults = found["faults"]
        held &= found["failed"] > 0 and not faults and not found["hung"]
        told.append(
            f"{errno}: {found['failed']} calls, {len(faults)} failed checks, {found['hung']} hung {faults[:3] or ''}"
        )
    reach("; ".join(told), held=held)
