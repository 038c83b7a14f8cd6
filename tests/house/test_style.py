"""The house rules that no linter knows."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
PACKAGES = ("crawler", "dossier", "matcher", "passend", "webui")
MODULES = sorted(
    path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py") if "versions" not in path.parts
)
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "util", "helper", "managers", "handlers"}
FILE_LINES, FUNCTION_LINES = 300, 50


@cache
def text_of(path: Path) -> str:
    return path.read_text()


@cache
def tree_of(path: Path) -> ast.Module:
    """Read once for all rules: parsing every module costs more than the rules do."""
    return ast.parse(text_of(path))


def relative(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def test_files_stay_small():
    long = {relative(p): n for p in MODULES if (n := len(text_of(p).splitlines())) > FILE_LINES}
    assert long == {}


def test_functions_stay_small():
    long = [
        f"{relative(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_every_module_says_in_one_sentence_what_lives_there():
    silent = [relative(p) for p in MODULES if not ast.get_docstring(tree_of(p))]
    assert silent == []


def test_no_module_is_a_junk_drawer():
    assert [relative(p) for p in MODULES if p.stem in FORBIDDEN_NAMES] == []


def test_no_function_is_named_after_its_module():
    # import-linter takes `matcher.rank.rank` for a module and its contract breaks.
    same = [
        relative(path)
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and node.name == path.stem
    ]
    assert same == []


def test_the_rules_never_read_a_clock():
    clock = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    guilty = [relative(p) for p in MODULES if "rules" in p.parts and clock.search(text_of(p))]
    assert guilty == []


def test_queries_live_in_storage_alone():
    # `webui/sign_in.py` hands the sign-in library its session; it writes no query of its own.
    # `passend/bench/web_peers.py` asks the database as others would: that is what is measured beside ours.
    query = re.compile(
        r"^\s*from (sqlmodel|sqlalchemy)[\w.]* import .*\b(select|update|delete|insert|text|func)\b", re.MULTILINE
    )
    guilty = [
        relative(p)
        for p in MODULES
        if not {"storage", "model", "web_peers.py"} & set(p.parts) and query.search(text_of(p))
    ]
    assert guilty == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(^|[^A-Za-z0-9_.])/(work|root|home)/[a-z]",
        r"python" + r"hosted|pypi\." + r"org|registry\.npm" + r"js",
        r"Co-Authored" + r"-By|Generated " + r"with",
    ],
)
def test_the_repository_speaks_of_the_project_alone(pattern: str):
    if not (REPOSITORY / ".git").exists():
        pytest.skip("geen git-kopie: er is geen lijst van bestanden om na te lopen")
    found = subprocess.run(
        ["git", "grep", "-nIE", pattern, "--", ".", ":!tests/house/test_style.py"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""
