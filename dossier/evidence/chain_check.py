"""Whether the whole chain of a case holds: the check that every bundle carries, on lines that show everything."""

from typing import Any

from dossier.evidence import controleer
from dossier.evidence.kind import EntryKind


def check_chain(lines: list[dict[str, Any] | None], name: str, faults: controleer.Faults) -> controleer.Chain:
    """Check lines and contents; a content that is gone without an entry about its erasure is a fault."""
    chain = controleer.check_lines(lines, name, faults)
    erased = erased_lines(lines)
    for number, line in enumerate(lines, 1):
        if line is not None and line["content"] is None and line["seq"] not in erased:
            faults.append({"file": name, "line": number, "code": "content"})
    return chain


def erased_lines(lines: list[dict[str, Any] | None]) -> set[int]:
    """The numbers of the entries whose content was erased by an act that says so."""
    acts = [line["content"] or {} for line in lines if line is not None and line["kind"] == EntryKind.CONTENT_ERASED]
    return {seq for act in acts for seq in act.get("seqs", [])}
