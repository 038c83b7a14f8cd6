"""Controleert een bundel, een uitgepakte bundel of een logboek, met alleen Python zelf, zonder netwerk of geheim.

Gebruik: python3 controleer.py [BUNDEL.zip | MAP | logboek.jsonl] [--key VINGERAFDRUK] [--head HASH]
Uitkomst: 0 = alles klopt, 1 = er klopt iets niet, 2 = verkeerd gebruikt.
Zonder --key en --head zegt de uitkomst ook wat daardoor onbewezen blijft.
"""

from __future__ import annotations  # so that an older Python (3.9) reads this file too

import argparse
import hashlib
import json
import re
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from dossier.evidence.ed25519 import is_signed
from dossier.evidence.fault_meaning import MEANING
from dossier.evidence.timestamp_reading import TIMESTAMP, describe_timestamp, write_timestamp
from dossier.evidence.zip_form import Member, read_zip, zip_fault, zip_parts

MANIFEST, LOG = "manifest.json", "logboek.jsonl"
ROTATED, LOST = "sleutel gewisseld", "sleutel vervangen na verlies"
LOG_DOMAIN, MANIFEST_DOMAIN = b"passend-logboek-1\n", b"passend-manifest-1\n"
HEADER = ("occurred_on", "recorded_at", "actor", "kind", "content_sha256")
LINK = ("case", "seq", "key", "prev", "header_sha256")
BODY = ("content", "salts", "withheld")
FIELDS = {*HEADER, *LINK, *BODY, "hash", "signature"}
HEX = re.compile(r"[0-9a-f]+")
Faults = list[dict[str, Any]]


# --- What is hashed: canonical JSON has sorted keys, no spaces, UTF-8 and no fractions.
def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def genesis(case: str) -> str:
    return sha256(LOG_DOMAIN + case.encode())


def field_digest(salt: str, name: str, value: object) -> str:
    return sha256(canonical([salt, name, value]))


def content_digest(digests: list[str]) -> str:
    return sha256(canonical(sorted(digests)))


def hex_bytes(value: object) -> bytes:
    return bytes.fromhex(value) if isinstance(value, str) and HEX.fullmatch(value) and len(value) % 2 == 0 else b""


def plain_hex(value: str | None) -> str | None:
    """A hash as people pass it on: in groups, in capitals."""
    return None if value is None else "".join(value.split()).lower()


def fingerprint(public_key: object) -> str:
    return sha256(hex_bytes(public_key))


# --- The log: each line names the hash of the line before it.
def parse_line(raw: bytes) -> dict[str, Any] | None:
    """The line when it is written exactly as this program writes it, else nothing."""
    try:
        line = json.loads(raw)
        same = isinstance(line, dict) and set(line) == FIELDS and canonical(line) == raw
    except (ValueError, RecursionError):
        return None
    return line if same else None


def faults_in(line: dict[str, Any]) -> list[str]:
    """What is wrong with one line by itself."""
    header = {name: line[name] for name in HEADER}
    withheld = all(value is None for value in header.values())
    checks = {
        "hash": (withheld or sha256(canonical(header)) == line["header_sha256"])
        and sha256(canonical({name: line[name] for name in LINK})) == line["hash"],
        "signature": is_signed(
            hex_bytes(line["key"]), hex_bytes(line["signature"]), LOG_DOMAIN + hex_bytes(line["hash"])
        ),
        "content": is_content_right(line),
    }
    return [code for code, right in checks.items() if not right]


def is_content_right(line: dict[str, Any]) -> bool:
    content, salts, withheld = (line[name] for name in BODY)
    if content is None:
        return salts is None and withheld is None
    if not (isinstance(content, dict) and isinstance(salts, dict) and isinstance(withheld, list)):
        return False
    if set(salts) != set(content) or withheld != sorted({item for item in withheld if isinstance(item, str)}):
        return False
    shown = [field_digest(salts[name], name, value) for name, value in content.items()]
    return bool(content_digest(shown + withheld) == line["content_sha256"])


class Chain(NamedTuple):
    """What a chain turned out to be: the hash of every line, who signed since the last break, and where it broke."""

    hashes: list[str]
    signers: list[str]
    breaks: list[int]


def next_key(line: dict[str, Any]) -> str:
    """Who must sign the line after this one: another only where this line, signed with the old key, names it."""
    new = (line["content"] or {}).get("new_key") if line["kind"] == ROTATED else None
    return fingerprint(new if new is not None else line["key"])


def check_lines(lines: list[dict[str, Any] | None], name: str, faults: Faults) -> Chain:
    """Check a whole chain; a line that says its key was lost breaks it, and `check_key` decides about that."""
    chain = Chain([], [], [])
    expected, previous, key = 1, "", ""
    for number, line in enumerate(lines, 1):
        if line is None:
            faults.append({"file": name, "line": number, "code": "line"})
            expected, previous = expected + 1, ""
            continue
        codes = faults_in(line)
        start = genesis(str(line["case"])) if expected == 1 else previous
        codes += ["sequence"] if line["seq"] != expected else []
        codes += ["chain"] if line["prev"] != start and (start or line["seq"] != expected) else []
        own = fingerprint(line["key"])
        if line["kind"] == LOST and key not in ("", own):
            chain.breaks.append(number)
            chain.signers.clear()
        elif key not in ("", own):
            codes.append("key")
        if not codes:
            chain.signers.append(own)
        key = key if "key" in codes else next_key(line) if not codes else own
        faults.extend({"file": name, "line": number, "code": code} for code in codes)
        expected = line["seq"] + 1 if isinstance(line["seq"], int) else expected + 1
        previous = str(line["hash"])
        chain.hashes.append(previous)
    return chain


def check_key(keys: set[str], chain: Chain, name: str, faults: Faults) -> None:
    """One of these keys signed after the last break: so the hashes hold what came before, and its word what follows."""
    if (keys or chain.breaks) and chain.hashes and not keys & set(chain.signers):
        faults.extend({"file": name, "line": number, "code": "key"} for number in (*chain.breaks,) or (None,))


def read_log(data: bytes) -> list[dict[str, Any] | None]:
    *raw, rest = data.split(b"\n")
    return [*map(parse_line, raw), *([None] if rest else [])]


def check_log(data: bytes, name: str, key: str | None, faults: Faults) -> list[str]:
    chain = check_lines(read_log(data), name, faults)
    check_key({key} if key else set(), chain, name, faults)
    return chain.hashes


# --- The bundle: its zip, its manifest and every file that the manifest lists.
def check_zip(data: bytes, name: str, faults: Faults) -> list[Member]:
    try:
        members = read_zip(data)
        parts = zip_parts(members)
    except (zipfile.BadZipFile, struct.error, zlib.error, ValueError, NotImplementedError, OverflowError):
        # zipfile says "not implemented" of a way of packing that it does not know
        faults.append({"file": name, "line": None, "code": "zip"})
        return []
    names = Counter(member for member, _ in members)
    faults.extend({"file": one, "line": None, "code": "added"} for one in sorted(names) if names[one] > 1)
    if b"".join(part for _, part in parts) != data:
        faults.append({"file": zip_fault(data, parts) or name, "line": None, "code": "zip"})
    return members


def manifest_bytes(manifest: dict[str, Any]) -> bytes:
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def read_manifest(data: bytes) -> tuple[dict[str, Any], list[str]]:
    """What the manifest promises (files, log, fingerprint), and what is wrong with it itself."""
    try:
        manifest = json.loads(data)
        unsigned = {name: value for name, value in manifest.items() if name != "signature"}
        block, log = manifest["signature"], manifest["log"]
        files = {str(file["name"]): (file["sha256"], file["size"]) for file in manifest["files"]}
        said = {"files": files, "log": (log["head"], log["entries"]), "fingerprint": str(block["fingerprint"])}
        right = manifest_bytes(manifest) == data and said["fingerprint"] == fingerprint(block["public_key"])
        right = right and {*block} == {"algorithm", "public_key", "fingerprint", "signature"}
        right = right and block["algorithm"] == "Ed25519" and len(files) == len(manifest["files"])
        public, signature = hex_bytes(block["public_key"]), hex_bytes(block["signature"])
        right = right and is_signed(public, signature, MANIFEST_DOMAIN + canonical(unsigned))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, ["manifest"]
    return said, [] if right else ["signature"]


def check_members(members: list[Member], key: str | None, faults: Faults) -> tuple[list[str], dict[str, Any] | None]:
    """Check the manifest, every file that it lists, and the log; answers the hashes of the log and the time stamp."""
    found = dict(members)
    said, codes = read_manifest(found.pop(MANIFEST, b""))
    listed = said.get("files", found)
    for name in sorted({*found, *listed}):
        code = "added" if name not in listed else "missing" if name not in found else ""
        if not code and said and (sha256(found[name]), len(found[name])) != listed[name]:
            code = "changed"
        faults.extend([{"file": name, "line": None, "code": code}] if code else [])
    own = said.get("fingerprint")
    chain = check_lines(read_log(found.get(LOG, b"")), LOG, faults)
    check_key({str(key or own)} if key or own else set(), chain, LOG, faults)
    other = own and own != (chain.signers or [own])[-1]
    codes += ["key"] if other or (own and key and own != key and key not in chain.signers) else []
    faults.extend({"file": MANIFEST, "line": None, "code": code} for code in codes)
    if said and said["log"] != (chain.hashes[-1] if chain.hashes else said["log"][0], len(chain.hashes)):
        faults.append({"file": LOG, "line": None, "code": "head"})
    stamp = describe_timestamp(found.get(TIMESTAMP), said["log"][0] if said else None)
    faults.extend([{"file": TIMESTAMP, "line": None, "code": "timestamp"}] if stamp and not stamp["over_head"] else [])
    return chain.hashes, stamp


def unpacked_name(file: Path, folder: Path) -> str:
    """The name in the bundle; some systems take é apart when they unpack."""
    return unicodedata.normalize("NFC", file.relative_to(folder).as_posix())


def check(path: Path, head: str | None = None, key: str | None = None) -> dict[str, Any]:
    """Check a bundle, an unpacked bundle or a log."""
    faults: Faults = []
    head, key, log, stamp = plain_hex(head), plain_hex(key), LOG, None
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        hashes, stamp = check_members([(unpacked_name(file, path), file.read_bytes()) for file in files], key, faults)
    elif (data := path.read_bytes())[:4] == b"PK\3\4" or path.suffix == ".zip":
        hashes, stamp = check_members(check_zip(data, path.name, faults), key, faults)
    else:
        log = path.name
        hashes = check_log(data, log, key, faults)
        faults.extend([] if data else [{"file": log, "line": None, "code": "empty"}])
    if head and head not in hashes:
        faults.append({"file": log, "line": None, "code": "head"})
    return report(faults, head, key, hashes) | {"timestamp": stamp}


def report(faults: Faults, head: str | None, key: str | None, hashes: list[str]) -> dict[str, Any]:
    unique = list({(fault["file"], fault["line"], fault["code"]): fault for fault in faults}.values())
    known = {"ok": not unique, "key_known": key is not None, "head_known": head is not None}
    return {**known, "entries": len(hashes), "head": hashes[-1] if hashes else None, "faults": unique}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--key")
    parser.add_argument("--head")
    chosen = parser.parse_args(arguments)
    try:
        answer = check(chosen.path, chosen.head, chosen.key)
    except OSError as error:
        parser.error(str(error))
    lines = ["KLOPT" if answer["ok"] else "KLOPT NIET"]
    for fault in answer["faults"]:
        place = fault["file"] if fault["line"] is None else f"{fault['file']} regel {fault['line']}"
        lines.append(f"  {place}: {MEANING[fault['code']]}")
    lines.append(f"Regels in het logboek: {answer['entries']}. Kop: {answer['head']}")
    lines.extend(write_timestamp(answer["timestamp"], answer["head"]))
    if not answer["key_known"]:
        lines.append("Niet bewezen: van wie de sleutel is. Vraag de vingerafdruk bij de maker en geef haar mee: --key")
    if not answer["head_known"]:
        lines.append("Niet bewezen: dat er aan het eind niets weg is. Geef een kop mee die u van elders kent: --head")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if answer["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
