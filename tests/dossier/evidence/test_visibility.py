"""Which fields of a log entry each receiver may read."""

import pytest

from dossier.evidence.visibility import shown_fields

APPLICATION = {"record": "job_application", "record_id": 7, "serial": 1, "employer": "Van Dam", "coach_remark": "Goed"}
TALK = {"record": "contact", "way": "bezoek", "employer_agreements": "Bellen", "employee_agreements": "Rust"}
HEALTHY = {"record": "activity", "record_id": 3, "note": "Verliep vlot.", "title": "Les"}
ILL = {"note": "Zij heeft een depressie."}
PROMISE = {"serial": 1, "what": "Bellen", "owner": "werkgever"}
LOGGED, LESSON = "sollicitatie vastgelegd", "activiteit vastgelegd"
PLACE = {"record", "record_id", "serial"}
NONE: set[str] = set()


@pytest.mark.parametrize(
    ("kind", "content", "role", "released", "shown"),
    [
        (LOGGED, APPLICATION, "coach", NONE, {*APPLICATION}),
        (LOGGED, APPLICATION, "employer", NONE, NONE),
        (LOGGED, APPLICATION, "employer", {2}, NONE),
        (LOGGED, APPLICATION, "employer", {1}, PLACE | {"employer"}),
        (LOGGED, APPLICATION | {"released": True}, "employer", NONE, PLACE | {"employer", "released"}),
        (LOGGED, APPLICATION | {"released": False}, "employer", NONE, NONE),
        (LOGGED, APPLICATION, "admin", {1}, NONE),
        ("sollicitaties vrijgegeven", {"serials": [1], "note": "Zie lijst"}, "employer", NONE, {"serials", "note"}),
        ("gesprek vastgelegd", TALK, "employer", NONE, {"record", "way", "employer_agreements"}),
        ("gesprek vastgelegd", TALK, "admin", NONE, NONE),
        (LESSON, HEALTHY, "employer", NONE, {*HEALTHY}),
        (LESSON, HEALTHY | ILL, "employer", NONE, {*HEALTHY} - {"note"}),
        (LESSON, HEALTHY | ILL, "coach", NONE, {*HEALTHY}),
        (LESSON, HEALTHY | {"note": ["Vlot", *ILL.values()]}, "employer", NONE, {*HEALTHY} - {"note"}),
        (LESSON, HEALTHY | {"note": ["Vlot", 3, None, ""]}, "employer", NONE, {*HEALTHY}),
        ("sollicitatie gecorrigeerd", {"serial": 1, "reason": "Tikfout"}, "employer", {1}, NONE),
        ("afspraak vastgelegd", PROMISE, "employer", NONE, {*PROMISE}),
        ("afspraak vastgelegd", PROMISE | {"owner": "werknemer"}, "employer", NONE, NONE),
        ("een soort die niet bestaat", HEALTHY, "coach", NONE, NONE),
    ],
)  # fmt: skip
def test_a_receiver_reads_of_an_entry_what_the_matrix_gives(kind, content, role, released, shown):
    assert shown_fields(kind, content, role, frozenset(released)) == shown
