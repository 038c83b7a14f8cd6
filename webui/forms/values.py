"""What a form hands to an act: its own fields, without the token and without what was left empty."""

from typing import Any

from flask_wtf import FlaskForm


def filled_values(form: FlaskForm) -> dict[str, Any]:
    return {name: value for name, value in form.data.items() if name != "csrf_token" and value not in ("", None)}


def all_values(form: FlaskForm) -> dict[str, Any]:
    """Every field, so that emptying one empties it; empty text is None."""
    return {name: None if value == "" else value for name, value in form.data.items() if name != "csrf_token"}
