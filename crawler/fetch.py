"""What may be fetched, and how: the guard before every request, and the settings of Scrapy that make it safe."""

from importlib.metadata import version
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Request, Response

from crawler.address import check_url
from crawler.document import MAX_BYTES
from crawler.encoding import ACCEPTED
from crawler.refusal import RefusedRequest
from crawler.run import run_of
from crawler.source import Source
from dossier.errors import Refused
from dossier.settings import Settings

TIMEOUT_SECONDS = 15
MOST_REDIRECTS = 5
MEMORY_LIMIT_MB = 512
NOT_LOADED = (
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.feedexport.FeedExporter",
    "scrapy.extensions.memdebug.MemoryDebugger",
    "scrapy.extensions.memusage.MemoryUsage",
    "scrapy.extensions.spiderstate.SpiderState",
    "scrapy.extensions.logstats.LogStats",
    "scrapy.extensions.throttle.AutoThrottle",
    "scrapy.extensions.corestats.CoreStats",
    "scrapy.extensions.logcount.LogCount",
)
"""Parts of Scrapy that this program has no use for: what is not loaded opens nothing, and costs nothing per page."""
ON_THE_WAY = (
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware",
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
    "scrapy.downloadermiddlewares.stats.DownloaderStats",
)
"""The spider asks no other sites and knows no passwords; the other headers bring along who asks."""
BETWEEN = (
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware",
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
    "scrapy.spidermiddlewares.referer.RefererMiddleware",
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    "scrapy.spidermiddlewares.depth.DepthMiddleware",
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
)
"""The spider reads every status, counts its own depth, and asks no address without looking at it."""
LANGUAGES = "nl, en;q=0.7, *;q=0.3"
ACCEPT = "text/html, application/xhtml+xml, application/json;q=0.9, application/xml;q=0.9, */*;q=0.5"


class AddressMiddleware:
    """First of all (priority 50): every request, every redirect and every robots.txt passes here."""

    def __init__(self, loopback: frozenset[str]) -> None:
        self.loopback = loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(run_of(crawler).loopback)

    def process_request(self, request: Request) -> None:
        try:
            check_url(request.url, loopback=self.loopback)
        except Refused as refusal:
            raise RefusedRequest(refusal.code, refusal.detail) from refusal


class PlainRedirectMiddleware(RedirectMiddleware):
    """Follows redirects without telling the next site where we came from."""

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self._referer_spider_middleware = None

    def _engine_started(self) -> None:
        """Scrapy warns here that no Referer is sent; that is the intention."""

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)


def user_agent(settings: Settings) -> str:
    """Who asks, and where to complain."""
    return f"Passend/{version('passend')} (+contact {settings.contact})"


def pause_seconds(settings: Settings, source: Source) -> float:
    return max(settings.crawl_delay_seconds, source.delay_seconds or 0.0)


def scrapy_settings(settings: Settings, source: Source, loopback: frozenset[str]) -> dict[str, Any]:
    """Every switch that Scrapy leaves open for scraping and that must be closed here (security 1.2)."""
    pause = pause_seconds(settings, source)
    return {
        **_polite(settings, pause, len(source.host_names())),
        **_bounded(source),
        **_closed(),
        "PASSEND_LOOPBACK": sorted(loopback),
        "TWISTED_DNS_RESOLVER": "crawler.resolver.GuardedResolver",
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "SPIDER_MIDDLEWARES": dict.fromkeys(BETWEEN),
        "EXTENSIONS": {
            **dict.fromkeys(NOT_LOADED),
            "crawler.queueing.SiteThrottle": 0,
            "crawler.memory.OwnMemoryUsage": 0,
        },
        "DOWNLOADER": "crawler.engine.PlainDownloader",
        "LOG_FORMATTER": "crawler.bookkeeping.QuietFormatter",
        "STATS_CLASS": "crawler.bookkeeping.NoStats",
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_VERSIONS": [],
        "STATS_DUMP": False,
    }


def _polite(settings: Settings, pause: float, hosts: int) -> dict[str, Any]:
    return {
        "USER_AGENT": user_agent(settings),
        "DEFAULT_REQUEST_HEADERS": {
            "User-Agent": user_agent(settings),
            "Accept": ACCEPT,
            "Accept-Language": LANGUAGES,
            "Accept-Encoding": ACCEPTED,
        },
        "ROBOTSTXT_OBEY": False,  # crawler.obedience does it, by RFC 9309; Scrapy's own lets 5xx through
        "DOWNLOADER_MIDDLEWARES": {
            **dict.fromkeys(ON_THE_WAY),
            "crawler.fetch.AddressMiddleware": 50,
            "crawler.obedience.RobotsMiddleware": 100,
            "crawler.encoding.DecodingMiddleware": 590,
            "crawler.fetch.PlainRedirectMiddleware": 600,
            "crawler.revisiting.RevisitMiddleware": 800,
            "crawler.queueing.PoliteMiddleware": 900,
            "crawler.snapshot.SnapshotMiddleware": 950,
        },
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": pause,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "DOWNLOAD_DELAY": pause,
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS": hosts,  # more would stand in line already, and be sent after a 429
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # Scrapy starts this many workers for every page; a page gives one item
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # parses the source of our callback anew for every page
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [500, 502, 504, 408],
        "RETRY_EXCEPTIONS": [
            "scrapy.exceptions.DownloadConnectionRefusedError",
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.ResponseDataLossError",
        ],
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "SCHEDULER_START_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    }


def _bounded(source: Source) -> dict[str, Any]:
    return {
        "DOWNLOAD_TIMEOUT": TIMEOUT_SECONDS,
        "DOWNLOAD_MAXSIZE": MAX_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "REDIRECT_MAX_TIMES": MOST_REDIRECTS,
        "CLOSESPIDER_TIMEOUT": source.max_minutes * 60,
        "URLLENGTH_LIMIT": 2083,
        "MEMUSAGE_LIMIT_MB": MEMORY_LIMIT_MB,
        "MEMUSAGE_CHECK_INTERVAL_SECONDS": 2.0,
    }


def _closed() -> dict[str, Any]:
    return {
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.download.TurnHandler",
            "https": "crawler.download.TurnHandler",
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "COMPRESSION_ENABLED": False,  # crawler.encoding does it, strictly
        "COOKIES_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "REFERER_ENABLED": False,
        "DNSCACHE_ENABLED": False,
        "JOBDIR": None,
        "FEEDS": {},
    }
