"""What people send stays in memory until it is sealed: a temporary file would lie open on the disk."""

from io import BytesIO
from typing import IO

from flask import Flask, Request


class OpenNowhere(Request):
    """MAX_CONTENT_LENGTH bounds what one request can hold."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def register_uploads(app: Flask) -> None:
    app.request_class = OpenNowhere
