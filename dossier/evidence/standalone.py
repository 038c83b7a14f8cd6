"""The verifier as one file that needs nothing of ours: the very source that `verify` imports."""

import re
from importlib.resources import files

from dossier.errors import EvidenceError

PART = re.compile(r"^from dossier\.evidence\.(\w+) import .*\n", re.MULTILINE)


def verifier_source() -> bytes:
    """`controleer.py` with each of its parts in the place of its import."""
    source = PART.sub(lambda found: _part(found[1]), _read("controleer"))
    if "import dossier" in source or "from dossier" in source:
        raise EvidenceError("De controleur heeft nog iets van dit programma nodig.")
    return source.encode()


def _part(module: str) -> str:
    """The source of a part, its docstring as a heading."""
    return re.sub(r'\A"""(.*?)"""\n', r"\n# --- \1\n", _read(module)) + "\n"


def _read(module: str) -> str:
    return (files("dossier.evidence") / f"{module}.py").read_text(encoding="utf-8")
