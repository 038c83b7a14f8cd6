"""A chain and a bundle of a few lines, right or with one thing changed."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dossier.evidence import controleer
from dossier.evidence.controleer import BODY, LINK, canonical, sha256
from dossier.evidence.signing import Signer

OURS, NEXT, OTHER = (Signer(Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)) for number in (1, 2, 3))
SAYS = {"part": "overzicht", "who": "Bram"}


def write_line(
    seq, prev, signer=OURS, *, content=SAYS, hidden=(), case="2026-0001", kind="dossier ingezien", **changed
):
    """A line as the program writes it, with one thing changed before or after it is hashed."""
    salts = {name: f"{number:02}" for number, name in enumerate(content or {})}
    digests = {name: controleer.field_digest(salts[name], name, content[name]) for name in salts}
    body = dict.fromkeys(BODY)
    if content is not None:
        shown = [name for name in content if name not in hidden]
        body["content"], body["salts"] = ({name: table[name] for name in shown} for table in (content, salts))
        body["withheld"] = sorted(digests[name] for name in hidden)
    header = {"occurred_on": "2026-11-01", "recorded_at": "2026-11-01T09:00:00+00:00", "actor": "Bram", "kind": kind}
    header["content_sha256"] = controleer.content_digest(list(digests.values()))
    link = {
        "case": case,
        "seq": seq,
        "key": signer.public_key,
        "prev": prev,
        "header_sha256": sha256(canonical(header)),
    }
    line = {**header, **link, **body} | {
        name: value for name, value in changed.items() if name not in {"hash", "signature"}
    }
    line["hash"] = changed.get("hash", sha256(canonical({name: line[name] for name in LINK})))
    return line | {
        "signature": changed.get("signature", signer.sign_entry(sha256(canonical({name: line[name] for name in LINK}))))
    }


def write_chain(*steps, case="2026-0001"):
    """Lines that each name the one before; a step says what is different in its line."""
    lines, prev = [], controleer.genesis(case)
    for number, step in enumerate(steps, 1):
        lines.append(write_line(**{"seq": number, "prev": prev, **step}))
        prev = lines[-1]["hash"]
    return lines


def log_of(lines):
    return b"".join(canonical(line) + b"\n" for line in lines)


WHOLE = write_chain({}, {"hidden": ("who",)}, {"content": None}, {})


def manifest_of(members, lines, signer=OURS, *, block=(), **said):
    """A signed manifest; `said` is signed along, `block` changes the signature's own fields."""
    listed = [{"name": name, "sha256": sha256(data), "size": len(data)} for name, data in members.items()]
    log = {"head": lines[-1]["hash"] if lines else "0", "entries": len(lines)}
    unsigned = {"files": listed, "log": log} | said
    own = {"algorithm": "Ed25519", "public_key": signer.public_key, "fingerprint": signer.fingerprint}
    signature = {**own, "signature": signer.sign_manifest(unsigned), **dict(block)}
    return controleer.manifest_bytes(unsigned | {"signature": signature})


def bundle(lines=WHOLE, signer=OURS, *, put=(), **said):
    files = {controleer.LOG: log_of(lines), "a.pdf": b"aa", "map/b.pdf": b"bb"}
    manifest = manifest_of(files, lines, signer, **said)
    members = files | {controleer.MANIFEST: manifest} | dict(put)
    return [(name, data) for name, data in members.items() if data is not None]
