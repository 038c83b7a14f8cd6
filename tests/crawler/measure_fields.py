"""How exactly the real answers and pages are read: `python tests/crawler/measure_fields.py FOLDER`.

FOLDER holds one folder per platform. What our readers say is laid beside an independent reading: extruct for pages with
JSON-LD or microdata, plain key paths (below) for the answers of platforms, element names for XML. Per folder: how many
vacancies the independent reading holds, how many of them we read, and of each field how many are equal.
extruct is no dependency of ours; install it apart (`pip install --target ELSEWHERE extruct`, PYTHONPATH=ELSEWHERE).
"""

import csv
import html
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from crawler.document import Document
from crawler.extract import Refusal, extract_document

FIELDS = ("title", "employer", "place", "date_posted")
# Where the jobs are, and under which keys title, employer, place and date stand; "|" tries the next.
JSON = {
    "ashby": ("jobs", "title", None, "address.postalAddress.addressLocality|location", "publishedAt"),
    "bamboohr": ("result", "jobOpeningName", None, "location.city", None),
    "eightfold": ("positions", "name", None, "location", "t_create"),
    "eures_api": (
        "data.items",
        "jobVacancyHeader.title",
        "jobVacancyHeader.employerName",
        None,
        "jobVacancyHeader.startDate",
    ),
    "glints": (
        "props.pageProps.initialData.data",
        "title",
        "company.name",
        "location.formattedName|city.name",
        "createdAt",
    ),
    "greenhouse": ("jobs|", "title", "company_name", "location.name", "first_published|updated_at"),
    "jobs.cz_widget": ("data.widget.jobAd", "title", "employer.companyName", "locations.0.city", "validFrom"),
    "lever": ("", "text", None, "categories.location", "createdAt"),
    "nav_arbeidsplassen": ("content", "title", "properties.employer|businessName", "locationList.0.city", "published"),
    "nav_import": ("", "title", "properties.employer|businessName|employer.name", "locationList.0.city", "published"),
    "oracle_orc": ("items.0.requisitionList", "Title", None, "PrimaryLocation", "PostedDate"),
    "recruitee": ("offers", "title", "company_name", "city", "published_at"),
    "smartrecruiters": ("content", "name", "company.name", "location.city", "releasedDate"),
    "teamtailor": (
        "items",
        "title",
        "_jobposting.hiringOrganization.name",
        "_jobposting.jobLocation.0.address.addressLocality",
        "date_published",
    ),
    "torre": ("results", "objective", "organizations.0.name", "locations.0", "created"),
    "workable": ("jobs|results", "title", None, "city|location.city", "published_on|published|created_at"),
    "workday": ("jobPostings", "title", None, "locationsText", None),
    "amazon_jobs": ("jobs", "title", "company_name", "city", "posted_date"),
    "himalayas": ("jobs", "title", "companyName", "locationRestrictions.0", "pubDate"),
    "justjoinit": ("data|", "title", "companyName", "city", "publishedAt"),
    "rocketjobs": ("data|", "title", "companyName", "city", "publishedAt"),
    "linkedin": ("", "title", None, "formattedLocation", "originalListedAt|listedAt"),
    "remoteok": ("", "position", "company", "location", "date"),
    "remotive": ("jobs", "title", "company_name", "candidate_required_location", "publication_date"),
    "startupjobs": ("offers", "position", "startup.name|startup", "cities.0", "lastUpdate"),
}
# The element of one job, and the names of its elements.
XML = {
    "personio": ("position", "name", "subcompany", "office", "createdAt"),
    "jazzhr": ("job", "title", None, "city", None),
    "eures_hr-open_xml": ("PositionOpening", "PositionTitle", "OrganizationName", "CityName", None),
    "usajobs_hr-xml": ("PositionOpening", "PositionTitle", "OrganizationName", "LocationName", None),
    "teamtailor_rss": ("item", "title", None, None, "pubDate"),
    "avature_rss": ("item", "title", None, None, "pubDate"),
    "neogov_rss": ("item", "title", None, "location", "pubDate"),
    "oneworld_rss": ("item", "title", None, None, "pubDate"),
    "startupjobs": ("offer", "position", "startup", "city", "lastUpdate"),
    "uk_school_ats": ("item", "jobTitle|title", None, None, "publishOn|pubDate"),
    "weworkremotely_rss": ("item", None, None, None, "pubDate"),
}
CSV = {"ggz_job_feed_csv": ("Title", None, "Address", None)}


def at(value, path):
    for alternative in (path or "").split("|"):
        found = value
        for name in filter(None, alternative.split(".")):
            found = found[int(name)] if isinstance(found, list) and name.isdigit() and int(name) < len(found) else (
                found.get(name) if isinstance(found, dict) else None)  # fmt: skip
        if found not in (None, "", [], {}):
            return found
    return None


def words(value):
    """The text as a visitor would read it: without entities, markup and doubled spaces."""
    text = re.sub(r"<[a-zA-Z/][^<>]*>", " ", html.unescape(html.unescape(str(value))))
    return " ".join(text.split())


def day_of(value):
    """The day as written: ISO, RFC 822, seconds or milliseconds since 1970, "November 3, 2026"."""
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC).date().isoformat()
    text = str(value).strip()
    if match := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        pass
    try:
        return datetime.strptime(" ".join(text.split()), "%B %d, %Y").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def record(title, employer, place, day):
    return {
        "title": words(title) if title else None,
        "employer": words(employer) if employer else None,
        "place": words(place) if place else None,
        "date_posted": day_of(day) if day else None,
    }


def read_json(path, table):
    jobs_at, *keys = table
    data = json.loads(path.read_text("utf-8"))
    found = at(data, jobs_at) if jobs_at else data
    jobs = found if isinstance(found, list) else [found]
    records = [record(*(at(job, key) if key else None for key in keys)) for job in jobs if isinstance(job, dict)]
    return [item for item in records if item["title"]]


def read_xml(path, table):
    element, *keys = table
    text = re.sub(r"<!DOCTYPE[^>]*>", "", path.read_text("utf-8", "replace"))
    try:
        root = ET.fromstring(text)
    except ET.ParseError:
        return None  # not well-formed: an independent reader has nothing to say
    local = lambda item: item.tag.rsplit("}", 1)[-1]  # noqa: E731 - two uses, one line
    records = []
    for job in (item for item in root.iter() if local(item) == element):
        first = {}
        for child in job.iter():
            content = "".join(child.itertext()).strip()
            if content:
                first.setdefault(local(child), content)
        values = [next((first[name] for name in (key or "").split("|") if name in first), None) for key in keys]
        records.append(record(*values))
    return [item for item in records if any(item.values())]


def read_csv(path, table):
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8")))
    return [record(*(row.get(key) if key else None for key in table)) for row in rows]


def read_html(path):
    import extruct

    found = extruct.extract(
        path.read_bytes().decode("utf-8", "replace"), syntaxes=["json-ld", "microdata"], errors="log"
    )
    return [record(*fields_of(node)) for node in postings(list(found.values()))]


def postings(value):
    """Every JobPosting, microdata in the form of JSON-LD."""
    if isinstance(value, list):
        for item in value:
            yield from postings(item)
    elif isinstance(value, dict):
        types = value.get("@type", value.get("type"))
        names = types if isinstance(types, list) else [types]
        if any(str(name).endswith("JobPosting") for name in names):
            yield value.get("properties", value)
        else:
            yield from postings(list(value.values()))


def fields_of(node):
    organisation, place = first(node.get("hiringOrganization")), first(node.get("jobLocation"))
    address = first(at(place, "address|properties.address")) if isinstance(place, dict) else place
    locality = (
        first(at(address, "addressLocality|properties.addressLocality")) if isinstance(address, dict) else address
    )
    name = first(at(organisation, "name|properties.name")) if isinstance(organisation, dict) else organisation
    return first(node.get("title") or node.get("name")), name, locality, first(node.get("datePosted"))


def first(value):
    return next(iter(value), None) if isinstance(value, list) else value


def given(path):
    folder, kind = path.parent.name, path.suffix.lower().lstrip(".")
    if kind == "html":
        return read_html(path)
    if kind == "json" and folder in JSON:
        return read_json(path, JSON[folder])
    if kind == "csv" and folder in CSV:
        return read_csv(path, CSV[folder])
    return read_xml(path, XML[folder]) if kind in ("xml", "rss") and folder in XML else None


def is_equal(field, wanted, vacancy):
    ours = getattr(vacancy, field)
    if field == "date_posted":
        return ours is not None and ours.isoformat() == wanted
    if field != "place":
        return ours == wanted
    # Of "Utrecht, Netherlands" we keep Utrecht; of several places all.
    return ours is not None and any(
        part in (wanted, wanted.split(",")[0].strip()) for part in [ours, *ours.split(" / ")]
    )


def measure(folder):
    table, missed = defaultdict(Counter), []
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        wanted = given(path)
        if not wanted:
            continue
        found = extract_document(Document(path.read_bytes(), path=str(path)))
        vacancies = [item for item in found if not isinstance(item, Refusal)]
        row = table[path.parent.name]
        closed = bool(found) and isinstance(found[0], Refusal) and found[0].code == "expired"
        for index, item in enumerate(wanted):
            row["n"] += 1
            same = [vacancy for vacancy in vacancies if vacancy.title == item["title"]]
            vacancy = match(item, same) or (vacancies[index] if len(vacancies) == len(wanted) else None)
            row["closed"] += closed
            row["read"] += vacancy is not None
            for field in FIELDS if vacancy is not None else ():
                if item[field] is not None:
                    right = is_equal(field, item[field], vacancy)
                    row[field, right] += 1
                    if not right:
                        missed.append((str(path), field, item[field], str(getattr(vacancy, field))))
            if vacancy is None and not closed:
                missed.append((str(path), "read", item["title"], str(found[:1])[:100]))
    return table, missed


def match(item, vacancies):
    """Of vacancies with the same title the one that agrees most."""
    score = lambda vacancy: sum(item[field] is not None and is_equal(field, item[field], vacancy) for field in FIELDS)  # noqa: E731
    return max(vacancies, key=score, default=None)


def main():
    total = Counter()
    write = sys.stdout.write
    table, missed = measure(Path(sys.argv[1]))
    write(f"{'folder':38}{'n':>5}{'read':>6}{'closed':>8}" + "".join(f"{field:>16}" for field in FIELDS) + "\n")
    for folder, row in [*sorted(table.items()), ("total", total)]:
        cells = (f"{row[field, True]}/{row[field, True] + row[field, False]}" for field in FIELDS)
        write(f"{folder:38}{row['n']:>5}{row['read']:>6}{row['closed']:>8}" + "".join(f"{c:>16}" for c in cells) + "\n")
        total.update(row) if row is not total else None
    for path, field, wanted, ours in missed:
        write(f"miss {field}: {'/'.join(Path(path).parts[-2:])}: {wanted[:80]!r} is {ours[:80]!r}\n")


if __name__ == "__main__":
    main()
