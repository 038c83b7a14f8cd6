from importlib.resources import files

import pytest

from dossier.rules.parameter import read_table

TABLES = sorted(
    path.name.removesuffix(".toml")
    for path in files("dossier.rules").joinpath("parameters").iterdir()
    if path.name.endswith(".toml") and path.name not in {"access.toml", "cao_scale.toml"}
)


@pytest.mark.parametrize("table", TABLES)
def test_every_block_of_every_table_has_a_source_and_its_own_day(table):
    for blocks in read_table(table).blocks.values():
        assert all(block.source.strip() for block in blocks)
        assert len({block.valid_from for block in blocks}) == len(blocks)
