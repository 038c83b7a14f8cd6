"""A vacancy that somebody saw: its address pasted, and then fetched, kept as proof and weighed by a task of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dossier.settings import Settings
from dossier.storage.database import Database
from passend.demo.server import DemoSites
from passend.demo.sites.employer import BROKEN
from passend.measures.acts_of_the_week import CASE, Promise
from passend.measures.hand import Hand
from passend.tasks.supervisor import supervise

LONGEST = 120_000


@contextmanager
def pasted(settings: Settings, database: Database) -> Iterator[Promise]:
    """The promise, with a sample site on loopback behind it and the processes that do what a page asks for."""
    with DemoSites(datetime.now(UTC).date()) as sites, supervise(settings, database):
        site = sites.sites["werkgever"]
        slug = next(slug for slug in site.by_slug if slug != BROKEN)

        def paste(hand: Hand) -> str:
            page = hand.page
            hand.fill(page.locator("#url"), f"{site.base}/vacatures/{slug}")
            hand.click(page.get_by_role("button", name="Ophalen en wegen"))
            page.get_by_role("link", name="Bekijk de vacature").wait_for(timeout=LONGEST)
            return page.locator(".work p").nth(1).inner_text().strip()

        yield Promise(
            "adres plakken", "employee", "vastgelegd en gewogen binnen 15 s", paste,
            lambda one: one.machine_seconds <= 15, width=375, start=f"{CASE}/vacature-toevoegen",
        )  # fmt: skip
