"""One run of one source while it goes on: what the parts of the crawler share."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from scrapy.crawler import Crawler

from crawler.host_turn import HostTurns
from crawler.politeness import Pauses
from crawler.source import Source
from dossier.model.vacancy import VisitedPage
from dossier.storage.crawls import Tally
from dossier.storage.database import Database
from dossier.storage.sightings import Change
from dossier.storage.snapshots import WarcFile, WarcStore
from dossier.storage.visits import Visit


@dataclass
class Run:
    """Shared by middlewares, spider and pipeline of one crawl; lives and dies with its process."""

    source: Source
    run_id: int
    started: datetime
    database: Database
    warc: WarcFile
    pauses: Pauses
    turns: HostTurns
    loopback: frozenset[str]
    store: WarcStore
    visited: dict[str, VisitedPage]
    """The pages of this source as last fetched, by address."""
    pasted: bool = False
    looking: bool = False
    """Only a look at vacancies known by their address: no link is followed."""
    tally: Tally = field(default_factory=Tally)
    robots: dict[str, str] = field(default_factory=dict)
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    """Not yet written: (address, code, detail)."""
    robots_pages: list[Visit] = field(default_factory=list)
    """Not yet written: robots.txt files with the marks of their servers."""
    asked: set[str] = field(default_factory=set)
    """Every address that was asked for, in its one spelling."""
    seen_ids: dict[str, int] = field(default_factory=dict)
    """Every vacancy that was read, in the order of reading, with the length of the longest text."""
    changes: dict[str, Change] = field(default_factory=dict)
    """What became of each vacancy in this run; one that stands on several pages counts once."""
    lists: set[str] = field(default_factory=set)
    """Addresses that were asked for as a list of vacancies."""
    failed: set[str] = field(default_factory=set)
    """Addresses that gave no answer to judge by: refused, timed out, broken."""
    walls: Counter[str] = field(default_factory=Counter)
    """What the site showed instead of vacancies, and how often."""
    listing_faults: int = 0
    """Listing pages and sitemaps that could not be read: then absence proves nothing."""
    unwritten: int = 0
    """Pages read but not yet in the database."""
    skipped: int = 0
    """Addresses not visited because the limit of the source was reached."""

    def is_whole(self) -> bool:
        """Were all lists read to their end? Only then does absence say something."""
        return not self.listing_faults and not self.skipped

    def refuse(self, url: str, code: str, detail: str) -> None:
        self.refusals.append((url, code, detail))
        self.tally.refused[code] = self.tally.refused.get(code, 0) + 1

    def count_status(self, status: int) -> None:
        self.tally.statuses[str(status)] = self.tally.statuses.get(str(status), 0) + 1

    def count_changes(self) -> None:
        counts = Counter(self.changes.values())
        self.tally.new, self.tally.changed, self.tally.same = counts["new"], counts["changed"], counts["same"]

    def note_robots(self, site: str, verdict: str) -> None:
        self.robots[site] = verdict
        self.tally.robots = "; ".join(sorted(set(self.robots.values())))


def run_of(crawler: Crawler) -> Run:
    """The run that a Scrapy component belongs to."""
    return cast("Run", crawler.passend)  # type: ignore[attr-defined]
