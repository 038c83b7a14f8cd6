"""Reads the official ESCO download that an office put in a folder: more names of occupations, with their address."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import SettingsError

FILES = ("occupations_nl.csv", "occupations_en.csv")
COLUMNS = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels")


@dataclass(frozen=True)
class EscoOccupation:
    """One occupation of ESCO: its address, its unit group of ISCO-08, its name and its other names."""

    uri: str
    isco08: str
    label: str
    others: tuple[str, ...]


def list_files(folder: Path) -> list[Path]:
    """The files of the download that are there, Dutch first."""
    return [folder / name for name in FILES if (folder / name).exists()]


def read_esco(folder: Path) -> list[EscoOccupation]:
    """Every occupation of the files that are there, Dutch first; SettingsError says what is wrong with the folder."""
    paths = list_files(folder)
    if not paths:
        msg = f"PASSEND_ESCO_DIR: in {folder} staat geen {FILES[0]}; pak daar de CSV-download van ESCO uit."
        raise SettingsError(msg)
    return [occupation for path in paths for occupation in _read_file(path)]


def _read_file(path: Path) -> Iterator[EscoOccupation]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"PASSEND_ESCO_DIR: {path.name} is niet te lezen; pak de CSV-download van ESCO opnieuw uit."
        raise SettingsError(msg) from error
    if rows and not set(COLUMNS) <= rows[0].keys():
        msg = f"PASSEND_ESCO_DIR: {path.name} heeft niet de kolommen {', '.join(COLUMNS)}."
        raise SettingsError(msg)
    for row in rows:
        uri, group, label, others = (row[column] or "" for column in COLUMNS)
        isco08 = group.strip().removeprefix("C")
        if uri and label and len(isco08) == 4 and isco08.isdigit():
            yield EscoOccupation(uri, isco08, label, tuple(name for name in others.split("\n") if name.strip()))
