import pytest

from tests.conftest import copied_postgres


@pytest.fixture
def shared(postgres_server, postgres_template):
    """A database that several machines share."""
    yield from copied_postgres(postgres_server, postgres_template)
