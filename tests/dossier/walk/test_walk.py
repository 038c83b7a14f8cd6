"""Every rule of chapters 1 and 3 is walked around its border, or says why it is not encoded."""

import re
import tomllib
from datetime import timedelta
from importlib.resources import files

import pytest

from dossier.rules.signals import LEFT_OUT
from dossier.rules.terms import TermStatus, list_terms
from tests.conftest import SHARED
from tests.dossier.walk import check_borders, term_borders
from tests.dossier.walk.border import BORDERS
from tests.dossier.walk.terms import FIRST, TERMS

WALKED = (term_borders, check_borders)
"""Imported so that their rules are in BORDERS."""
RULE = re.compile(r"^\| ((?:TL|TX|U|K|P)-\d{2}a?) \|", re.MULTILINE)
INLINE = re.compile(r"\b(U-(?:29|3[0-3])) ")
"""Four rules stand in running text below the table of columns (3d)."""
NOT_ENCODED = {
    rule: why
    for table in tomllib.loads(files("dossier.rules").joinpath("not_encoded.toml").read_text("utf-8")).values()
    for rule, why in table.items()
}


def status_on(rule, known, day):
    return next(term.status for term in list_terms(FIRST, on=day, **known) if term.rule == rule)


@pytest.mark.parametrize("rule", TERMS)
def test_a_term_is_due_on_its_day_said_two_weeks_ahead_and_past_the_day_after(rule):
    known, due = TERMS[rule]
    day = timedelta(days=1)
    assert next(term.due for term in list_terms(FIRST, on=due, **known) if term.rule == rule) == due
    around = [status_on(rule, known, one) for one in (due - 15 * day, due - 14 * day, due, due + day)]
    assert around[:3] == [TermStatus.OPEN, TermStatus.SOON, TermStatus.SOON] or rule == "TL-09"
    assert around[3] in {TermStatus.PAST, TermStatus.OVERDUE}


@pytest.mark.parametrize("rule", sorted(BORDERS))
def test_the_rule_holds_on_either_side_of_its_border(rule):
    pairs = list(BORDERS[rule]())
    assert pairs != []
    assert [found for found, _ in pairs] == [asked for _, asked in pairs]


def test_no_rule_is_both_walked_and_left_out():
    assert sorted((set(TERMS) | set(BORDERS)) & (set(NOT_ENCODED) | set(LEFT_OUT))) == []


def test_every_reason_says_something():
    assert [rule for rule, why in NOT_ENCODED.items() if len(why) < 20] == []


def test_every_rule_of_the_domain_text_is_walked_or_left_out_with_a_reason():
    text = SHARED / "domain" / "rules.md"
    if not text.is_file():
        pytest.skip(f"geen {SHARED.name}/domain/rules.md naast deze kopie; zet PASSEND_SHARED")
    content = text.read_text("utf-8")
    rules = set(RULE.findall(content)) | set(INLINE.findall(content))
    walked = set(TERMS) | set(BORDERS)
    missing = rules - walked - set(NOT_ENCODED) - set(LEFT_OUT)
    assert (sorted(missing), sorted((walked | set(NOT_ENCODED)) - rules)) == ([], [])
