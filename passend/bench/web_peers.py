"""What a plain page of fifty rows costs as others would write it: the same rows, no sign-in, no case, no reasons."""

from typing import Any

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import Column, Date, Engine, Integer, MetaData, String, Table, select
from sqlalchemy.orm import Session, registry

ROWS = 50
PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Matches</title></head><body><h1>Matches</h1>
<table>{% for row in rows %}<tr><td>{{ row.rank }}</td><td><a href="/vacatures/{{ row.id }}">{{ row.title }}</a></td>
<td>{{ row.employer }}</td><td>{{ row.place }}</td><td>{{ row.date_posted }}</td><td>{{ row.hours_min }}</td>
<td>{{ row.salary_text }}</td><td>{{ row.wage_verdict }}</td><td>{{ row.limitation_verdict }}</td></tr>{% endfor %}
</table></body></html>"""
OF_VACANCY = ("title", "employer", "place", "salary_text", "description", "url", "state")
SHOWN = ("id", "title", "employer", "place", "date_posted", "hours_min", "salary_text")
OF_MATCH = ("wage_verdict", "hours_verdict", "travel_verdict", "limitation_verdict")


class PlainVacancy:
    """A vacancy as a mapped object."""


class PlainMatch:
    """A match as a mapped object."""


known = MetaData()
vacancy = Table(
    "vacancy", known, Column("id", String, primary_key=True), *(Column(name, String) for name in OF_VACANCY),
    Column("date_posted", Date), Column("hours_min", Integer),
)  # fmt: skip
match = Table(
    "match", known, Column("id", Integer, primary_key=True), Column("case_id", Integer), Column("vacancy_id", String),
    Column("rank", Integer), *(Column(name, String) for name in OF_MATCH),
)  # fmt: skip
mapped = registry(metadata=known)
mapped.map_imperatively(PlainVacancy, vacancy)
mapped.map_imperatively(PlainMatch, match)


def open_peers(engine: Engine, case_id: int) -> Flask:
    """One page for each way to ask for the rows: `/core`, `/orm` and `/n-plus-1`."""
    app = Flask("peers")
    app.jinja_loader = DictLoader({"page.html": PAGE})
    joined = match.join(vacancy, vacancy.c.id == match.c.vacancy_id)
    first = match.c.case_id == case_id

    @app.get("/core")
    def core() -> str:
        columns = (match.c.rank, *(match.c[name] for name in OF_MATCH), *(vacancy.c[name] for name in SHOWN))
        query = select(*columns).select_from(joined).where(first).order_by(match.c.rank).limit(ROWS)
        with engine.connect() as connection:
            return render_template("page.html", rows=connection.execute(query).all())

    @app.get("/orm")
    def orm() -> str:
        query = select(PlainMatch, PlainVacancy).select_from(joined).where(first).order_by(match.c.rank).limit(ROWS)
        with Session(engine) as session:
            return render_template("page.html", rows=[both(*row) for row in session.execute(query)])

    @app.get("/n-plus-1")
    def n_plus_1() -> str:
        query = select(PlainMatch).where(first).order_by(match.c.rank).limit(ROWS)
        with Session(engine) as session:
            rows: list[Any] = list(session.scalars(query))
            return render_template(
                "page.html", rows=[both(row, session.get(PlainVacancy, row.vacancy_id)) for row in rows]
            )

    return app


def both(one: Any, other: Any) -> dict[str, Any]:
    """What the page shows of the two objects."""
    verdicts = {name: getattr(one, name) for name in ("rank", *OF_MATCH)}
    return verdicts | {name: getattr(other, name) for name in SHOWN}
