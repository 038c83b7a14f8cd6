"""A year of a case day by day: every reminder and signal on its own day, gone on its own day, and none besides."""

import pytest

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.storage.case_terms import terms_on
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from tests.dossier.cast import NOW, make_cast
from tests.dossier.storage.year import replay, write_year

SAID = [
    ("2025-12-07", "+ TL-08"), ("2025-12-22", "- TL-08"),  # due 21 December, said two weeks ahead
    ("2026-02-15", "+ TL-09"), ("2026-02-16", "- TL-09"),  # week 52 ends 1 March; held on 16 February
    ("2026-03-16", "+ K-01 let op"), ("2026-03-16", "+ TL-11"),  # six weeks after the evaluation: 30 March
    ("2026-03-30", "- K-01 let op"), ("2026-03-30", "- TL-11"),  # started that day
    ("2026-04-20", "+ K-12 let op"),  # the first application, without a proof
    ("2026-07-15", "+ K-03 let op"),  # 2 in 28 days, 3 asked with three days of holiday
    ("2026-08-10", "+ K-08 let op"), ("2026-08-10", "+ TL-17"),  # a new capacity document
    ("2026-08-12", "+ K-03 nu doen"), ("2026-08-12", "- K-03 let op"),  # the second window in a row
    ("2026-08-19", "+ K-06 let op"),  # fourteen days after the talk of 5 August
    ("2026-08-25", "+ K-08 nu doen"), ("2026-08-25", "- K-08 let op"), ("2026-08-25", "- TL-17"),
    ("2026-08-26", "- K-06 let op"),  # spoken again
    ("2026-09-01", "- K-08 nu doen"),  # the profile was looked at
    ("2026-09-15", "+ TL-31"), ("2026-09-30", "- TL-31"),  # half a year on 29 September
    ("2026-10-05", "+ TL-30"),  # unpaid since 7 September: six weeks on 19 October
    ("2026-10-20", "+ K-14 let op"), ("2026-10-20", "- TL-30"),
    ("2026-10-21", "+ K-09 let op"),  # six weeks after the employer was last spoken with
    ("2026-11-01", "+ TL-18"), ("2026-11-01", "- K-14 let op"),  # UWV writes by 15 November; the place ended
    ("2026-11-14", "+ K-06 let op"),  # fourteen days after the last day of work
    ("2026-11-15", "+ TL-19"), ("2026-11-16", "- TL-18"),
    ("2026-11-28", "+ K-06 nu doen"), ("2026-11-28", "- K-06 let op"),
    ("2026-11-29", "+ TL-20"), ("2026-11-30", "- TL-19"),
]  # fmt: skip
EVALUATED = (
    ("2025-12-21", "2026-01-05"), ("2026-02-01", "2026-02-16"), ("2026-03-15", "2026-03-30"),
    ("2026-04-26", "2026-05-11"), ("2026-06-07", "2026-06-22"), ("2026-07-19", "2026-08-03"),
    ("2026-08-30", "2026-09-14"), ("2026-10-11", "2026-10-26"),
)  # fmt: skip
"""The six-weekly evaluation of the plan (TL-07): said from two weeks before until the day itself."""


@pytest.fixture
def year(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/jaar.sqlite", DataKeys.generate())
    database.migrate()
    with database.session() as session:
        cast = make_cast(session, Signer.generate())
        write_year(session, cast)
        yield session, cast
    database.close()


def test_a_year_says_exactly_these_things_on_exactly_these_days(year):
    evaluations = [line for first, after in EVALUATED for line in ((first, "+ TL-07"), (after, "- TL-07"))]
    assert sorted(replay(*year)) == sorted([*SAID, *evaluations, ("2026-11-22", "+ TL-07")])


def test_tl_12_is_said_only_where_a_prospect_is_on_paper(year):
    session, cast = year
    on = NOW.date()
    assert "TL-12" not in {term.rule for term in terms_on(session, cast.case, on)}
    prospect = {
        "ground": "CONCRETE_PROSPECT_TRACK1", "starts_on": "2026-02-16", "ends_on": "2026-05-16",
        "document": "advies bedrijfsarts", "document_dated": "2026-02-16",
    }  # fmt: skip
    acts.save_pause(session, cast.case, prospect, **cast.by(cast.bram))
    terms = {term.rule: term.due.isoformat() for term in terms_on(session, cast.case, on)}
    assert (terms["TL-12"], terms["TL-11"]) == ("2026-05-16", "2026-05-16")
