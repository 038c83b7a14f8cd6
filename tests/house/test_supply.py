"""T42: what the program is made of is pinned, listed, and asks nothing of anyone else while it runs."""

import re
import tomllib

import pytest

from passend.bill_of_materials import bill_of, usual_name
from tests.house.test_style import MODULES, REPOSITORY, relative, text_of

LOCKS = sorted(REPOSITORY.glob("requirements*.lock"))
ELSEWHERE = re.compile(
    r"""(?:src|srcset|action|data|poster)\s*=\s*["']?(?:https?:)?//
    |<link[^>]+href\s*=\s*["']?(?:https?:)?//
    |url\(\s*["']?(?:https?:)?//
    |@import
    |(?:fetch|import|WebSocket|EventSource|sendBeacon)\(\s*["'`](?:\w+:)?//""",
    re.VERBOSE | re.IGNORECASE,
)
RISKY = re.compile(
    r"lxml\.html\.clean|lxml_html_clean|\|\s*safe\b|\{%\s*autoescape"
    r"|^\s*(?:import|from) (?:requests|httpx|urllib3|aiohttp|yaml|marshal|shelve|telnetlib)\b",
    re.MULTILINE,
)
"""What no rule of ruff finds: trust in markup, and ways out that the guard at the connection does not see."""


@pytest.fixture(scope="module")
def bill():
    return bill_of((REPOSITORY / "requirements.lock").read_text())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_line_of_a_lock_is_a_version_with_its_hashes(lock):
    parts = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert len(parts) > 5
    assert [one for one in parts if not re.match(r"\S+==\S+.*(\n\s+--hash=sha256:[0-9a-f]{64}\s*\\?)+$", one)] == []


def test_the_bill_of_materials_lists_every_package_of_the_lock_with_what_it_is(bill):
    names = re.findall(r"^(\S+?)==", (REPOSITORY / "requirements.lock").read_text(), re.MULTILINE)
    listed = bill["components"]
    assert [one["name"] for one in listed] == names
    assert [one["name"] for one in listed if not one["hashes"]] == []
    assert len([one for one in listed if "licenses" not in one]) <= 5  # packages of other platforms
    assert len({one["bom-ref"] for one in listed}) == len(listed)


def test_what_the_project_asks_for_is_what_the_bill_says_that_it_needs(bill):
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    asked = {usual_name(re.match(r"[\w.-]+", one)[0]) for one in project["dependencies"]}
    needed = {re.search(r"/(.+)@", one)[1] for one in bill["dependencies"][0]["dependsOn"]}
    assert bill["dependencies"][0]["ref"] == "passend"
    assert asked - needed == set()


def test_no_page_style_or_script_asks_anything_of_another_site():
    files = [p for kind in ("html", "css", "js", "svg") for p in (REPOSITORY / "webui").rglob(f"*.{kind}")]
    assert len(files) > 100
    assert [relative(p) for p in files if ELSEWHERE.search(p.read_text())] == []


def test_no_way_out_past_the_guard_and_no_trust_in_markup():
    templates = list((REPOSITORY / "webui").rglob("*.html"))
    assert [relative(p) for p in (*MODULES, *templates) if RISKY.search(text_of(p))] == []
