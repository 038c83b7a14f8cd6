"""What the program is made of, as CycloneDX JSON: every package of the lock with hashes, licence and what it needs."""

import json
import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?:\s*;\s*(.+?))?\s*\\?$", re.MULTILINE)
NEEDED = re.compile(r"^([A-Za-z0-9._-]+)(?!.*;.*\bextra\b)", re.DOTALL)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
ROOT = "passend"


def bill_of(lock: str) -> dict[str, Any]:
    """The same lock and the same environment give the same file: no time and no number of its own."""
    heads = list(PINNED.finditer(lock))
    ends = [head.start() for head in heads[1:]] + [len(lock)]
    parts = [
        component(head[1], head[2], HASH.findall(lock[head.end() : end])) for head, end in zip(heads, ends, strict=True)
    ]
    known = {part["name"]: part["bom-ref"] for part in parts}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": ROOT, "name": ROOT, "version": metadata(ROOT)["Version"]}
        },
        "components": parts,
        "dependencies": [needs(name, ref, known) for name, ref in [(ROOT, ROOT), *sorted(known.items())]],
    }


def component(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    """A hash per file of the release that may be installed: one for each platform."""
    url = f"pkg:pypi/{usual_name(name)}@{version}"
    part: dict[str, Any] = {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url}
    part["hashes"] = [{"alg": "SHA-256", "content": one} for one in hashes]
    return part | ({"licenses": licences} if (licences := licences_of(name)) else {})


def licences_of(name: str) -> list[dict[str, Any]]:
    """As the package says it itself; nothing for one that this platform does not install."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return []
    if said["License-Expression"]:
        return [{"expression": said["License-Expression"]}]
    return [{"license": {"name": one}} for one in named_licences(said)]


def named_licences(said: PackageMetadata) -> list[str]:
    classifiers = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if one.startswith("License ::")
    ]
    return classifiers or [said["License"].partition("\n")[0]] if classifiers or said["License"] else []


def needs(name: str, ref: str, known: dict[str, str]) -> dict[str, Any]:
    """What it asks for without an extra, as far as the lock holds it."""
    try:
        asked = [found[1] for one in requires(name) or () if (found := NEEDED.match(one))]
    except PackageNotFoundError:
        asked = []
    named = {usual_name(one) for one in asked}
    return {"ref": ref, "dependsOn": sorted(known[one] for one in named & known.keys())}


def usual_name(name: str) -> str:
    """As the index spells it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    lock, out = map(Path, sys.argv[1:])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(bill_of(lock.read_text(encoding="utf-8")), indent=2) + "\n", encoding="utf-8")
