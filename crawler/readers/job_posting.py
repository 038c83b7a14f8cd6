"""A schema.org JobPosting, however it was written down, to a raw posting."""

from collections.abc import Iterator
from typing import Any

from crawler.raw_posting import RawPlace, RawPosting, RawSalary

MAX_DEPTH = 40
MAX_NODES = 200_000
_HOLDERS, _PLAIN = (dict, list), (str, int, float)  # made once: a union is a new object each time it is written


def type_names(node: dict[str, Any]) -> set[str]:
    """The types of a node without vocabulary: "schema:JobPosting" and "https://schema.org/JobPosting" are one."""
    types = node.get("@type") or node.get("type")
    if types is None:
        return set()
    names = types if isinstance(types, list) else [types]
    return {name.rstrip("/").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1].lower() for name in names
            if isinstance(name, str)}  # fmt: skip


def find_nodes(value: Any, wanted: str = "jobposting") -> Iterator[dict[str, Any]]:
    """Every node of the wanted type, at any depth that a real page has; walks without recursion."""
    stack, seen = [(value, 0)], 0
    while stack and seen < MAX_NODES:
        item, depth = stack.pop()
        seen += 1
        if isinstance(item, dict):
            if wanted in type_names(item):
                yield item
                continue
            children = list(item.values())
        elif isinstance(item, list):
            children = item
        else:
            continue
        if depth < MAX_DEPTH:
            stack.extend((child, depth + 1) for child in reversed(children) if isinstance(child, _HOLDERS))


def find_with_key(value: Any, key: str) -> Iterator[dict[str, Any]]:
    """Every object that has a key, at any depth that a real answer has."""
    stack, seen = [(value, 0)], 0
    while stack and seen < MAX_NODES:
        item, depth = stack.pop()
        seen += 1
        if isinstance(item, dict) and key in item:
            yield item
        children = list(item.values()) if isinstance(item, dict) else item if isinstance(item, list) else []
        if depth < MAX_DEPTH:
            stack.extend((child, depth + 1) for child in reversed(children) if isinstance(child, _HOLDERS))


def scalar(value: Any, *keys: str) -> Any:
    """The one value behind lists, language maps and objects: the first that says something."""
    if value is None or isinstance(value, str):
        return value  # most values of most postings
    for _ in range(6):
        if isinstance(value, list):
            value = next((item for item in value if item not in (None, "", [], {})), None)
        elif isinstance(value, dict):
            value = next((value[key] for key in (*keys, "@value", "value", "name") if value.get(key)), None)
        else:
            break
    return value if isinstance(value, _PLAIN) and not isinstance(value, bool) else None


def as_list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]


def read_job_posting(node: dict[str, Any], reader: str) -> RawPosting:
    organisation = node.get("hiringOrganization")
    return RawPosting(
        title=scalar(node.get("title")) or scalar(node.get("name")),
        reader=reader,
        identifier=scalar(node.get("identifier"), "value", "@id"),
        url=scalar(node.get("url"), "@id", "url") or _address(node.get("@id")),
        apply_url=_apply_address(node),
        employer=scalar(organisation, "name", "legalName"),
        description=_description(node),
        places=[place for item in as_list(node.get("jobLocation")) for place in _places(item)],
        remote="TELECOMMUTE" in str(scalar(node.get("jobLocationType")) or "").upper(),
        salary=_salary(node.get("baseSalary")) or _salary(node.get("estimatedSalary")),
        salary_text=_salary_text(node),
        hours_text=scalar(node.get("workHours")),
        education=_education(node),
        employment_type=[scalar(item) for item in as_list(node.get("employmentType"))],
        date_posted=scalar(node.get("datePosted")),
        valid_through=scalar(node.get("validThrough")),
        contact=_contact(node.get("applicationContact")),
        industry=scalar(node.get("industry")) or scalar(node.get("occupationalCategory"), "name"),
        language=scalar(node.get("inLanguage"), "alternateName"),
    )


def _address(value: Any) -> str | None:
    return value if isinstance(value, str) and value.lower().startswith(("http://", "https://")) else None


def _apply_address(node: dict[str, Any]) -> str | None:
    contact = node.get("applicationContact")
    candidates = [contact.get("url") if isinstance(contact, dict) else None]
    candidates += [scalar(action.get("target"), "urlTemplate", "url") for action in as_list(node.get("potentialAction"))
                   if isinstance(action, dict)]  # fmt: skip
    return next((found for item in candidates if (found := _address(scalar(item)))), None)


def _description(node: dict[str, Any]) -> str:
    """The description, and the duties, demands and offer where they stand beside it."""
    parts = [scalar(node.get("description"))]
    for key in ("responsibilities", "qualifications", "experienceRequirements", "skills", "jobBenefits", "incentives"):
        items = [text for item in as_list(node.get(key)) if isinstance(text := scalar(item), str)]
        parts.append("\n".join(items[:200]) if len(items) < 2 else "".join(f"<li>{item}</li>" for item in items[:200]))
    texts = [part for part in parts if isinstance(part, str) and part.strip()]
    kept: list[str] = []
    for text in texts:
        if not any(text.strip()[:500] in other for other in kept):
            kept.append(text)
    return "\n\n".join(kept) if len(kept) < 2 or "<" not in "".join(kept) else "".join(f"<div>{t}</div>" for t in kept)


def _places(item: Any) -> Iterator[RawPlace]:
    if isinstance(item, str):
        yield RawPlace(text=item)
    if not isinstance(item, dict):
        return
    addresses = as_list(item.get("address", item if "addressLocality" in item else None))
    for address in addresses or [scalar(item.get("name"))]:
        if isinstance(address, str):
            yield RawPlace(text=address)
        elif isinstance(address, dict):
            yield RawPlace(
                locality=_word(address.get("addressLocality")),
                postcode=_word(address.get("postalCode")),
                region=_word(address.get("addressRegion")),
                country=_word(address.get("addressCountry")),
            )


def _word(value: Any) -> str | None:
    found = scalar(value)
    return None if found is None else str(found)


def _salary(base: Any) -> RawSalary | None:
    base = next((item for item in as_list(base) if isinstance(item, dict)), None)
    if base is None:
        return None
    value = base.get("value")
    value = next((item for item in as_list(value) if isinstance(item, dict)), None) or base
    low, high = scalar(value.get("minValue")), scalar(value.get("maxValue"))
    if low is None and high is None:
        low = high = scalar(value.get("value")) if value is not base else scalar(base.get("value"))
    if low is None and high is None:
        return None
    currency = scalar(base.get("currency")) or scalar(value.get("currency"))
    unit = scalar(value.get("unitText")) or scalar(value.get("unitCode")) or scalar(base.get("unitText"))
    return RawSalary(low, high, str(unit) if unit else None, str(currency) if currency else None)


def _salary_text(node: dict[str, Any]) -> str | None:
    for key in ("baseSalary", "salary", "estimatedSalary"):
        for item in as_list(node.get(key)):
            if isinstance(item, str | int | float) and not isinstance(item, bool):
                return str(item)
            if isinstance(item, dict) and isinstance(item.get("name"), str):
                return str(item["name"])
    return None


def _education(node: dict[str, Any]) -> str | None:
    found = scalar(node.get("educationRequirements"), "credentialCategory", "name", "description")
    return str(found) if found else None


def _contact(value: Any) -> dict[str, str | None] | None:
    value = next((item for item in as_list(value) if isinstance(item, dict)), None)
    if value is None:
        return None
    contact = {
        "name": _word(value.get("name")),
        "email": _word(value.get("email")),
        "phone": _word(value.get("telephone")),
    }
    return contact if any(contact.values()) else None
