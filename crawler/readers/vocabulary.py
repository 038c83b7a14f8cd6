"""The names that feeds give to the fields of a vacancy, in English, Dutch and a little German."""

import re
from collections.abc import Iterator
from typing import Any

from crawler.raw_posting import RawPlace, RawPosting, RawSalary
from crawler.readers.json_form import at, objects

_NAMES: dict[str, str] = {
    "title": "jobtitle positiontitle vacancytitle vtitle functietitel vacaturetitel jobopeningname "
        "postingtitle title titel"
    " position functie functienaam objective jobname name"
    " headline intitule puesto stellentitel stellenbezeichnung stanowisko",
    "url": "joburl adverturl absoluteurl hostedurl detailurl vacatureurl publicurl finalurl landingpage url "
        "link permalink"
    " applicationlink externalurl redirecturl weburl shareurl"
    " positionuri webpageurl externeurl adurl detailurl pageurl canonicalurl",
    "apply_url": "applyurl applicationurl applylink externalapplyurl sollicitatieurl sollicitatielink apply",
    "employer": "companyname employername company employer hiringorganization organization organisation "
        "organizationname"
    " organisationname werkgever werkgevernaam bedrijf bedrijfsnaam startup businessname opdrachtgever subcompany brand"
    " advertiser clientname unternehmen"
    " arbeitgeber entreprise employeur empresa azienda firma arbetsgivare companyinfo recruiter",
    "description": "jobdescription descriptionhtml htmldescription description adverttext jobadvert content encoded "
        "body"
    " vacaturetekst functieomschrijving omschrijving beschrijving adtext fulldescription text tekst summary excerpt"
    " jobexcerpt snippet shortdescription"
    " contenthtml contenttext jobsummary advertisement textformatted missions beschreibungstext",
    "more": "requirements qualifications basicqualifications preferredqualifications functieeisen eisen "
        "examplesofduties"
    " supplementalinformation responsibilities benefits arbeidsvoorwaarden aanbod wijbieden profiel "
        "bedrijfsomschrijving",
    "place": "city plaats plaatsnaam stad standplaats werklocatie joblocation locationname locations location locatie"
    " cities office area jobgeo vestiging address adres"
    " arbeitsort ort lieutravail ville ciudad comune workplaceaddress workplace worklocation municipality miasto"
    " positionlocationdisplay positionlocation locationdisplay",
    "postcode": "postcode postalcode zip zipcode",
    "region": "region state province provincie regio county",
    "country": "countrycode country land",
    "date_posted": "dateposted posteddate postdate datepublished publishedat publicationdate publicatiedatum "
        "publishdate"
    " publishon publisheddate firstpublished releaseddate pubdate published date datum createdat createdon created"
    " startdatepublication plaatsingsdatum lastupdate updated"
    " publicationstartdate datecreation aktuelleveroeffentlichungsdatum datepublication postedon listedat",
    "valid_through": "validthrough expiresat expirydate expirationdate closingdate applicationdeadline "
        "applicationclosedate"
    " closeat sluitingsdatum einddatum vervaldatum expires deadline validto expiredat enddate advertisetodatetimeutc",
    "identifier": "jobid vacancyid requisitionid reqid referencenumber jobreference reference refnumber externalid"
    " vacaturenummer vacatureid identifier id uuid guid ref slug",
    "salary_text": "salarytext salarydescription salaryindication salarisindicatie salaris salary wage compensation "
        "loon pay",
    "salary_min": "salarymin minsalary minimumsalary salarisvan salarismin salaryfrom minsalaris",
    "salary_max": "salarymax maxsalary maximumsalary salaristot salarismax salaryto maxsalaris",
    "salary_unit": "salaryperiod salaryinterval salaryunit salarytype salarisperiode",
    "currency": "salarycurrency currency currencycode valuta",
    "hours_text": "hoursperweek urenperweek aantaluren uren hours workhours workinghours werkuren",
    "hours_min": "minhours hoursmin urenmin minuren minhoursperweek",
    "hours_max": "maxhours hoursmax urenmax maxuren maxhoursperweek",
    "employment_type": "employmenttype jobtypes jobtype contracttype dienstverband typeofemployment commitment"
    " workingpatterns workingtime employmentstatus schedule employment type"
    " typecontrat contractname positionschedule arbeitszeit",
    "education": "educationlevel opleidingsniveau opleiding education degree",
    "industry": "industry branche vakgebied sector department category jobcategory categorie",
    "language": "language taal locale",
}  # fmt: skip
_FIELDS = {name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split())}
ROLE = re.compile(
    r"\b(?:m/v|v/m|m/f|f/m|m/w|w/m|m/ž)(?:/[dxo])?\b|\(junior|\bstage\b|medewerker|manager|adviseur|"
    r"developer|coördinator|assistent",
    re.IGNORECASE,
)
"""What a title of a vacancy often has, and a title of something else seldom."""
_JOB_ADDRESS = re.compile(r"/(?:jobs?|vacatures?|vacanc|careers?|positions?|stellen|emplois?|postings?)[/_-]")
_JOB_KEY = re.compile(r"job|vaca[nt]|functie|recruit|career")
_STRONG = frozenset(
    {"employer", "employment_type", "salary_text", "salary_min", "apply_url", "hours_text", "hours_min"}
)
_WEAK = frozenset({"place", "description", "url", "valid_through", "date_posted", "education"})
_AS_THEY_ARE = (
    "url", "apply_url", "employer", "date_posted", "valid_through", "identifier", "salary_text", "hours_text",
    "hours_min", "hours_max", "education", "industry", "language",
)  # fmt: skip
MIN_EVIDENCE = 3
_PLAIN = (str, int, float)
_MOST_ANSWERS = 200
_MOST_BESIDE = 8
_NAME_OF_OBJECT = "name|label|value|title|text|html|rendered|displayname|display_name|city|naam|nom|libelle|#text"


def fields_of(item: dict[str, Any]) -> dict[str, Any]:
    """The fields of one object under our names; of two names for one field the more telling one wins."""
    best: dict[str, tuple[int, Any]] = {}
    for key, value in item.items():
        known = _FIELDS.get(re.sub(r"[^a-z0-9]", "", str(key).lower()))
        if known is None or value in (None, "", [], {}):
            continue
        field, rank = known
        if field not in best or rank < best[field][0]:
            best[field] = (rank, value)
    return {field: value for field, (_, value) in best.items()}


def is_job(item: dict[str, Any]) -> bool:
    """A title and enough beside it that only a vacancy has; a title with a link alone is no vacancy."""
    fields = fields_of(item)
    if not _text(fields.get("title")):
        return False
    strong = len(_STRONG & fields.keys()) + any(_JOB_KEY.search(str(key).lower()) for key in item)
    strong += bool(_JOB_ADDRESS.search(str(fields.get("url") or "")))
    return strong > 0 and strong + len(_WEAK & fields.keys()) >= MIN_EVIDENCE


def find_jobs(value: Any) -> list[dict[str, Any]]:
    """The longest list of job-like objects in an answer, or the one job that it is."""
    if isinstance(value, list) and len(value) > 1 and not any(map(is_job, objects(value))):
        return [job for item in objects(value)[:_MOST_ANSWERS] for job in find_jobs(item)]  # several answers together
    lists = [found for found in _object_lists(value) if sum(map(is_job, found)) * 2 > len(found)]
    best = max(lists, key=len, default=[])
    return [item for item in best if is_job(item)]


def _object_lists(value: Any, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield [value]
        for child in value.values():
            yield from _object_lists(child, depth + 1)
    elif isinstance(value, list) and (found := objects(value)):
        yield found
        yield from _inner_lists(found)
        if len(found) == 1:
            yield from _object_lists(found[0], depth + 1)


def _inner_lists(items: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The objects one level deeper, as in `{"node": {…}}` or `{"id": 1, "attributes": {…}}`, with what is beside."""
    for key in items[0] if len(items[0]) <= _MOST_BESIDE else ():
        if all(isinstance(item.get(key), dict) for item in items):
            yield [{**item, **item[key]} for item in items]


def read_fields(item: dict[str, Any], reader: str) -> RawPosting:
    """A raw posting from an object whose form is not known."""
    fields = fields_of(item)
    description = "".join(
        f"<div>{part}</div>" for part in (_text(fields.get("description")), _text(fields.get("more"))) if part
    )
    posting = RawPosting(
        title=_text(fields.get("title")), reader=reader, description=description, places=list(_places(fields))
    )
    for name in _AS_THEY_ARE:
        setattr(posting, name, _text(fields.get(name)))
    posting.employment_type = _texts(fields.get("employment_type"))
    if fields.get("salary_min") or fields.get("salary_max"):
        unit, currency = (_text(fields.get(name)) for name in ("salary_unit", "currency"))
        posting.salary = RawSalary(
            _text(fields.get("salary_min")), _text(fields.get("salary_max")),
            None if unit is None else str(unit), None if currency is None else str(currency),
        )  # fmt: skip
    return posting


def _places(fields: dict[str, Any]) -> Iterator[RawPlace]:
    postcode, region, country = (_text(fields.get(name)) for name in ("postcode", "region", "country"))
    values = fields.get("place")
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, dict):
            own = fields_of(value)
            place = own.get("place") if isinstance(own.get("place"), str) else None
            place = place or at(value, "display_name|displayName|name|label|libelle|city") or own.get("place")
            yield RawPlace(
                None, _text(own.get("postcode")), _text(own.get("region")), _text(own.get("country")), _text(place)
            )
        elif text := _text(value):
            yield RawPlace(None, postcode, region, country, text)
    if not values and (postcode or region):
        yield RawPlace(None, postcode, region, country, region)


def _text(value: Any) -> Any:
    """The text, number or name behind a value, whatever it is wrapped in."""
    if isinstance(value, list):
        parts = [part for item in value[:20] if (part := _text(item)) is not None]
        return parts[0] if len(parts) == 1 else "\n".join(map(str, parts)) or None
    if isinstance(value, dict):
        return _text(at({str(key).lower(): item for key, item in value.items()}, _NAME_OF_OBJECT))
    return value if isinstance(value, _PLAIN) and not isinstance(value, bool) else None


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    inner = [
        part for item in values for part in (item.values() if isinstance(item, dict) and len(item) == 1 else [item])
    ]
    flat = [part for item in inner for part in (item if isinstance(item, list) else [item])]
    return [str(text) for item in flat if (text := _text(item)) is not None]
