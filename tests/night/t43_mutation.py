"""T43: the tests are alive. Each check of the modules that guard something, removed or turned round once."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY, SHARED
from tests.night.conftest import scaled

TOLD = re.compile(r"(\d+) of (\d+) seen, (\d+) alike")
EVIDENCE = "tests/dossier/evidence/"
ACCESS = {
    "dossier.rules.access": ["tests/dossier/rules/test_access.py"],
    "dossier.rules.api_scope": ["tests/dossier/rules/test_access.py"],
    "dossier.storage.cases": ["tests/dossier/storage/test_cases.py"],
    "dossier.evidence.visibility": [EVIDENCE + "test_visibility.py"],
    "webui.access": ["tests/webui/test_access_decisions.py"],
    "webui.caller": ["tests/webui/api/test_caller.py"],
}
GUARDS = {
    "guard": {
        "crawler.address": ["tests/crawler/test_address.py"],
        "crawler.resolver": ["tests/crawler/test_resolver.py"],
    },
    "sanitiser": {"crawler.normalise.markup": ["tests/crawler/test_markup.py"]},
    "export": {"dossier.evidence.spreadsheet": [EVIDENCE + "test_spreadsheet.py"]},
    "chain": {
        "dossier.evidence.log": [EVIDENCE + "test_log.py"],
        "dossier.evidence.controleer": [EVIDENCE + "test_controleer.py", EVIDENCE + "test_controleer_bundle.py"],
    },
    "session": {
        "webui.sessions": ["tests/webui/test_session_decisions.py"],
        "dossier.acts.entry": ["tests/dossier/acts/test_entry.py"],
        "dossier.storage.sign_in_sessions": ["tests/dossier/storage/test_sign_in_sessions.py"],
    },
}
"""The modules of each part, with the quick tests that must see every change of them."""


def mutate(modules: dict[str, list[str]], every: int) -> tuple[int, int, str]:
    """How many changes were seen, of how many, and in words."""
    seen, made, alike, unseen = 0, 0, 0, []
    for module, tests in modules.items():
        done = subprocess.run(
            [sys.executable, "-m", "tests.night.mutate", module, str(every), *tests],
            cwd=REPOSITORY, env=os.environ | {"PASSEND_SHARED": str(SHARED)}, capture_output=True, text=True,
            timeout=7000, check=False,
        )  # fmt: skip
        *lines, last = done.stdout.splitlines() or [""]
        found = TOLD.fullmatch(last)
        assert found is not None, done.stderr[-2000:]
        seen, made, alike, unseen = seen + int(found[1]), made + int(found[2]), alike + int(found[3]), unseen + lines
    also = f", {alike} that no test can tell apart (alike.toml)" if alike else ""
    return seen, made, f"{seen} of {made} seen ({100 * seen / made:.1f}%){also} {', '.join(unseen)}".rstrip()


@pytest.mark.row("T43 access", f"each check of {', '.join(ACCESS)} removed or turned round", "100% seen")
def test_every_change_of_the_access_modules_is_seen(reach):
    seen, made, told = mutate(ACCESS, 1)
    reach(told, held=seen == made > 0)


def row_of(part: str) -> object:
    return pytest.mark.row(f"T43 {part}", f"the same in {', '.join(GUARDS[part])}", "≥ 95% seen")


@pytest.mark.parametrize("part", [pytest.param(part, marks=row_of(part)) for part in GUARDS])
def test_nearly_every_change_of_a_guard_is_seen(part, reach):
    seen, made, told = mutate(GUARDS[part], scaled(small=5, full=1))
    reach(told, held=seen >= 0.95 * made > 0)


@pytest.mark.row("T43 branches", f"the branches of {', '.join(ACCESS)} that their quick tests take", "100%")
def test_every_branch_of_the_access_modules_is_taken(tmp_path, reach):
    files = ",".join(f"{module.replace('.', '/')}.py" for module in ACCESS)
    tests = sorted({path for paths in ACCESS.values() for path in paths})
    data, told = f"--data-file={tmp_path / 'data'}", tmp_path / "told.json"
    quick = ("-q", "-n0", "-p", "no:cacheprovider", "-k", "not postgres")
    for command in (
        ["run", "--branch", f"--include={files}", data, "-m", "pytest", *quick, *tests],
        ["json", data, "-o", str(told)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "coverage", *command], cwd=REPOSITORY, capture_output=True, text=True, timeout=600,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    found = json.loads(told.read_text(encoding="utf-8"))
    missing = {
        file: [*one["missing_lines"], *one["missing_branches"]]
        for file, one in found["files"].items()
        if one["missing_lines"] or one["missing_branches"]
    }
    total = found["totals"]
    figure = f"{total['covered_branches']} of {total['num_branches']} branches, {total['covered_lines']} lines"
    held = not missing and len(found["files"]) == len(ACCESS)
    reach(f"{figure} {missing or ''}".rstrip(), held=held)
