"""Values of the stock in a file: read back as the few classes they are made of, and as nothing else."""

import io
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dossier.geography import Place
from dossier.model.demand import Demand, Direction, Strength
from matcher.asked import Asked
from matcher.stock.cell import Cell, Said, Still
from matcher.stock.entry import Entry, Pay

KNOWN = {
    (known.__module__, known.__qualname__): known
    for known in (date, Decimal, Place, Demand, Direction, Strength, Asked, Cell, Said, Still, Entry, Pay)
}


class OwnValues(pickle.Unpickler):
    """A file that somebody else put there can name no other class and no function, so it runs nothing."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in KNOWN:
            msg = f"{module}.{name} hoort niet in de voorraad; maak hem opnieuw met passend index."
            raise pickle.UnpicklingError(msg)
        return KNOWN[module, name]


def write_values(value: object, path: Path) -> None:
    """Whole or not at all."""
    beside = path.with_suffix(".new")
    beside.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
    beside.replace(path)


def read_values(path: Path) -> Any:
    """What `write_values` wrote; `UnpicklingError` where the file names anything that the stock does not hold."""
    return OwnValues(io.BytesIO(path.read_bytes())).load()
