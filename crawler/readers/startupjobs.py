"""The offer in the state of a page of startupjobs.cz, with its status: published, paused or expired."""

from collections.abc import Iterator
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting
from crawler.reader import Reader
from crawler.readers.json_form import at, objects, salary_range
from crawler.readers.page_state import has_script, json_scripts, nuxt_objects
from dossier.errors import Refused


def _recognises(document: Document) -> bool:
    return document.kind == "html" and has_script(document, b"__NUXT_DATA__") and document.mentions("startupjobs")


def _read(document: Document) -> Iterator[RawPosting]:
    for state, _, _ in json_scripts(document):
        for offer in nuxt_objects(state, "descriptionShort"):
            if not {"status", "name", "company"} <= offer.keys():
                continue
            if offer["status"] != "published":
                raise Refused("expired", f"status {str(offer['status'])[:40]}")
            yield _posting(offer)


def _one(value: Any) -> Any:
    """Texts stand under the code of their language."""
    return at(value, "cs|en|sk|pl") if isinstance(value, dict) else value


def _posting(offer: dict[str, Any]) -> RawPosting:
    return RawPosting(
        title=_one(offer.get("name")),
        reader="startupjobs",
        employer=_one(at(offer, "company.name")),
        description=_one(offer.get("description")) or _one(offer.get("descriptionShort")) or "",
        places=[
            RawPlace(text=item.get("expanded") or item.get("compact")) for item in objects(_one(offer.get("locations")))
        ],
        salary=salary_range(*(at(offer, f"salary.{name}") for name in ("minimum", "maximum", "measure", "currency"))),
        employment_type=offer.get("shifts"),
        date_posted=offer.get("createdAt"),
        remote=offer.get("collaborations") == ["remote"],
    )


READER = Reader("startupjobs", _recognises, _read, order=42, kinds=("html",))
