"""Asks an authority for time stamps (RFC 3161): that this hash existed at that moment, said by somebody else."""

import asyncio
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from asn1crypto import tsp
from pyhanko.keys import load_certs_from_pemder
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from dossier.evidence.timestamp_reading import der_items, read_timestamp
from dossier.settings import LOOPBACK_HOSTS

SECONDS, LARGEST = 10.0, 2**18
HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


def is_granted(answer: bytes) -> bool:
    """A refusal carries no token, which is more than a reader of whole answers can bear: so its status comes first."""
    status = der_items(der_items(der_items(answer)[0][1])[0][1])[0][1]
    return status in {b"\0", b"\1"}  # granted, granted with changes (RFC 3161, 2.4.2)


class StayHere(HTTPRedirectHandler):
    """Follows no redirect: the office chose this address and no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


class TimeAuthority(TimeStamper):
    """One authority during one bundle: silent once is silent to the end, so that nobody waits for each file."""

    def __init__(self, url: str, certificate: Path | None = None, seconds: float = SECONDS) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url, self.certificate, self.seconds = url, certificate, seconds
        self.reason = ""

    def stamp(self, head: str) -> bytes | None:
        """The answer over this head as the authority gave it; nothing, and a reason, where none was right."""
        try:
            return bytes(asyncio.run(self.ask(bytes.fromhex(head), "sha256")).dump())
        except TimestampRequestError:
            return None

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        return (await self.ask(message_digest, md_algorithm))["time_stamp_token"]

    async def ask(self, digest: bytes, algorithm: str) -> Any:
        """An answer that was granted, to this question, over this hash."""
        if self.reason:
            raise TimestampRequestError(self.reason)
        try:
            nonce, question = self.request_cms(digest, algorithm)  # type: ignore[no-untyped-call]
            raw = await asyncio.to_thread(self.post, question.dump())
            if not is_granted(raw):
                self.reason = "de tijdstempeldienst weigerde"
            else:
                answer = tsp.TimeStampResp.load(raw, strict=True)
                self.reason = await self.fault_in(answer, nonce, digest)
        except (OSError, HTTPException) as error:
            late = isinstance(getattr(error, "reason", error), TimeoutError)
            self.reason = "de tijdstempeldienst " + ("antwoordde niet op tijd" if late else "was niet bereikbaar")
        except (ValueError, TypeError, LookupError, AttributeError):
            self.reason = "het antwoord van de tijdstempeldienst was onleesbaar"
        if self.reason:
            raise TimestampRequestError(self.reason)
        return answer

    def post(self, question: bytes) -> bytes:
        """The bytes of the answer, within the time and the size that are given."""
        direct = [ProxyHandler({})] if urlsplit(self.url).hostname in LOOPBACK_HOSTS else []
        request = Request(self.url, question, HEADERS)  # noqa: S310 - the settings allow https and loopback alone
        until, parts, size = time.monotonic() + self.seconds, [], 0
        with build_opener(StayHere, *direct).open(request, timeout=self.seconds) as response:
            while part := response.read1(65536):
                parts.append(part)
                size += len(part)
                if time.monotonic() > until:
                    raise TimeoutError
                if size > LARGEST:
                    raise ValueError(size)
        return b"".join(parts)

    async def fault_in(self, answer: Any, nonce: int | None, digest: bytes) -> str:
        """What is wrong with an answer, if anything (NL)."""
        content = answer["time_stamp_token"]["content"]
        info = content["encap_content_info"]["content"].parsed
        if info["message_imprint"]["hashed_message"].native != digest or info["nonce"].native != nonce:
            return "het tijdstempel gaat over iets anders"
        if len(digest) == 32 and read_timestamp(answer.dump()) is None:
            return "het tijdstempel is onleesbaar"
        if self.certificate is None or await self.is_signed_by_ours(content, digest):
            return ""
        return "het tijdstempel is niet ondertekend met het certificaat van PASSEND_TSA_CERT"

    async def is_signed_by_ours(self, content: Any, digest: bytes) -> bool:
        try:
            roots = list(load_certs_from_pemder([str(self.certificate)]))  # type: ignore[no-untyped-call]
            context = ValidationContext(trust_roots=roots, allow_fetching=False)
            found = await validate_tst_signed_data(content, context, lambda _: digest)
        except (OSError, SignatureValidationError):
            return False
        status = TimestampSignatureStatus(**found)
        return bool(status.intact and status.valid and status.trusted)
