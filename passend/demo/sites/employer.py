"""The site of a fictional holding: HTML pages with JSON-LD, found through a sitemap."""

import json
from typing import Any

from passend.demo.sites.answer import TEMPLATES, XML, Answer, page
from passend.demo.sites.markup import read_blocks
from passend.demo.sites.site import Site
from passend.demo.sites.vacancy import DemoVacancy

BROKEN = "chauffeur-bestelwagen-broodroute-culemborg"
"""A page whose JSON-LD was cut off half way, as happens when a template breaks."""
PRIVATE = "/vacatures/intern/functies-in-voorbereiding"
"""Named in the sitemap by mistake and forbidden in robots.txt."""
_ROBOTS = "User-agent: *\nDisallow: /vacatures/intern/\nDisallow: /sollicitatie/\n\nSitemap: {base}/sitemap.xml\n"
_BASE_WORDS = ("uur)", " bij ", "o.b.v.", "op basis van")
_UNITS = {"hour": "HOUR", "month": "MONTH"}


class EmployerSite(Site):
    name = "werkgever"
    title = "Zwaluwstaart Groep"
    robots = _ROBOTS

    def find(self, path: str, query: dict[str, str]) -> Answer | None:
        if path in _MAPS:
            return page(f"{self.name}/{_MAPS[path]}", media_type=XML, site=self, broken=BROKEN, private=PRIVATE)
        if path in ("/", "/vacatures"):
            return page(f"{self.name}/overview.html", site=self)
        if path == "/over-ons":
            return page(f"{self.name}/about.html", site=self)
        if path == PRIVATE:
            return page(f"{self.name}/message.html", site=self, heading="Functies in voorbereiding",
                        message="Deze pagina is alleen bedoeld voor collega's van personeelszaken.")  # fmt: skip
        slug = path.removeprefix("/vacatures/")
        if slug == BROKEN:
            return page(f"{self.name}/broken.html", site=self)
        return self._vacancy_page(self.by_slug[slug]) if slug in self.by_slug else None

    def _vacancy_page(self, vacancy: DemoVacancy) -> Answer:
        return page(
            f"{self.name}/vacancy.html", modified=vacancy.posted(self.today), site=self, vacancy=vacancy,
            linked_data=self._script(vacancy),
        )  # fmt: skip

    def _script(self, vacancy: DemoVacancy) -> str:
        """The block of linked data; two in five pages wrap it in a graph, as content systems do."""
        posting = self.job_posting(vacancy)
        if len(vacancy.slug) % 5 < 2:
            organisation = {"@type": "Organization", "@id": f"{self.base}/#organisatie", "name": self.title}
            crumb = {"@type": "ListItem", "position": 1, "name": "Vacatures", "item": f"{self.base}/vacatures"}
            crumbs = {"@type": "BreadcrumbList", "itemListElement": [crumb]}
            return _dump({"@context": "https://schema.org", "@graph": [organisation, crumbs, posting]})
        return _dump({"@context": "https://schema.org", **posting})

    def job_posting(self, vacancy: DemoVacancy) -> dict[str, Any]:
        last = vacancy.valid_through(self.today)
        posting: dict[str, Any] = {
            "@type": "JobPosting",
            "title": vacancy.title,
            "identifier": {"@type": "PropertyValue", "name": self.title, "value": f"zw-{vacancy.slug}"},
            "url": f"{self.base}/vacatures/{vacancy.slug}",
            "description": TEMPLATES.get_template("description.html").render(blocks=read_blocks(vacancy.text)),
            "datePosted": vacancy.posted(self.today).isoformat(),
            "employmentType": vacancy.employment_type,
            "hiringOrganization": {"@type": "Organization", "name": vacancy.employer, "sameAs": self.base},
            "jobLocation": _location(vacancy),
            "workHours": vacancy.hours,
            "baseSalary": _base_salary(vacancy),
            "educationRequirements": vacancy.education,
            "applicationContact": {"@type": "ContactPoint", "name": vacancy.contact, "email": vacancy.mail},
            "directApply": True,
        }
        return posting if last is None else posting | {"validThrough": f"{last.isoformat()}T23:59:00+01:00"}


def _location(vacancy: DemoVacancy) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressLocality": vacancy.place, "postalCode": vacancy.postcode,
               "addressCountry": vacancy.country}  # fmt: skip
    return {"@type": "Place", "address": address}


def has_amounts(vacancy: DemoVacancy) -> bool:
    """Whether the linked data carries amounts; else the words, which also say the base of the amount."""
    return vacancy.pay is not None and not any(words in vacancy.salary for words in _BASE_WORDS)


def _base_salary(vacancy: DemoVacancy) -> Any:
    if vacancy.pay is None or not has_amounts(vacancy):
        return vacancy.salary
    amounts = {"minValue": float(vacancy.pay.min), "maxValue": float(vacancy.pay.max)}
    value = {"@type": "QuantitativeValue", **amounts, "unitText": _UNITS[vacancy.pay.unit]}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("</", "<\\/")


_MAPS = {
    "/sitemap.xml": "sitemap_index.xml",
    "/sitemap-vacatures.xml": "sitemap_vacancies.xml",
    "/sitemap-paginas.xml": "sitemap_pages.xml",
}
