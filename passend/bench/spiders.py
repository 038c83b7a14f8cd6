"""The crawlers that ours is measured against: a bare Scrapy spider, and one as it is usually written."""

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

SETTINGS: dict[str, Any] = {
    "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False, "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False, "WARN_ON_GENERATOR_RETURN_VALUE": False,
}  # fmt: skip
ONE_AT_A_TIME = {"CONCURRENT_REQUESTS": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
"""As we ask a host: the process is woken for every answer, and shares that with no other."""


class Bare(scrapy.Spider):
    """Fetches every page and throws it away."""

    name = "bare"

    def __init__(self, base: str, pages: str, store: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.base, self.pages, self.store = base, int(pages), store

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for number in range(self.pages):
            yield scrapy.Request(f"{self.base}/vacature/{number}")

    def parse(self, response: Response) -> Iterator[dict[str, Any]] | None:
        return None


class Usual(Bare):
    """Reads every syntax with extruct and commits every vacancy by itself through SQLModel."""

    name = "usual"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from sqlmodel import SQLModel, create_engine

        from dossier.model.vacancy import Vacancy

        self.engine = create_engine(f"sqlite:///{self.store}")
        SQLModel.metadata.create_all(self.engine, tables=[SQLModel.metadata.tables[str(Vacancy.__tablename__)]])

    def parse(self, response: Response) -> Iterator[dict[str, Any]] | None:
        from datetime import UTC, datetime

        import extruct
        from sqlmodel import Session

        from dossier.model.vacancy import Vacancy

        found = extruct.extract(response.text, base_url=response.url)["json-ld"][0]
        now = datetime.now(UTC)
        with Session(self.engine) as session:
            session.add(Vacancy(
                id=f"{int(found['identifier']['value']):016x}", source="usual", url=response.url, title=found["title"],
                employer=found["hiringOrganization"]["name"], description=found["description"], first_seen=now,
                last_seen=now,
            ))  # fmt: skip
            session.commit()
        return None


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    process = AsyncCrawlerProcess(SETTINGS | ONE_AT_A_TIME if name == "bare_alone" else SETTINGS)
    process.crawl(Usual if name == "usual" else Bare, *arguments)
    process.start()
