"""What the help says: topics, verdicts, words and the steps of the tour, read from `help/` in the reader's language."""

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from flask_babel import get_locale
from pydantic import BaseModel, ConfigDict

from dossier.model.demand import Verdict
from dossier.rules.hours import HoursVerdict
from dossier.rules.liveness import Liveness
from dossier.rules.parameter import Dated, value_on
from dossier.rules.travel import TravelVerdict
from dossier.rules.wage import WageVerdict

CODES: dict[str, type[StrEnum]] = {
    one.__name__: one for one in (Verdict, WageVerdict, HoursVerdict, TravelVerdict, Liveness)
}
"""The verdicts that the help explains, as the rules define them."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """One text in both languages."""

    nl: str
    en: str

    def __str__(self) -> str:
        return self.nl if str(get_locale()).startswith("nl") else self.en


class Ruled(Part):
    """Rests on numbered rules, and on the dated value from which its source and first day are read."""

    rules: tuple[str, ...] = ()
    table: str | None = None
    parameter: str | None = None

    def ground(self, on: date) -> Dated | None:
        return None if self.table is None or self.parameter is None else value_on(self.table, self.parameter, on)


class Section(Part):
    heading: Words
    text: Words


class Topic(Ruled):
    slug: str
    title: Words
    summary: Words
    part: tuple[Section, ...] = ()


class VerdictHelp(Part):
    """One verdict: what it means and what to do; its name is the page's own where none is given here."""

    code: str
    name: Words | None = None
    means: Words
    do: Words


class VerdictGroup(Ruled):
    key: str
    codes: str
    title: Words
    intro: Words
    verdict: tuple[VerdictHelp, ...]


class Term(Part):
    word: str
    short: str
    english: str
    means: Words
    source: str
    rules: tuple[str, ...]

    @property
    def here(self) -> str:
        return self.word if str(get_locale()).startswith("nl") else self.english


class CodeFamily(Part):
    code: str
    means: Words


class Step(Part):
    """One step of the tour, about the page of one view."""

    role: str
    page: str
    title: Words
    text: Words


def _read(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((files("webui") / "help" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def list_topics() -> dict[str, Topic]:
    topics = [Topic.model_validate(row) for row in _read("topics")["topic"]]
    return {topic.slug: topic for topic in topics}


@cache
def list_verdicts() -> tuple[VerdictGroup, ...]:
    return tuple(VerdictGroup.model_validate(row) for row in _read("verdicts")["group"])


@cache
def list_words() -> tuple[tuple[Term, ...], tuple[CodeFamily, ...]]:
    """The glossary, and the families of rule numbers."""
    content = _read("glossary")
    return (
        tuple(Term.model_validate(row) for row in content["term"]),
        tuple(CodeFamily.model_validate(row) for row in content["family"]),
    )


@cache
def list_steps(role: str) -> tuple[Step, ...]:
    return tuple(step for row in _read("steps")["step"] if (step := Step.model_validate(row)).role == role)


@cache
def verdict_anchor(key: str, code: str) -> str:
    """Where the help explains this verdict: "loon-meets"."""
    return f"{key}-{code.lower().replace('_', '-').replace(' ', '-')}"
