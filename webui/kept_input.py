"""What somebody typed into a form that was not accepted: shown once more with one button, so that no work is lost."""

from dataclasses import dataclass

from flask import Flask, request

MOST_CHARACTERS = 200_000
OWN = "csrf_token"
SECRET_WORDS = ("password", "code", "secret", "token", "otp")
"""A form with a field whose name holds one of these is never shown again: not on a page, not in a cache."""
SAME_SITE = "same-origin"


@dataclass(frozen=True)
class KeptInput:
    """The values of a form to send again, and those among them that a person reads back."""

    path: str
    values: list[tuple[str, str]]
    texts: list[str]
    has_files: bool


def is_from_here() -> bool:
    """Was the form a page of this site? What another site sent is never offered to be sent again (CSRF)."""
    if request.headers.get("Sec-Fetch-Site") == SAME_SITE:
        return True
    return f"{request.headers.get('Origin', '')}/" == request.host_url


def keep_input() -> KeptInput | None:
    """The form of this request; None where there is none, where it holds a secret, or where another site sent it."""
    if request.method != "POST" or request.content_length is None or not is_from_here():
        return None
    if request.content_length > MOST_CHARACTERS and not request.mimetype.startswith("multipart/"):
        return None
    values = [(name, value) for name, value in request.form.items(multi=True) if name != OWN]
    if not values or any(word in name.lower() for name, _ in values for word in SECRET_WORDS):
        return None
    if sum(len(value) for _, value in values) > MOST_CHARACTERS:
        return None
    return KeptInput(
        path=request.full_path.rstrip("?"),
        values=values,
        texts=[value for _, value in values if " " in value.strip()],
        has_files=any(file.filename for file in request.files.values()),
    )


def register_kept_input(app: Flask) -> None:
    app.jinja_env.globals["keep_input"] = keep_input
