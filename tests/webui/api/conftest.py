"""Programs with a key: of the agency, of Anna's employer, of another employer, and of another agency."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dossier.acts.api_tokens import confirm_token, make_token
from dossier.model.people import Account
from dossier.rules.api_scope import scopes_for
from dossier.storage.accounts import create_account, create_organisation, find_account
from dossier.storage.database import Database
from tests.webui.cast import NOW, NUMBER, TODAY, Cast

ROOT = "/api/v1"
CASE = f"{ROOT}/cases/{NUMBER}"
APPLICATION = {
    "applied_on": "2026-11-19",
    "employer": "Gemeente Woudenberg",
    "job_title": "Balie",
    "way": "telefonisch",
}


@dataclass
class Program:
    """Another program: sends its key with everything, and keeps no cookies of its own making."""

    client: FlaskClient
    secret: str
    token_id: int
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, **options) -> TestResponse:
        sent = {"Authorization": f"Bearer {self.secret}", **self.headers, **options.pop("headers", {})}
        return self.client.open(path, method=method, headers=sent, **options)

    def get(self, path: str, **options) -> TestResponse:
        return self.ask("GET", path, **options)

    def log(self, values: dict, *, key: str = "verzoek-0001", case: str = CASE) -> TestResponse:
        content = {"data": json.dumps(values), "content_type": "application/json"}
        return self.ask("POST", f"{case}/applications", headers={"Idempotency-Key": key}, **content)


def add_other_agency(session) -> Account:
    """A bureau that has nothing to do with anyone of the cast."""
    known = find_account(session, "gina@passend.example")
    if known is not None:
        return known
    office = create_organisation(session, name="Bureau Elders", kind="agency")
    return create_account(
        session,
        email="gina@passend.example",
        name="Gina Vos",
        role="coach",
        password_hash="!",
        organisation_id=office.id,
        now=NOW,
    )


@pytest.fixture
def connect(app: Flask, web_database: Database, cast: Cast) -> Callable[..., Program]:
    """`connect("bram")`: a program with a key of Bram's office, confirmed by Bram, with every scope of its role."""

    def connected(who: str, *, scopes: list[str] | None = None, confirmed: bool = True, days: int = 30) -> Program:
        with web_database.session() as session:
            second = add_other_agency(session) if who == "gina" else find_account(session, cast.emails[who])
            admin = find_account(session, cast.emails["admin"])
            values = {
                "organisation_id": second.organisation_id,
                "name": f"Casusbeheer {who}",
                "scopes": scopes or scopes_for(second.role),
                "ends_on": TODAY + timedelta(days=days),
            }
            token, secret = make_token(session, values, actor=admin, now=NOW)
            if confirmed:
                confirm_token(session, token.id, actor=second, now=NOW)
            token_id = token.id
        return Program(app.test_client(), secret, token_id)

    return connected


@pytest.fixture
def office(connect: Callable[..., Program]) -> Program:
    return connect("bram")


@pytest.fixture
def employer(connect: Callable[..., Program]) -> Program:
    return connect("daan")
