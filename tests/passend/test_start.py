"""A command loads what it needs and nothing else: most doors open without a database or a learner."""

import subprocess
import sys

import pytest

HEAVY = ("sqlalchemy", "sqlmodel", "sklearn", "scipy", "scrapy", "twisted", "flask", "typst", "pdfplumber")


@pytest.mark.parametrize("words", [["--help"], ["extract", "--help"], ["rank", "--help"], ["key", "--help"]])
def test_help_loads_nothing_heavy(words):
    program = (
        "import sys\nfrom passend.cli import app\n"
        f"sys.argv = ['passend', *{words!r}]\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "LOADED []"
