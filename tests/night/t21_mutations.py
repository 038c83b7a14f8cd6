"""T21: the control page and the hostile ones with bytes and words changed by chance: none may break the reading."""

import random
import time

import pytest

from crawler.document import Document
from crawler.extract import Refusal, extract_document
from dossier.errors import DossierError
from tests.night.conftest import scaled

MUTATIONS = scaled(small=500, full=10_000)
LONGEST = 2.0
PIECES = (
    b'"', b"{", b"}", b"[", b"]", b"<", b">", b"\\", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"</script>", b"<!--",
    b"&quot;", b"1e999", b"-0", b"null", b"[[[[[[[[", b'"@graph":', b'"@id":', b'"@type":"JobPosting",',
    b"\xe2\x80\xa8", b" " * 500,
)  # fmt: skip


def mutate(page: bytes, chance: random.Random) -> bytes:
    """One to six changes: a piece put in, a part cut, doubled or moved, a byte turned."""
    for _ in range(chance.randint(1, 6)):
        at, more = chance.randrange(len(page) + 1), chance.randrange(1, 200)
        part = page[at : at + more]
        page = chance.choice((
            page[:at] + chance.choice(PIECES) + page[at:],
            page[:at] + page[at + more :],
            page[:at] + part + page[at:],
            page[:at] + page[at + more :] + part,
            page[:at] + bytes([chance.randrange(256)]) + page[at + 1 :],
        ))  # fmt: skip
    return page


@pytest.mark.row("T21", "10,000 mutations of the control page and of 107 hostile ones", "0 crashes, ≤ 2 s CPU each")
def test_no_changed_page_breaks_the_reading(attacks, reach):
    pages = [path.read_bytes() for path in sorted((attacks / "jsonld_malformed").glob("*.html"))]
    pages = [page for page in pages if len(page) < 100_000]
    wrong, slowest, read = [], 0.0, 0
    for seed in range(MUTATIONS):
        chance = random.Random(seed)
        page = mutate(pages[0] if seed % 2 else chance.choice(pages), chance)
        began = time.process_time()
        try:
            read += any(not isinstance(one, Refusal) for one in extract_document(Document(page)))
        except DossierError:
            pass  # coded and counted by whoever asked for the page
        except Exception as error:  # noqa: BLE001 - any other is what this test looks for
            wrong.append((seed, type(error).__name__))
        slowest = max(slowest, time.process_time() - began)
    told = f"{len(wrong)} crashes in {MUTATIONS:,}, slowest {slowest:.2f} s CPU, {read:,} still gave a vacancy"
    reach(f"{told} {wrong[:3] or ''}", held=not wrong and slowest <= LONGEST and read > 0)
