"""Another key for guarded values and attachments, and the end of the earlier ones."""

import os
from typing import TYPE_CHECKING

from pydantic import BaseModel

from dossier.errors import SealError
from dossier.settings import Settings
from dossier.storage.compaction import compact
from dossier.storage.sealing import Resealed, finish, forget_others, keys_of, known_keys, register, reseal

if TYPE_CHECKING:
    from dossier.storage.database import Database


class DataKeyChange(BaseModel):
    """What `passend key rotate-data` answers: names of keys, never keys."""

    current: str
    earlier: list[str]
    rows: int
    files: int


def change_data_key(database: "Database", settings: Settings, *, drop_earlier: bool) -> DataKeyChange:
    """Everything under a new key; or, with `drop_earlier`, under the current one, after which the others are gone.

    A kill at any moment leaves every value readable: the earlier key stays until it is dropped in a call of its own,
    and a change that was cut off is finished by the next call.
    """
    keys = keys_of(database)
    if all(known_keys(database).values()) and not drop_earlier:
        keys.take(os.urandom(32))
    register(database, keys.current)
    done = reseal(database, settings)
    if drop_earlier:
        _require_nothing_left(reseal(database, settings))
    finish(database, keys.current)
    if drop_earlier:
        forget_others(database, keys.current)
        compact(database, whole=True)
        keys.drop_earlier()
    return DataKeyChange(current=keys.current, earlier=sorted(keys.names - {keys.current}), **done.model_dump())


def _require_nothing_left(again: Resealed) -> None:
    if again.rows or again.files:
        raise SealError("Een ander proces schrijft nog met de eerdere sleutel: stop het en doe dit opnieuw.")
