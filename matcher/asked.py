"""What a text asks beside the work itself, read once for everybody: level, papers, languages, working from home."""

import re
from dataclasses import dataclass

from dossier.model.posting import VacancyIn
from matcher.level import asked_level
from matcher.profile import find_languages, find_licences
from matcher.sentence import fold_text

TELEWORK = re.compile(
    r"\b(?:thuis ?werken|thuiswerk\w*|hybride (?:werk\w*|functie)|vanuit huis|(?:full(?:y)?|100%) remote|remote werken|"
    r"work(?:ing)? from home)\b"
)


@dataclass(frozen=True)
class Asked:
    """Small values that many vacancies share; `level` as in `matcher.level`, None where the text names none."""

    level: int | None
    licences: frozenset[str]
    languages: frozenset[str]
    telework: bool
    """Working from home does not make a job near, but it makes the daily journey a question."""


def read_asked(posting: VacancyIn) -> Asked:
    text = f"{posting.title}\n{posting.description}"
    return Asked(
        level=asked_level(posting.education or "") or asked_level(posting.description),
        licences=find_licences(text),
        languages=find_languages(text),
        telework=TELEWORK.search(fold_text(posting.description).text) is not None,
    )
