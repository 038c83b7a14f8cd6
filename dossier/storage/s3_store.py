"""Objects in a bucket of a store that speaks S3: seven verbs of its protocol, by the library of who made it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from dossier.settings import Settings
from dossier.storage.store import Kept

NOT_THERE = frozenset({"404", "NoSuchKey", "NotFound"})
SECONDS, TRIES = 10, 4
"""A request waits no longer for an answer, and is asked so often in all: a web page waits for it."""


def open_bucket(settings: Settings, part: str) -> "S3Store":
    """One part of the bucket that the settings name."""
    assert settings.s3_access_key is not None
    assert settings.s3_secret_key is not None
    keys = settings.s3_access_key.get_secret_value(), settings.s3_secret_key.get_secret_value()
    return S3Store(_client(settings.s3_endpoint, settings.s3_region, *keys), str(settings.s3_bucket), f"{part}/")


@cache  # making one costs a tenth of a second; threads may share it
def _client(endpoint: str | None, region: str, access_key: str, secret_key: str) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(
            connect_timeout=SECONDS,
            read_timeout=SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",  # newer sums are not known to every store
            response_checksum_validation="when_required",
            proxies={},
        ),
    )


class S3Store:
    """Every object is put whole in one request, so that none is ever half there."""

    pause = 30.0  # a crawl asks a page in five seconds: else each would be an object of its own

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self.client, self.bucket, self.prefix = client, bucket, prefix

    def put(self, name: str, content: bytes) -> None:
        with _told(name):
            self.client.put_object(**self._at(name), Body=content)

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        if length == 0:
            return b""
        end = "" if length is None else start + length - 1
        part = {"Range": f"bytes={start}-{end}"} if start or length is not None else {}
        with _told(name):
            content: bytes = self.client.get_object(**self._at(name), **part)["Body"].read()
        return content

    def has(self, name: str) -> bool:
        try:
            with _told(name):
                self.client.head_object(**self._at(name))
        except FileNotFoundError:
            return False
        return True

    def walk(self, prefix: str = "") -> Iterator[Kept]:
        pages = self.client.get_paginator("list_objects_v2")
        with _told(prefix):
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix + prefix):
                for each in page.get("Contents", []):
                    name = each["Key"].removeprefix(self.prefix)
                    yield Kept(name, each["Size"], each["LastModified"].timestamp())

    def remove(self, name: str) -> None:
        with _told(name):
            self.client.delete_object(**self._at(name))

    def grow(self, name: str, head: bytes) -> "Parts":
        if self.has(name):
            raise FileExistsError(name)
        return Parts(self, name, head)

    def cut(self, name: str, measure: Callable[[Path], int]) -> int:
        """What is there is whole: a killed process left nothing half."""
        return 0

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self.prefix + name}


class Parts:
    """What grows, as an object for every time that it had to be safe: an object of S3 gets no longer.

    Each begins with the same first bytes, so that it can be read by itself.
    """

    def __init__(self, store: S3Store, name: str, head: bytes) -> None:
        self.names, self._store, self._first, self._head = [name], store, name, head
        self._pieces: list[bytes] = [head]

    def add(self, content: bytes) -> int:
        offset = sum(map(len, self._pieces))
        self._pieces.append(content)
        return offset

    def sync(self) -> None:
        if len(self._pieces) == 1:
            return
        self._store.put(self.names[-1], b"".join(self._pieces))
        self._pieces = [self._head]
        self.names.append(_numbered(self._first, len(self.names) + 1))

    def close(self) -> None:
        self.sync()


def _numbered(name: str, number: int) -> str:
    """`mulder/20261121T093000Z-7.warc.gz`, then `…-7+2.warc.gz`."""
    path = PurePosixPath(name)
    stem, dot, ending = path.name.partition(".")
    return str(path.with_name(f"{stem}+{number}{dot}{ending}"))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the store says, as a folder would say it."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in NOT_THERE:
            raise FileNotFoundError(name) from error
        raise OSError(f"de opslag weigert {name}: {error}") from error
    except BotoCoreError as error:
        raise OSError(f"de opslag antwoordt niet: {error}") from error
