"""HR-Open (HR-XML) position openings, as EURES and public employment services exchange them."""

from collections.abc import Iterator

from lxml import etree

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting, RawSalary
from crawler.reader import Reader
from crawler.readers.xml_form import elements, text_at
from dossier.errors import Refused

_INTERVALS = {"PA": "year", "PH": "hour", "PM": "month", "PW": "week", "PD": "day", "BW": "two weeks"}
_CLOSED = frozenset({"inactive", "closed", "expired"})


def _openings(document: Document) -> list[etree._Element]:
    return elements(document.root, "PositionOpening")


def _recognises(document: Document) -> bool:
    return document.kind == "xml" and "PositionOpening" in document.text


def _read(document: Document) -> Iterator[RawPosting]:
    openings = _openings(document)
    alive = [opening for opening in openings if _is_open(opening)]
    if openings and not alive:
        raise Refused("expired", "de vacature staat op inactief")
    for opening in alive:
        yield _posting(opening)


def _is_open(opening: etree._Element) -> bool:
    """Not marked closed, and not withdrawn by an end before its start."""
    if (text_at(opening, "PositionOpeningStatusCode") or "").lower() in _CLOSED:
        return False
    start, end = _period(opening)
    return not (start and end and end < start)


def _period(opening: etree._Element) -> tuple[str | None, str | None]:
    """The days on which the posting is open; only some exchanges give them as formatted days."""
    period = next(iter(elements(opening, "PositionPeriod")), None)
    start, end = (text_at(next(iter(elements(period, name)), None), "FormattedDateTime") if period is not None else None
                  for name in ("StartDate", "EndDate"))  # fmt: skip
    return start, end


def _posting(opening: etree._Element) -> RawPosting:
    profile = next(iter(elements(opening, "PositionProfile")), opening)
    organisation = next(iter(elements(profile, "PositionOrganization", "Company", "Organization")), None)
    descriptions = elements(profile, "PositionFormattedDescription", "FormattedPositionDescription")
    link = text_at(next(iter(elements(profile, "PostingInstruction")), None), "Instructions", "URI") or text_at(
        opening, "Link"
    )
    return RawPosting(
        title=text_at(profile, "PositionTitle"),
        reader="hr_open",
        identifier=text_at(opening, "DocumentID", "IdValue"),
        url=link,
        apply_url=text_at(profile, "ApplicationURI", "ApplyURL"),
        employer=text_at(organisation, "OrganizationName", "Name") or text_at(opening, "PartyName"),
        description="".join(
            f"<div>{text}</div>" for part in descriptions if (text := text_at(part, "Content", "Value"))
        ),
        places=[_place(item) for item in elements(profile, "PositionLocation", "PhysicalLocation")],
        salary=_salary(profile),
        employment_type=[text_at(profile, "PositionScheduleTypeCode"), text_at(profile, "PositionOfferingTypeCode")],
        date_posted=opening.get("validFrom") or _period(opening)[0],
        valid_through=text_at(profile, "ApplicationCloseDate") or opening.get("validTo") or _period(opening)[1],
        industry=text_at(profile, "IndustryCode"),
        language=profile.get("languageCode") or profile.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _place(item: etree._Element) -> RawPlace:
    return RawPlace(
        locality=text_at(item, "CityName", "Municipality"),
        postcode=text_at(item, "PostalCode"),
        region=text_at(item, "CountrySubDivisionCode"),
        country=text_at(item, "CountryCode"),
        text=text_at(item, "LocationName", "ReferenceLocation"),
    )


def _salary(profile: etree._Element) -> RawSalary | None:
    low, high = text_at(profile, "RemunerationMinimumAmount"), text_at(profile, "RemunerationMaximumAmount")
    if not low and not high:
        return None
    amount = next(iter(elements(profile, "RemunerationMinimumAmount", "RemunerationMaximumAmount")))
    unit = text_at(profile, "RemunerationRateIntervalCode") or ""
    return RawSalary(low, high, _INTERVALS.get(unit.upper(), unit), amount.get("currencyID"))


READER = Reader("hr_open", _recognises, _read, kinds=("xml",))
