"""The verifier as one file that needs nothing of ours: the very source that `verify` imports."""

from importlib.resources import files

from dossier.errors import EvidenceError

IMPORT = "from dossier.evidence.ed25519 import is_signed\n"


def verifier_source() -> bytes:
    """`controleer.py` with the signature check in the place of its import."""
    folder = files("dossier.evidence")
    core = (folder / "controleer.py").read_text(encoding="utf-8")
    signature = (folder / "ed25519.py").read_text(encoding="utf-8")
    if core.count(IMPORT) != 1:
        raise EvidenceError("De controleur heeft niet precies één plaats voor de handtekening.")
    return core.replace(IMPORT, signature).encode()
