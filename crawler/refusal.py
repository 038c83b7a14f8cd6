"""What is not taken in, and the one place that gives it a code."""

import re

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from crawler.time_limit import ReadingTooLongError
from dossier.errors import Refused


class RefusedRequest(Refused, IgnoreRequest):
    """Raised when a request or an answer is refused on its way; Scrapy drops it and the spider counts it."""


_UNTRUSTED = re.compile("certificate verify failed|VerificationError")
_CODES: dict[type[BaseException], tuple[str, str]] = {
    CannotResolveHostError: ("address", "de naam is niet te vinden of wijst naar een besloten netwerk"),
    DownloadTimeoutError: ("timeout", "geen antwoord op tijd"),
    DownloadCancelledError: ("too_large", "het antwoord is groter dan toegestaan"),
    DownloadConnectionRefusedError: ("status", "de verbinding is geweigerd"),
    ResponseDataLossError: ("malformed", "het antwoord is afgebroken"),
    UnsupportedURLSchemeError: ("address", "alleen http en https"),
    DownloadFailedError: ("status", "de verbinding is verbroken of het antwoord is geen HTTP"),
    ConnectionDone: ("status", "de verbinding is verbroken"),
    ConnectionLost: ("status", "de verbinding is verbroken"),
    ConnectError: ("status", "er komt geen verbinding tot stand"),
    OSError: ("status", "er komt geen verbinding tot stand"),
    ValueError: ("address", "geen geldig adres"),
}
DOWNLOAD_FAULTS: tuple[type[BaseException], ...] = (Refused, IgnoreRequest, *_CODES)
"""Everything that can go wrong with one request and is no fault of the program."""


def explain(error: BaseException | None) -> tuple[str, str]:
    """The code and the reason for the record of a run."""
    if isinstance(error, Refused):
        return error.code, error.detail
    if isinstance(error, IgnoreRequest):
        return "status", "te veel omleidingen" if "redirect" in str(error) else str(error)[:200]
    if isinstance(error, ReadingTooLongError):
        return "timeout", str(error)
    if isinstance(error, DownloadFailedError) and _UNTRUSTED.search(str(error)):
        return "status", "het certificaat van de site is niet te vertrouwen"
    for kind, answer in _CODES.items():
        if isinstance(error, kind):
            return answer
    return "malformed", f"{type(error).__name__}: {error}"[:200]
