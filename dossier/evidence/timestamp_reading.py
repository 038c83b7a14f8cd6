"""Reads over which hash a time stamp (RFC 3161) is; who set it is for `openssl ts -verify`."""

from datetime import datetime, timezone
from typing import Any

TIMESTAMP = "tijdstempel.tsr"
SHA256_NAME = bytes.fromhex("608648016503040201")
"""2.16.840.1.101.3.4.2.1, as DER writes it."""


def der_items(data: bytes) -> list[tuple[int, bytes]]:
    """The tag and the contents of each value that stands in this one."""
    items, place = [], 0
    while place < len(data):
        tag, length, place = data[place], data[place + 1], place + 2
        if length > 127:
            size = length - 128
            length, place = int.from_bytes(data[place : place + size], "big"), place + size
        if length > len(data) - place:
            raise ValueError(tag)
        items.append((tag, data[place : place + length]))
        place += length
    return items


def read_timestamp(response: bytes) -> tuple[str, str] | None:
    """The SHA-256 that was stamped and when; nothing where the answer of the authority is no such stamp."""
    try:
        token = der_items(der_items(response)[0][1])[1][1]
        signed = der_items(der_items(token)[1][1])[0][1]
        wrapped = der_items(der_items(signed)[2][1])[1][1]
        info = der_items(der_items(der_items(wrapped)[0][1])[0][1])
        (_, algorithm), (_, digest) = der_items(info[2][1])
        moment = datetime.strptime(info[4][1][:14].decode("ascii"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - ends in Z
        known = der_items(algorithm)[0][1] == SHA256_NAME
    except (ValueError, IndexError, OverflowError):
        return None
    return (digest.hex(), moment.replace(tzinfo=timezone.utc).isoformat()) if known else None  # noqa: UP017 - for 3.9


def describe_timestamp(response: bytes | None, head: str | None) -> dict[str, Any] | None:
    """Whether the time stamp of a bundle is over this head; null where it has none."""
    if response is None:
        return None
    digest, moment = read_timestamp(response) or (None, None)
    return {"file": TIMESTAMP, "over_head": digest is not None and digest == head, "moment": moment}


def write_timestamp(stamp: dict[str, Any] | None, head: str | None) -> list[str]:
    """What a person reads about it (NL), with the command that checks who set it."""
    if stamp is None:
        return []
    if not stamp["over_head"]:
        return ["Tijdstempel over deze kop: nee"]
    return [
        f"Tijdstempel over deze kop: ja, {stamp['moment']}. Van wie het is, controleert u met:",
        f"  {openssl_command(head)}",
    ]


def openssl_command(head: str | None) -> str:
    return f"openssl ts -verify -digest {head} -in {TIMESTAMP} -CAfile CERTIFICAAT.pem"
