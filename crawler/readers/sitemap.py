"""Sitemaps: addresses of pages and of further sitemaps, read so that no bomb goes off."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from dossier.errors import Refused

MAX_ADDRESS = 2083
MAX_ADDRESSES = 50_000
_CLOSED = re.compile(r"</(?:[\w.-]+:)?loc\s*>", re.IGNORECASE)


@dataclass
class SitemapLinks:
    """What a sitemap names, in its own order and each address once; `modified` by address, as written."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    modified: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_sitemap(content: bytes, url: str | None = None) -> SitemapLinks:
    """The links of a urlset, an index, a plain list of addresses, or a feed; raises Refused on anything else."""
    return _links(Document(content, url=url))


def _links(document: Document) -> SitemapLinks:
    if document.kind == "empty":
        raise Refused("empty")
    if document.kind == "text":
        return _plain_list(document)
    if document.kind != "xml":
        raise Refused("unsupported", f"geen sitemap maar {document.kind}")
    if "<!ENTITY" in document.text:
        raise Refused("malformed", "een sitemap met eigen entiteiten wordt niet gelezen")
    links = SitemapLinks(faults=list(document.faults))
    root = document.root
    whole = len(_CLOSED.findall(document.text))  # an address that was cut off is not an address
    locations = [element for element in root.iter() if isinstance(element.tag, str) and _name(element.tag) == "loc"]
    for element in locations[:whole]:
        parent = element.getparent()
        kind = _name(parent.tag) if parent is not None and isinstance(parent.tag, str) else ""
        if kind in ("url", "sitemap"):
            address = _address(element.text or "", document.url, links)
            _keep(address, links.pages if kind == "url" else links.sitemaps, links)
            _remember_day(address, parent, links)
    if _name(str(root.tag)) in ("urlset", "sitemapindex"):
        return links
    raise Refused("unsupported", f"geen sitemap maar <{_name(str(root.tag))[:40]}>")


def _name(tag: str) -> str:
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()


def _address(text: str, base: str | None, links: SitemapLinks) -> str | None:
    address = "".join(text.split()) if "\n" in text or "\t" in text else text.strip()
    if not address:
        return None
    if len(address) > MAX_ADDRESS:
        links.faults.append(f"adres van {len(address)} tekens overgeslagen")
        return None
    try:
        # The protocol wants whole addresses; relative ones occur and can mean only one thing.
        address = urljoin(base, address) if base else address
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address
    except ValueError:
        is_web = False
    if not is_web:
        links.faults.append(f"geen webadres: {address[:80]}")
        return None
    return address


def _keep(address: str | None, where: list[str], links: SitemapLinks) -> None:
    if address is None or address in links.modified:
        return
    if len(links.modified) >= MAX_ADDRESSES:
        said = f"meer dan {MAX_ADDRESSES} adressen: de rest is niet gelezen"
        links.faults += [] if said in links.faults else [said]
        return
    where.append(address)
    links.modified[address] = ""


def _remember_day(address: str | None, entry: object, links: SitemapLinks) -> None:
    if address in links.modified and address is not None:
        for child in entry:  # type: ignore[attr-defined]
            if isinstance(child.tag, str) and _name(child.tag) == "lastmod":
                links.modified[address] = (child.text or "").strip()[:40]


def _plain_list(document: Document) -> SitemapLinks:
    """The other form of the protocol: one address a line."""
    links = SitemapLinks()
    for line in document.text.splitlines():
        if line.strip().startswith(("http://", "https://")):
            _keep(_address(line, document.url, links), links.pages, links)
    if not links.pages:
        raise Refused("unsupported", "geen sitemap")
    return links


def _recognises(document: Document) -> bool:
    return document.kind == "xml" and any(
        name in document.text[:4096].lower() for name in ("<urlset", "<sitemapindex", ":urlset", ":sitemapindex")
    )


def _read(document: Document) -> Iterable[RawPosting]:
    links = _links(document)
    raise Refused("listing", f"sitemap met {len(links.pages)} pagina's en {len(links.sitemaps)} sitemaps")


def _next_requests(document: Document) -> list[str]:
    links = _links(document)
    return [*links.sitemaps, *links.pages]


READER = Reader("sitemap", _recognises, _read, _next_requests, order=20, kinds=("xml",))
