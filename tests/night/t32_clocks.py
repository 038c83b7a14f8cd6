"""T32: the clock at every odd moment, and put back: the order stays, nothing is done twice, no session lives longer."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dossier.evidence.verify import verify_url
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import entries_of
from tests.webui.cast import NUMBER, PASSWORD
from tests.webui.conftest import Visitor
from tests.webui.test_applications import GOOD
from webui import create_app

HERE = ZoneInfo("Europe/Amsterdam")
MOMENTS = {
    "the hour that does not exist": datetime(2026, 3, 29, 2, 30, tzinfo=HERE),
    "the hour that comes twice": datetime(2026, 10, 25, 2, 30, tzinfo=HERE),
    "the same hour again": datetime(2026, 10, 25, 2, 30, tzinfo=HERE, fold=1),
    "put back two hours": datetime(2026, 10, 25, 0, 30, tzinfo=HERE),
    "the turn of the year": datetime(2026, 12, 31, 23, 59, 59, tzinfo=HERE),
    "a leap day": datetime(2028, 2, 29, 12, 0, tzinfo=HERE),
    "ten years on": datetime(2036, 11, 22, 12, 0, tzinfo=HERE),
    "past 2038": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
}
PAGES = ("", "/sollicitaties", "/verloop", "/matches", "/re-integratieverslag", "/inzage")


def walk(app, moment: datetime) -> list[str]:
    """Sign in, open the pages and write a line; what does not go as it should."""
    visitor = Visitor(app.test_client())
    visitor.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD})
    faults = [
        f"{page} {status}" for page in PAGES if (status := visitor.get(f"/dossiers/{NUMBER}{page}").status_code) != 200
    ]
    day = moment.astimezone(HERE).date().isoformat()
    answer = visitor.post(f"/dossiers/{NUMBER}/sollicitaties/nieuw", GOOD | {"applied_on": day, "employer": day})
    return faults + ([] if answer.status_code == 302 else [f"written {answer.status_code}"])


@pytest.mark.row(
    "T32", "the clock as an argument at 8 odd moments, one after the other", "0 faults, order by number, log whole"
)
def test_every_odd_moment_is_a_moment_like_any_other(web_settings, web_database, reach):
    faults = []
    for name, moment in MOMENTS.items():
        clock = {"now": moment.astimezone(UTC)}
        app = create_app(web_settings, web_database, clock=lambda clock=clock: clock["now"])
        app.config["PROPAGATE_EXCEPTIONS"] = False
        faults += [f"{name}: {fault}" for fault in walk(app, moment)]
        visitor = Visitor(app.test_client())
        visitor.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD})
        clock["now"] += timedelta(hours=13)
        faults += [] if visitor.get("/account").status_code == 302 else [f"{name}: a session of 13 hours"]
    with web_database.reading() as session:
        numbers = [one.seq for one in entries_of(session, case_by_number(session, NUMBER).id)]
    whole = verify_url(web_settings.effective_database_url).ok
    in_order = numbers == list(range(1, len(numbers) + 1))
    told = f"{len(faults)} faults in {len(MOMENTS)} moments {faults[:4] or ''}"
    reach(
        f"{told}; {len(numbers)} entries in order: {in_order}, log whole: {whole}",
        held=not faults and whole and in_order,
    )
