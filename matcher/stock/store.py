"""The stock in a folder: arrays that processes share by mapping them, and what was added since as it came.

A version is written whole beside the one in use, and one rename makes it the one in use; after a crash the old one
still is. What comes in between is a file of entries each, taken in at the next opening.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Any
from uuid import uuid4

import numpy as np

from matcher.stock.cell import CellKinds
from matcher.stock.entry import Entry
from matcher.stock.kind import Kinds
from matcher.stock.own_values import read_values, write_values
from matcher.stock.person import Readings
from matcher.stock.rows import Rows
from matcher.stock.stock import Part, Shared, Stock
from matcher.stock.terms import Rarity, TermPostings
from matcher.stock.title_block import TitleBlock

FORMAT = 3
"""Goes up when what is written changes; another number counts as no stock at all."""
CURRENT = "current.json"
KINDS = ("title", "unit", "job", "offer", "workplace", "asked", "posted", "still", "term")
TITLES = TitleBlock._fields[:-2]
POSTINGS = ("starts", "rows", "times", "lengths")


def save_stock(stock: Stock, readings: Readings, folder: Path) -> None:
    """Write a stock that was built at once, with the wages as they count on the day of the readings."""
    folder.mkdir(parents=True, exist_ok=True)
    version = folder / f"version-{uuid4().hex}"
    version.mkdir()
    meta = {
        "format": FORMAT, "version": version.name, "size": len(stock), "day": readings.day and str(readings.day),
        "kinds": _save_kinds(stock.shared, version), "titles": [block[-2:] for block in stock.shared.titles],
        "parts": [len(part.ids) for part in stock.parts], "rows": stock.rarity.rows,
    }  # fmt: skip
    for number, part in enumerate(stock.parts):
        _save_arrays(version, f"part{number}", {"ids": part.ids, **part.rows._asdict()})
        _save_arrays(version, f"terms{number}", {name: getattr(part.terms, name) for name in POSTINGS})
    for number, block in enumerate(stock.shared.titles):
        _save_arrays(version, f"titles{number}", {name: getattr(block, name) for name in TITLES})
    _save_arrays(version, "all", {"rarity": stock.rarity.values, "wages": readings.wages})
    beside = folder / f"{CURRENT}.{version.name}"
    beside.write_text(json.dumps(meta), encoding="utf-8")
    beside.replace(folder / CURRENT)
    _clear(folder, version.name)


def load_stock(folder: Path) -> tuple[Stock, Readings] | None:
    """The stock in use with what was added to it; None where none was written, or by another format."""
    if not (folder / CURRENT).exists():
        return None
    meta = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
    if meta["format"] != FORMAT:
        return None
    version = folder / meta["version"]
    shared = _load_shared(meta, version)
    parts = [_load_part(version, number) for number in range(len(meta["parts"]))]
    rarity = Rarity(shared.term, _load(version, "all", "rarity"), meta["rows"])
    stock, readings = Stock(shared, parts, rarity), Readings(shared)
    readings.start(meta["day"] and date.fromisoformat(meta["day"]), _load(version, "all", "wages"))
    for added in sorted(version.glob("added-*.pickle")):
        stock.extend(read_values(added))
    return stock, readings


def add_to_store(entries: Sequence[Entry], folder: Path) -> None:
    """Let every stock that is opened from here on hold these as well."""
    version = folder / json.loads((folder / CURRENT).read_text(encoding="utf-8"))["version"]
    number = len(list(version.glob("added-*.pickle")))
    write_values(list(entries), version / f"added-{number:06}-{uuid4().hex}.pickle")


def list_stored(folder: Path) -> set[str] | None:
    """The ids of every vacancy in the stock, without opening the rest of it."""
    if not (folder / CURRENT).exists():
        return None
    meta = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
    if meta["format"] != FORMAT:
        return None
    version = folder / meta["version"]
    ids = {one.decode() for number in range(len(meta["parts"])) for one in _load(version, f"part{number}", "ids")}
    return ids | {entry.id for added in version.glob("added-*.pickle") for entry in read_values(added)}


def _save_kinds(shared: Shared, version: Path) -> dict[str, int]:
    for name in KINDS:
        write_values(getattr(shared, name).keys, version / f"{name}.pickle")
    write_values((shared.cell.keys, shared.said.examples), version / "cell.pickle")
    return {name: len(getattr(shared, name)) for name in KINDS}


def _load_shared(meta: dict[str, Any], version: Path) -> Shared:
    shared = Shared()
    for name, size in meta["kinds"].items():
        setattr(shared, name, Kinds.stored(size, partial(read_values, version / f"{name}.pickle")))
    shared.said = CellKinds(*read_values(version / "cell.pickle"))
    for number, counts in enumerate(meta["titles"]):
        shared.titles.append(TitleBlock._make([*(_load(version, f"titles{number}", name) for name in TITLES), *counts]))
    return shared


def _load_part(version: Path, number: int) -> Part:
    ids, *columns = (_load(version, f"part{number}", name) for name in ("ids", *Rows._fields))
    starts, found, times, lengths = (_load(version, f"terms{number}", name) for name in POSTINGS)
    terms = TermPostings(starts, found, times, len(ids))
    terms.lengths = lengths
    return Part(ids, Rows(*columns), terms)


def _save_arrays(version: Path, prefix: str, arrays: dict[str, np.ndarray]) -> None:
    for name, values in arrays.items():
        np.save(version / f"{prefix}.{name}.npy", values)


def _load(version: Path, prefix: str, name: str) -> np.ndarray:
    """Mapped, not read: what is not looked at costs nothing, and processes share what is."""
    return np.asarray(np.load(version / f"{prefix}.{name}.npy", mmap_mode="r", allow_pickle=False))


def _clear(folder: Path, used: str) -> None:
    """Versions that nobody opens any more; who has one open keeps what it mapped."""
    for old in folder.glob("version-*"):
        if old.name != used:
            rmtree(old, ignore_errors=True)
    for left in folder.glob(f"{CURRENT}.*"):
        left.unlink(missing_ok=True)
