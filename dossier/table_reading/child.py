"""`python -m dossier.table_reading.child`: reads a workbook from standard input, short of time and memory."""

import json
import sys

from dossier.process_apart import bound_process

SECONDS = 15


def main() -> int:
    bound_process(SECONDS)
    from dossier.errors import AttachmentError
    from dossier.table_reading.workbook import read_workbook

    try:
        answer = read_workbook(sys.stdin.buffer.read()).model_dump_json()
    except AttachmentError as error:
        sys.stdout.write(json.dumps({"refused": str(error)}))
        return 1
    sys.stdout.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
