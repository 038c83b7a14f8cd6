"""The site of a fictional job board: an answer in the form of Recruitee, and plain pages for people."""

import json
from typing import Any
from zlib import crc32

from passend.demo.sites.answer import JSON, TEMPLATES, Answer, page
from passend.demo.sites.markup import Block, read_blocks
from passend.demo.sites.site import Site
from passend.demo.sites.vacancy import DemoVacancy

_ROBOTS = "User-agent: *\nAllow: /api/offers/\nDisallow: /api/\nDisallow: /o/*/solliciteren\n"
_TYPES = {"Vast": "fulltime_permanent", "Tijdelijk": "fulltime_fixed_term", "Oproep": "parttime_fixed_term"}
_EDUCATION = {"vmbo": "lower_secondary", "mbo": "vocational", "hbo": "bachelor_degree"}


class BoardSite(Site):
    name = "bord"
    title = "Banenbord Midden"
    robots = _ROBOTS

    def find(self, path: str, query: dict[str, str]) -> Answer | None:
        if path.rstrip("/") == "/api/offers":
            return Answer(json.dumps({"offers": self.offers()}, ensure_ascii=False).encode(), JSON)
        if path == "/":
            return page(f"{self.name}/overview.html", site=self, places=sorted({v.place for v in self.vacancies}))
        slug = path.removeprefix("/o/")
        if slug not in self.by_slug:
            return None
        vacancy = self.by_slug[slug]
        return page(f"{self.name}/vacancy.html", modified=vacancy.posted(self.today), site=self, vacancy=vacancy)

    def offers(self) -> list[dict[str, Any]]:
        return [self._offer(vacancy) for vacancy in self.vacancies]

    def _offer(self, vacancy: DemoVacancy) -> dict[str, Any]:
        low, high = vacancy.weekly or (None, None)
        last = vacancy.valid_through(self.today)
        posted = f"{vacancy.posted(self.today).isoformat()} 08:15:00 UTC"
        return {
            "id": crc32(vacancy.slug.encode()),
            "guid": f"{crc32(vacancy.slug.encode()):08x}",
            "slug": vacancy.slug,
            "status": "published",
            "title": vacancy.title,
            "company_name": vacancy.employer,
            "city": vacancy.place,
            "postal_code": vacancy.postcode,
            "country_code": vacancy.country,
            "location": f"{vacancy.place}, {'België' if vacancy.country == 'BE' else 'Nederland'}",
            "remote": False,
            "min_hours": low,
            "max_hours": high,
            "salary": _salary(vacancy),
            "employment_type_code": next((v for k, v in _TYPES.items() if vacancy.contract.startswith(k)), "other"),
            "education_code": _EDUCATION.get(vacancy.education.split()[0], "no_education"),
            "published_at": posted,
            "created_at": posted,
            "close_at": f"{last.isoformat()} 22:00:00 UTC" if last else None,
            "careers_url": f"{self.base}/o/{vacancy.slug}",
            "careers_apply_url": f"{self.base}/o/{vacancy.slug}/solliciteren",
            **_texts(vacancy),
        }


def _salary(vacancy: DemoVacancy) -> dict[str, Any]:
    if vacancy.pay is None:
        return {"min": None, "max": None, "period": None, "currency": None}
    return {"min": vacancy.pay.min, "max": vacancy.pay.max, "period": vacancy.pay.unit, "currency": "EUR"}


def _texts(vacancy: DemoVacancy) -> dict[str, str]:
    """The platform keeps the job and what is asked apart: the second heading and what follows is the latter."""
    blocks = read_blocks(vacancy.text)
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    cut = headings[1] if len(headings) > 1 else len(blocks)
    return {"description": _html(blocks[:cut]), "requirements": _html(blocks[cut:])}


def _html(blocks: list[Block]) -> str:
    return TEMPLATES.get_template("description.html").render(blocks=blocks) if blocks else ""
