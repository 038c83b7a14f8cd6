"""Whatever stands in an address or a subject: one message to one person, with the headers that were meant (T14)."""

import json
from email import message_from_bytes
from smtplib import SMTP

import pytest

from passend.mail import send_text

MEANT = {
    "From", "To", "Subject", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
}  # fmt: skip


class Sink(SMTP):
    """Keeps what would have left."""

    def __init__(self) -> None:
        self.left: list[tuple[list[str], bytes]] = []
        self.esmtp_features = {"smtputf8": ""}
        self.does_esmtp, self.helo_resp, self.ehlo_resp = True, b"", b"post"

    def sendmail(self, from_addr, to_addrs, msg, *_, **__):
        self.left.append((list(to_addrs), msg))


@pytest.mark.real
@pytest.mark.parametrize("place", ["to", "sender", "subject"])
def test_no_text_adds_a_header_or_a_reader(place: str, shared):
    lines = (shared / "attacks" / "header_injection.txt").read_text(encoding="utf-8").split("\n")
    tricks = [json.loads(line) for line in lines if line and not line.startswith("# ")]
    assert len(tricks) == 47
    wrong = []
    for trick in tricks:
        sink, given = Sink(), {"to": "anna@a.example", "sender": "post@b.example", "subject": "Uw week"}
        taken = send_text(sink, **given | {place: trick}, text="Een bericht.")
        assert taken == bool(sink.left)
        for to, raw in sink.left:
            message = message_from_bytes(raw)
            one_reader = len(to) == 1 and (place == "to" or to == [given["to"]])
            wrong += [] if one_reader and set(message.keys()) <= MEANT and len(message.keys()) <= 7 else [trick]
            wrong += [trick] if "Een bericht." not in message.get_payload() else []
    assert wrong == []
