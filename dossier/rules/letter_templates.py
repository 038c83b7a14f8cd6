"""The plain letters and CV that every office has, from `letter_templates.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class PlainTemplate(BaseModel):
    """A text to begin from, with what is to be filled in between brackets."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    title: str
    body: str


@cache
def plain_templates() -> tuple[PlainTemplate, ...]:
    text = (files("dossier.rules") / "letter_templates.toml").read_text(encoding="utf-8")
    return tuple(PlainTemplate.model_validate(one) for one in tomllib.loads(text)["template"])
