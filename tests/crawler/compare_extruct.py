"""Pages that extruct reads beside pages that we read: `python tests/crawler/compare_extruct.py FOLDER`.

extruct is no dependency of ours; install it apart (`pip install --target ELSEWHERE extruct`, PYTHONPATH=ELSEWHERE).
Prints both counts and every page that extruct reads and we do not; exit 1 when there is one.
"""

import sys
from pathlib import Path
from typing import Any

import extruct

from crawler.document import Document
from crawler.extract import Refusal, extract_document


def holds_posting(value: Any) -> bool:
    """Whether a JobPosting stands anywhere in what extruct found."""
    if isinstance(value, list):
        return any(holds_posting(item) for item in value)
    if not isinstance(value, dict):
        return False
    types = value.get("@type", value.get("type"))
    names = types if isinstance(types, list) else [types]
    return any(str(name).endswith("JobPosting") for name in names) or any(map(holds_posting, value.values()))


def extruct_reads(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    found = extruct.extract(text, syntaxes=["json-ld", "microdata"], errors="log")
    return holds_posting(list(found.values()))


def we_read(content: bytes) -> bool:
    """Read as a vacancy, or refused as one that has closed: both take the posting for what it is."""
    found = extract_document(Document(content=content, url="https://real.example/", media_type=None, path=None))
    return any(not isinstance(item, Refusal) or item.code == "expired" for item in found)


def main() -> int:
    pages = sorted(Path(sys.argv[1]).rglob("*.html"))
    theirs = {page for page in pages if extruct_reads(page.read_bytes())}
    ours = {page for page in pages if we_read(page.read_bytes())}
    sys.stdout.write(f"pages {len(pages)}, extruct reads {len(theirs)}, we read {len(ours)}\n")
    for page in sorted(theirs - ours):
        sys.stdout.write(f"only extruct: {page}\n")
    return 1 if theirs - ours else 0


if __name__ == "__main__":
    sys.exit(main())
