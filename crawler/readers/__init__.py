"""One file per format or platform, from bytes to postings; a file with a READER in it takes part by itself."""

import pkgutil
from importlib import import_module

from crawler.reader import Reader


def _find_readers() -> dict[str, Reader]:
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    readers: list[Reader] = [module.READER for module in modules if hasattr(module, "READER")]
    return {reader.name: reader for reader in sorted(readers, key=lambda reader: (reader.order, reader.name))}


READERS: dict[str, Reader] = _find_readers()
