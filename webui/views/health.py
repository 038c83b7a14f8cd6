"""The health page, for a program that watches: does everything work that must; no name, number or path of anything."""

import shutil
from datetime import datetime, timedelta

from flask import Blueprint, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from dossier.storage.health import last_good_crawl, last_scheduler_sign
from webui.access import allow_public
from webui.context import get_context, now

blueprint = Blueprint("health", __name__)
LEAST_FREE = 500 * 1024 * 1024
"""Bytes: below this an upload of every person signed in could fill the disk."""
SILENT_AFTER = timedelta(hours=26)
"""The scheduler clears away once a day at least: who did nothing for longer has stopped."""


@blueprint.get("/gezond")
@allow_public
def show_health() -> tuple[Response, int]:
    disk = disk_state()
    try:
        with get_context().database.reading() as session:
            sign, crawl = last_scheduler_sign(session), last_good_crawl(session)
    except SQLAlchemyError:
        return jsonify(status="ziek", database="onbereikbaar", schijf=disk), 503
    scheduler = scheduler_state(sign)
    well = disk == "goed" and scheduler != "stil"
    said = {"database": "goed", "schijf": disk, "planner": scheduler, "laatste_crawl": hour_of(crawl)}
    return jsonify(status="gezond" if well else "ziek", **said), 200 if well else 503


def disk_state() -> str:
    try:
        return "goed" if shutil.disk_usage(get_context().settings.data_dir).free >= LEAST_FREE else "bijna vol"
    except OSError:
        return "onbereikbaar"


def scheduler_state(sign: datetime | None) -> str:
    """An installation where no scheduler ever ran chose so; one that went silent is broken."""
    if sign is None:
        return "nooit gestart"
    return "goed" if now() - sign <= SILENT_AFTER else "stil"


def hour_of(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
