"""One module per export: a new module here is a new file in every bundle."""

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from dossier.evidence.edition import Edition, Member


class Export(Protocol):
    """What each module offers: a Dutch title, the name of its files, and the files, also for an empty case."""

    TITLE: str
    NAME: str

    def build(self, edition: Edition) -> list[Member]: ...


def list_exports() -> dict[str, Export]:
    """Every export, by the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: cast("Export", import_module(f"{__name__}.{name}")) for name in names}
