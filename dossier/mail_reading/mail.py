"""Takes an e-mail apart as text: nothing of it is rendered, fetched or unpacked any further."""

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from html import unescape

from pydantic import BaseModel

LONGEST_TEXT, LONGEST_LINE, MOST_PARTS, MOST_NAMED = 30_000, 500, 200, 50
MOST_TIDIED = 20 * LONGEST_TEXT
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, and signs that turn or hide what is read."""
DROPPED = re.compile(r"<(script|style|head|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
LINE_END = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,4000}>")
Split = tuple[list[str], list[str], list[tuple[Message, bytes]]]
NESTED = frozenset({"message/rfc822", "message/global"})


class Enclosure(BaseModel):
    """Something that came with the mail: what it calls itself, never its bytes."""

    name: str
    media_type: str
    size: int


class Mail(BaseModel):
    """The parts of a mail as its sender wrote them: nothing of it proves who sent it."""

    sender: str = ""
    to: str = ""
    cc: str = ""
    sent: str = ""
    """The day and time as written; `sent_at` is the same for programs, or None where it is no time."""
    sent_at: str | None = None
    subject: str = ""
    text: str = ""
    cut: bool = False
    """Was the text longer than is shown?"""
    from_html: bool = False
    enclosures: list[Enclosure] = []


def take_apart(content: bytes) -> tuple[Mail, list[bytes]]:
    """The parts, and the bytes of what came along, for the check on health words."""
    message = message_from_bytes(content)
    texts, pages, enclosed = split_parts(message)
    whole = "\n\n".join(texts) if any(text.strip() for text in texts) else "\n\n".join(map(strip_markup, pages))
    text = tidy_text(whole[:MOST_TIDIED])
    sent = read_header(message, "date")
    mail = Mail(
        sender=read_header(message, "from"),
        to=read_header(message, "to"),
        cc=read_header(message, "cc"),
        sent=sent,
        sent_at=read_moment(sent),
        subject=read_header(message, "subject"),
        text=text[:LONGEST_TEXT],
        cut=len(text) > LONGEST_TEXT,
        from_html=bool(pages) and not any(one.strip() for one in texts),
        enclosures=[describe(part, body) for part, body in enclosed[:MOST_NAMED]],
    )
    return mail, [*([text[LONGEST_TEXT:].encode()] if mail.cut else []), *(body for _part, body in enclosed)]


def split_parts(message: Message, *, inside: bool = False) -> Split:
    """Plain texts, HTML texts and enclosures; a mail that was sent along is one enclosure."""
    texts: list[str] = []
    pages: list[str] = []
    enclosed: list[tuple[Message, bytes]] = []
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        kind = part.get_content_type()
        if part.is_multipart() and kind not in NESTED:
            waiting = [one for one in part.get_payload() if isinstance(one, Message)] + waiting
        elif kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
            (texts if kind == "text/plain" else pages).append(read_text(part))
        else:
            enclosed.append((part, b"" if inside else read_enclosed(part)))
    return texts, pages, enclosed


def read_enclosed(part: Message) -> bytes:
    """The bytes of what came along; of a mail that was sent along those of its text, and nothing deeper."""
    inner = part.get_payload(0) if part.is_multipart() else None
    if not isinstance(inner, Message):
        return read_body(part)
    texts, pages, _enclosed = split_parts(inner, inside=True)
    return "\n\n".join([*texts, *map(strip_markup, pages)]).encode("utf-8", "replace")


def read_body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def read_text(part: Message) -> str:
    body = read_body(part)
    try:
        return body.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # a coding that nobody knows, or that is none for text
        return body.decode("utf-8", "replace")


def read_header(message: Message, name: str) -> str:
    """The first header of this name, its coded words read; one that cannot be read stays as written."""
    return read_line(str(message.get(name, ""))[: 8 * LONGEST_LINE])


def read_line(written: str) -> str:
    try:
        line = str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, ValueError):
        line = written
    return " ".join(UNSEEN.sub("", line.replace("\t", " ")).split())[:LONGEST_LINE]


def read_moment(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def strip_markup(page: str) -> str:
    """The words of an HTML text: no script, no address, no picture is looked at."""
    bare = DROPPED.sub(" ", page[:MOST_TIDIED])
    lines = LINE_END.sub("\n", bare.replace("\r", " ").replace("\n", " "))
    return unescape(TAG.sub("", lines))


def tidy_text(text: str) -> str:
    """Lines without hidden signs; never more than one empty line at a time."""
    lines = [" ".join(UNSEEN.sub("", line.replace("\t", " ")).split()) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def describe(part: Message, body: bytes) -> Enclosure:
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        name = ""
    if not name and part.get_content_type() in NESTED and part.is_multipart():
        inner = part.get_payload(0)
        name = str(inner.get("subject", "")) if isinstance(inner, Message) else ""
    return Enclosure(name=read_line(name)[:120], media_type=read_line(part.get_content_type())[:100], size=len(body))
