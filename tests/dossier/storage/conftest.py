"""An office to make backups of, and a key that is quick to derive."""

import pytest

from dossier.storage.backup import seal
from tests.dossier.evidence.conftest import open_office


@pytest.fixture
def cheap_key(monkeypatch):
    monkeypatch.setattr(seal, "COST", 2**10)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    opened = open_office(tmp_path_factory.mktemp("kantoor") / "data")
    yield opened
    opened.database.close()
