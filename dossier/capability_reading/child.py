"""`python -m dossier.capability_reading.child [letter]`: reads a file from standard input, short of time and memory."""

import json
import sys

from dossier.capability_reading.confinement import LETTER
from dossier.capability_reading.text_line import Line
from dossier.process_apart import bound_process

SECONDS = 15


def read_proposal() -> str:
    from dossier.capability_reading.reading import read_bytes

    return read_bytes(sys.stdin.buffer.read()).model_dump_json()


def read_letter() -> str:
    """Only the kinds leave this process: the text of a letter is never kept."""
    from dossier.capability_reading.extraction import extract_text
    from dossier.rules.letter import find_mentions

    lines = extract_text(sys.stdin.buffer.read()).lines
    text = "".join((" " if goes_on(line) else "\n") + line.text for line in lines)
    return json.dumps({"mentions": find_mentions(text)})


def goes_on(line: Line) -> bool:
    """Is this the rest of the sentence above? Else the rows of a CV would read as one sentence."""
    return line.wrapped or not (line.gap or line.text[:1].isupper() or not line.text[:1].isalnum())


def main() -> int:
    bound_process(SECONDS)
    from dossier.errors import AttachmentError

    try:
        answer = read_letter() if sys.argv[1:] == [LETTER] else read_proposal()
    except AttachmentError as error:
        sys.stdout.write(json.dumps({"refused": str(error)}))
        return 1
    sys.stdout.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
