"""T15: text that breaks careless code, typed into every form, and kept in every field and read back after a restart."""

import unicodedata

import pytest
from sqlalchemy import JSON, select, text

from dossier.model.guarded import SealedJson
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from tests.night.conftest import scaled
from tests.night.payloads import json_lines
from tests.night.t09_markup import pages_of
from tests.night.t11_queries import send_everywhere
from tests.webui.canaries import case_tables, core_cast, fill_every_field, is_typed, put_canaries

EVERY = scaled(small=20, full=1)
SHOWN = scaled(small=3, full=8)


def storable(payload: str) -> bool:
    """NUL and halves of characters are refused at their field, as the documentation says."""
    return "\x00" not in payload and not any(unicodedata.category(char) == "Cs" for char in payload)


@pytest.mark.row("T15 forms", "86 texts in every field of every form of coach and employee", "0 × 500")
def test_no_text_in_any_form_ends_in_a_fault(attacks, visit, app, reach):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    payloads = [one.encode("utf-8", "replace").decode() for one in json_lines(attacks / "hostile_text.txt")[::EVERY]]
    sent, wrong = 0, []
    for name in ("bram", "anna"):
        more, faults, _ = send_everywhere(visit(name), payloads)
        sent, wrong = sent + more, wrong + faults
    reach(f"{len(wrong)} × 500 of {sent:,} requests {wrong[:3] or ''}", held=not wrong and sent > 0)


@pytest.mark.row(
    "T15 kept", "86 texts in every field of a case, opened anew, and shown to coach, employee and employer",
    "0 differences, 0 × 500",
)  # fmt: skip
def test_what_was_kept_comes_back_as_it_was(attacks, web_database, web_settings, cast, visit, app, reach):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    fill_every_field(web_database, cast, web_settings)
    texts = [one for one in json_lines(attacks / "hostile_text.txt") if storable(one)][::EVERY]
    differences, read, shown = [], 0, 0
    for place, payload in enumerate(texts):
        with web_database.session() as session:
            case = core_cast(session, cast, web_settings).case.id
            for table in case_tables():
                put_canaries(session, table, case, lambda _table, _column, payload=payload: payload)
        again = Database(web_settings.effective_database_url, DataKeys(web_settings.data_key_file))
        with again.reading() as session:
            for table in case_tables():
                own = text(f"case_id = {case}" if "case_id" in table.columns else "1 = 1")
                for column in (one for one in table.columns if is_typed(one)):
                    if isinstance(column.type, JSON | SealedJson) or table.name == "reintegration_case":
                        continue
                    read += 1
                    kept = set(session.execute(select(column).where(own)).scalars())
                    differences += [(str(column), payload[:20])] if kept - {payload} else []
        again.close()
        if place % SHOWN == 0:
            shown += sum(len(pages_of(visit(name), app)) for name in ("bram", "anna", "daan"))
    told = f"{len(differences)} of {read:,} values changed, {shown:,} pages opened {differences[:2] or ''}"
    reach(told, held=not differences and read > 0)
