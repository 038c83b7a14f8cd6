"""What the three sites have in common: a name, a day, and an answer to every path."""

from abc import ABC, abstractmethod
from datetime import date
from urllib.parse import parse_qs, urlsplit

from passend.demo.sites.answer import TEXT, Answer, page, style_sheet
from passend.demo.sites.vacancy import DemoVacancy, vacancies_of


class Site(ABC):
    """One site on one address; `base` is known as soon as the server has a port."""

    name: str
    title: str
    robots: str

    def __init__(self, today: date, base: str) -> None:
        self.today, self.base = today, base
        self.vacancies = vacancies_of(self.name)
        self.by_slug: dict[str, DemoVacancy] = {vacancy.slug: vacancy for vacancy in self.vacancies}

    def answer(self, target: str) -> Answer:
        """The answer to the target of a GET; what no site knows is a 404 in the look of the site."""
        parts = urlsplit(target)
        if parts.path == "/robots.txt":
            return Answer(self.robots.format(base=self.base).encode(), TEXT)
        if parts.path == f"/stijl/{self.name}.css":
            return style_sheet(self.name)
        found = self.find(parts.path, {key: values[-1] for key, values in parse_qs(parts.query).items()})
        return found or self.not_found()

    @abstractmethod
    def find(self, path: str, query: dict[str, str]) -> Answer | None:
        """The answer of this site, or None where it has no such page."""

    def not_found(self) -> Answer:
        return page(
            f"{self.name}/message.html", status=404, site=self, heading="Pagina niet gevonden",
            message="Deze pagina bestaat niet of niet meer. Kijk in het overzicht of de vacature nog openstaat.",
        )  # fmt: skip
