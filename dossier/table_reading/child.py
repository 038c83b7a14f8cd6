"""`python -m dossier.table_reading.child`: reads a workbook from standard input, short of time and memory."""

import json
import resource
import sys

SECONDS, BYTES = 15, 1_000_000_000


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
