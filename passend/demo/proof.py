"""The proofs of the demo: small letters and mails of our own writing, made when they are needed."""

from email.message import EmailMessage
from email.policy import SMTP

from passend.demo.story import ProofText

_RESOURCES = b"<< /Font << /F1 5 0 R >> >>"
_SIZE, _LEADING, _LEFT, _TOP = 11, 16, 72, 770


def make_proof(proof: ProofText) -> bytes:
    """The bytes of the file in the form that its name promises: a PDF, a mail or plain text."""
    if proof.file.endswith(".pdf"):
        return make_pdf(proof.text)
    if proof.file.endswith(".eml"):
        return make_mail(proof.text)
    return "\n".join(proof.text).encode()


def make_mail(lines: list[str]) -> bytes:
    """The lines before the first empty one are headers, in Dutch as a person prints them."""
    cut = lines.index("")
    message = EmailMessage(policy=SMTP)
    for line, name in zip(lines[:cut], ("From", "To", "Subject"), strict=True):
        message[name] = line.split(": ", 1)[1]
    message.set_content("\n".join(lines[cut + 1 :]), charset="utf-8", cte="8bit")
    return message.as_bytes()


def make_pdf(lines: list[str]) -> bytes:
    """One page of text in Helvetica: the smallest PDF that every reader opens."""
    shown = "\n".join(f"({_escape(line)}) Tj T*" for line in lines)
    content = f"BT /F1 {_SIZE} Tf {_LEADING} TL {_LEFT} {_TOP} Td\n{shown}\nET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % _RESOURCES,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _with_table(objects)


def _escape(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _with_table(objects: list[bytes]) -> bytes:
    """The objects with the table that says where each begins."""
    body, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        starts.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % start for start in starts)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return (
        body
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            len(body),
        )
    )
