"""`python -m dossier.mail_reading.child`: reads an e-mail from standard input, short of time and memory."""

import json
import resource
import sys

SECONDS, BYTES = 10, 1_000_000_000
MOST_READ = 5
"""As many enclosures are read for words about health."""


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from dossier.mail_reading.mail import take_apart
    from dossier.rules.letter import find_mentions

    mail, enclosed = take_apart(sys.stdin.buffer.read())
    mentions = find_mentions(f"{mail.subject}\n{mail.text}")
    write_line({"mail": mail.model_dump(), "mentions": mentions})
    write_line({"mentions": sorted({mention for body in enclosed[:MOST_READ] for mention in mentions_in(body)})})
    return 0


def write_line(said: dict[str, object]) -> None:
    """A line of its own, flushed: what was read stays when an enclosure ends this process."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def mentions_in(body: bytes) -> list[str]:
    """What a letter that came along had better not name; a picture names nothing that we know of."""
    from dossier.capability_reading.extraction import extract_text
    from dossier.errors import AttachmentError
    from dossier.rules.letter import find_mentions

    try:
        lines = extract_text(body).lines
    except AttachmentError:
        return []
    return [mention.value for mention in find_mentions("\n".join(line.text for line in lines))]


if __name__ == "__main__":
    sys.exit(main())
