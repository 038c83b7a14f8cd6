"""An e-mail is taken apart as text: hostile ones cost little, and nothing of them is fetched or run."""

import time
from email.message import EmailMessage

import pytest

from dossier.mail_reading import read_mail
from dossier.mail_reading.mail import LONGEST_TEXT, take_apart
from dossier.rules.letter import Mention

HEAD = b"From: =?utf-8?q?P=26O_Zeist?= <po@zeist.example>\r\nTo: anna@passend.example\r\n"
PLAIN = (
    HEAD + b"Date: Tue, 17 Nov 2026 10:12:01 +0100\r\nSubject: Uw sollicitatie\r\n\r\n"
    b"Beste Anna,\r\n\r\nWij nodigen u uit.\r\n"
)
HTML = (
    b"From: a@b.nl\r\nTo: c@d.nl\r\nSubject: Afwijzing\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
    b'<style>p{color:red}</style><img src="http://127.0.0.2:8098/pixel"><p>Helaas &amp; bedankt</p>'
    b"<script>alert(1)</script>"
)


def with_enclosure(body: str, content: bytes, name: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "anna@passend.example", "po@zeist.example", "Sollicitatie"
    message.set_content(body)
    message.add_alternative(f"<p>{body}</p>", subtype="html")
    message.add_attachment(content, maintype="text", subtype="plain", filename=name)
    return message.as_bytes()


def test_the_six_parts_are_read():
    mail = read_mail(PLAIN).mail
    assert (mail.sender, mail.to, mail.subject) == (
        "P&O Zeist <po@zeist.example>",
        "anna@passend.example",
        "Uw sollicitatie",
    )
    assert (mail.sent_at, mail.text) == ("2026-11-17T10:12:01+01:00", "Beste Anna,\n\nWij nodigen u uit.")
    assert (mail.enclosures, mail.cut, mail.from_html) == ([], False, False)


def test_of_html_only_the_words_stay():
    mail, _ = take_apart(HTML)
    assert (mail.text, mail.from_html) == ("Helaas & bedankt", True)


def test_what_came_along_is_named_and_read_for_health_but_not_kept():
    read = read_mail(with_enclosure("Zie mijn brief.", b"Ik heb een burn-out gehad.", "../../brief\u202etxt.exe"))
    assert [(one.media_type, one.size) for one in read.mail.enclosures] == [("text/plain", 26)]
    assert "\u202e" not in read.mail.enclosures[0].name
    assert (read.mail.text, read.mentions) == ("Zie mijn brief.", [Mention.HEALTH])
    assert "burn-out" not in read.mail.model_dump_json()


def test_a_coded_letter_is_read_through_its_coding():
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.nl", "Brief"
    message.set_content("Ik zit in het tweede spoor.", cte="base64")
    assert b"tweede spoor" not in message.as_bytes()
    assert read_mail(message.as_bytes()).mentions == [Mention.TRACK_TWO]


def test_a_mail_sent_along_is_one_enclosure_with_its_subject():
    inner, outer = EmailMessage(), EmailMessage()
    inner["Subject"], outer["Subject"], outer["From"] = "Afwijzing", "Fwd", "a@b.nl"
    inner.set_content("Helaas.")
    outer.set_content("Zie bijlage.")
    outer.add_attachment(inner)
    mail, enclosed = take_apart(outer.as_bytes())
    assert ([one.name for one in mail.enclosures], enclosed) == (["Afwijzing"], [b"Helaas.\n"])


def nested(depth: int) -> bytes:
    head = b"From: a@b.nl\nSubject: diep\nMIME-Version: 1.0\n"
    for number in range(depth):
        head += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    return head + b"\n\ntekst"


HOSTILE = {
    "empty": b"  \n",
    "no mail": b"gewoon een tekst\n" * 5,
    "binary": bytes(range(1, 256)) * 40,
    "nested": nested(3000),
    "half a coding": b"From: =?utf-8?b?4pyT\nSubject: =?nonsense?q?x?=\nDate: gisteren\n\nx",
    "unknown charset": b"From: a@b.nl\nContent-Type: text/plain; charset=rot13\n\nhallo",
    "charset of bytes": b"From: a@b.nl\nContent-Type: text/plain; charset=base64\n\nhallo",
    "bad base64": b"From: a@b.nl\nContent-Transfer-Encoding: base64\n\n!!!!====",
    "long header": b"From: a@b.nl\nSubject: " + b"=?utf-8?q?a?= " * 40_000 + b"\n\nx",
    "many parts": b'From: a@b.nl\nContent-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\nhoi\n" * 20_000,
    "open tags": b"From: a@b.nl\nContent-Type: text/html\n\n" + b"<script <!-- <p " * 60_000,
    "huge text": b"From: a@b.nl\n\n" + b"a b c " * 300_000,
    "odd date": b"From: a@b.nl\nDate: Tue, 99 Foo 99999999999999 99:99:99 +9999\n\nx",
    "odd name": b"From: a@b.nl\nContent-Disposition: attachment; filename*=nope''%ff%fe\n\nx",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_costs_little_and_ends_nothing(name: str):
    start = time.process_time()
    try:
        mail, _ = take_apart(HOSTILE[name])
    except RecursionError:  # in the process of its own this ends that process alone
        return
    assert len(mail.text) <= LONGEST_TEXT
    assert all(sign.isprintable() or sign == "\n" for sign in mail.text + mail.subject + mail.sender)
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize("name", ["empty", "no mail", "binary"])
def test_what_is_no_mail_has_no_parts(name: str):
    assert read_mail(HOSTILE[name]).mail is None


def test_what_ends_the_process_of_its_own_ends_nothing_else():
    assert read_mail(b"Content-Type: message/rfc822\n\n" * 5000).mail is None
