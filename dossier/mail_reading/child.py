"""`python -m dossier.mail_reading.child`: reads an e-mail from standard input, short of time and memory."""

import json
import sys

from dossier.process_apart import bound_process

SECONDS = 10
MOST_READ = 5
"""As many enclosures are read for words about health."""


def main() -> int:
    bound_process(SECONDS)
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
