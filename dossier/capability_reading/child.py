"""`python -m dossier.capability_reading.child`: reads a document from standard input, short of time and memory."""

import json
import resource
import sys

SECONDS, BYTES = 15, 1_200_000_000


def limit_process() -> None:
    """Set before any reader is loaded: whatever the file does, this process ends."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    limit_process()
    from dossier.capability_reading.reading import read_bytes
    from dossier.errors import AttachmentError

    try:
        proposal = read_bytes(sys.stdin.buffer.read())
    except AttachmentError as error:
        sys.stdout.write(json.dumps({"refused": str(error)}))
        return 1
    sys.stdout.write(proposal.model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
