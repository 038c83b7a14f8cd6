from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from dossier.errors import EvidenceError
from dossier.evidence.canonical import to_public
from dossier.evidence.controleer import canonical
from dossier.model.job_application import ApplicationWay


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("é", "é"),
        (24.0, "24"),
        (0.675, "0.675"),
        (Decimal("1E+3"), "1000"),
        (Decimal("14.90"), "14.9"),
        (Decimal(100), "100"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "2026-03-01T12:00:00+00:00"),
        (datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=1))), "2026-03-01T11:00:00+00:00"),
        (ApplicationWay.LETTER, "brief of e-mail"),
        ((1, [date(2026, 3, 1)]), [1, ["2026-03-01"]]),
        ({"b": {"a": 1.50}}, {"b": {"a": "1.5"}}),
    ],
)
def test_a_value_is_written_in_one_way(value, written):
    assert to_public(value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), datetime(2026, 3, 1), b"x", {1}, "\ud800"])  # noqa: DTZ001
def test_what_cannot_be_written_in_one_way_is_refused(value):
    with pytest.raises(EvidenceError):
        to_public(value)


def test_canonical_json_has_sorted_keys_no_spaces_and_utf8():
    assert canonical({"é": 1, "a": [None, "€"]}) == '{"a":[null,"€"],"é":1}'.encode()
