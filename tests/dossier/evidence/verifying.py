"""Checking a changed copy, and what a report says in short."""

import zipfile

from dossier.evidence.verify import verify_path
from dossier.evidence.zip_form import zip_parts


def codes(report):
    return [(fault.file, fault.line, fault.code) for fault in report.faults]


def check_copy(tmp_path, name, content, **known):
    path = tmp_path / name
    path.write_bytes(content)
    return verify_path(path, **known)


def places_of(path):
    """Where the bytes (header, contents, entry in the directory) of each member begin, and whose they are."""
    start, places = 0, []
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    for owner, part in zip_parts(members):
        places.append((start, owner or path.name, part))
        start += len(part)
    return places
