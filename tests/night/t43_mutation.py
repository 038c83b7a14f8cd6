"""T43: the tests are alive. Each check of the modules that guard something, removed or turned round once."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY, SHARED
from tests.night.conftest import scaled

TOLD = re.compile(r"(\d+) of (\d+) seen")
RULES, WEB = "tests/dossier/rules/test_access.py", "tests/webui/test_access.py"
EVIDENCE = "tests/dossier/evidence/"
ACCESS = {
    "dossier.rules.access": [RULES, WEB],
    "webui.access": [
        WEB,
        "tests/webui/test_leaks.py",
        "tests/webui/api/test_access.py",
        "tests/webui/test_ended_access.py",
    ],
}
GUARDS = {
    "guard": {
        "crawler.address": ["tests/crawler/test_address.py"],
        "crawler.resolver": ["tests/crawler/test_resolver.py"],
    },
    "sanitiser": {"crawler.normalise.markup": ["tests/crawler/test_landmarks.py", "tests/crawler/test_fields.py"]},
    "export": {"dossier.evidence.spreadsheet": [EVIDENCE + "test_spreadsheet.py"]},
    "chain": {
        "dossier.evidence.log": [EVIDENCE + "test_log.py"],
        "dossier.evidence.controleer": [EVIDENCE + f"test_verify{part}.py" for part in ("", "_log", "_nonsense")],
    },
    "session": {
        "webui.sessions": ["tests/webui/test_sessions.py", "tests/webui/test_second_factor.py"],
        "dossier.storage.sign_in_sessions": ["tests/webui/test_sessions.py"],
    },
}


def mutate(modules: dict[str, list[str]], every: int) -> tuple[int, int, str]:
    seen, made, unseen = 0, 0, []
    for module, tests in modules.items():
        done = subprocess.run(
            [sys.executable, "-m", "tests.night.mutate", module, str(every), *tests],
            cwd=REPOSITORY, env=os.environ | {"PASSEND_SHARED": str(SHARED)}, capture_output=True, text=True,
            timeout=7000, check=True,
        )  # fmt: skip
        *lines, last = done.stdout.splitlines()
        found = TOLD.fullmatch(last)
        assert found is not None, done.stdout
        seen, made, unseen = seen + int(found[1]), made + int(found[2]), unseen + lines
    return seen, made, ", ".join(unseen)


@pytest.mark.row("T43 access", "each check of the access modules removed or turned round", "100% seen")
def test_every_change_of_the_access_modules_is_seen(reach):
    seen, made, unseen = mutate(ACCESS, 1)
    reach(f"{seen} of {made} seen {unseen}", held=seen == made > 0)


def row_of(part: str) -> object:
    return pytest.mark.row(f"T43 {part}", f"the same in {', '.join(GUARDS[part])}", "≥ 95% seen")


@pytest.mark.parametrize("part", [pytest.param(part, marks=row_of(part)) for part in GUARDS])
def test_nearly_every_change_of_a_guard_is_seen(part, reach):
    seen, made, unseen = mutate(GUARDS[part], scaled(small=5, full=1))
    reach(f"{seen} of {made} seen ({100 * seen / made:.0f}%) {unseen}", held=seen >= 0.95 * made)
