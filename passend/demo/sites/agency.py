"""The site of a fictional agency: pages with microdata, found through a listing of several pages."""

from passend.demo.sites.answer import Answer, page
from passend.demo.sites.site import Site
from passend.demo.sites.vacancy import DemoVacancy

PAGE_SIZE = 12
GONE = "productiemedewerker-chocolade-zwolle"
"""Still in the listing, but the page is not there any more: 404."""
FAILING = "hovenier-gemeentegroen-arnhem"
"""A page that the site itself stumbles over: 500."""
_ROBOTS = "# Welkom, ook robots\nUser-agent: *\nDisallow: /mijn-hoepel/\nDisallow: /zoeken\n"


class AgencySite(Site):
    name = "bureau"
    title = "Uitzendbureau De Hoepel"
    robots = _ROBOTS

    @property
    def cards(self) -> list[tuple[str, str, str]]:
        """Slug, title and place of everything that the listing shows, the two dead links included."""
        cards = [(vacancy.slug, vacancy.title, vacancy.place) for vacancy in self.vacancies]
        cards.insert(7, (GONE, "Productiemedewerker chocolade", "Zwolle"))
        cards.insert(20, (FAILING, "Hovenier gemeentegroen", "Arnhem"))
        return cards

    @property
    def last_page(self) -> int:
        return -(-len(self.cards) // PAGE_SIZE)

    def find(self, path: str, query: dict[str, str]) -> Answer | None:
        if path in ("/", "/banen"):
            return self._listing(query.get("pagina", "1"))
        if path in ("/vestigingen", "/mijn-hoepel/"):
            return page(f"{self.name}/message.html", site=self, heading="Onze vestigingen",
                        message="Je vindt De Hoepel in Utrecht, Ede, Nijmegen, Apeldoorn en Rotterdam.")  # fmt: skip
        slug = path.removeprefix("/baan/")
        if slug == FAILING:
            return page(f"{self.name}/message.html", status=500, site=self, heading="Er ging iets mis",
                        message="De pagina kon niet worden gemaakt. Probeer het later nog eens.")  # fmt: skip
        return self._vacancy_page(self.by_slug[slug]) if slug in self.by_slug else None

    def _listing(self, number: str) -> Answer | None:
        if not number.isdecimal() or not 1 <= int(number) <= self.last_page:
            return None
        shown = self.cards[(int(number) - 1) * PAGE_SIZE : int(number) * PAGE_SIZE]
        return page(f"{self.name}/listing.html", site=self, cards=shown, number=int(number), last=self.last_page)

    def _vacancy_page(self, vacancy: DemoVacancy) -> Answer:
        return page(
            f"{self.name}/vacancy.html", modified=vacancy.posted(self.today), site=self, vacancy=vacancy,
            last=vacancy.valid_through(self.today), closed=vacancy.closed_days is not None,
        )  # fmt: skip
