"""Files handed to the reader: always as an attachment, never opened inside the pages."""

from io import BytesIO

from flask import Response, send_file


def send_download(content: bytes, filename: str, media_type: str) -> Response:
    """The bytes as kept, under a name for people; the headers keep a browser from guessing or opening."""
    response = send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=filename, etag=False)
    response.direct_passthrough = False
    return response
