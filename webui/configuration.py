"""The configuration of Flask and its extensions, made from the settings and from nothing else."""

from base64 import b64encode
from datetime import date, timedelta
from hashlib import sha256
from hmac import digest
from typing import Any
from urllib.parse import urlsplit

from dossier.rules.sign_in import count_on, length_on
from dossier.settings import LOOPBACK_HOSTS, Settings

STEP_SECONDS = 30
"""One step of a code (RFC 6238): the code before and the one after are taken too, for a clock that is a little off."""


def derive_secret(key: str, purpose: str) -> str:
    """A secret of its own for each purpose, so that one leaked value opens nothing else."""
    return b64encode(digest(key.encode(), purpose.encode(), sha256)).decode()


def needs_second_factor(settings: Settings) -> bool:
    """A second factor for everyone, except in the demo and the tests where only this machine comes (rule V-07)."""
    return not ((settings.demo or settings.testing) and settings.on_loopback)


def trusted_hosts(settings: Settings) -> list[str]:
    """The names under which the pages answer: the public one, or else those of the machine itself."""
    public = urlsplit(settings.require_public_url() or "").hostname
    return [public] if public else [*sorted(LOOPBACK_HOSTS), "[::1]"]


def longest_body(settings: Settings) -> int:
    """The largest file that is taken, with the form around it."""
    return settings.upload_limit_mb * 1024 * 1024 + 64 * 1024


def build_configuration(settings: Settings, today: date) -> dict[str, Any]:
    key = settings.require_secret_key()
    secure = not settings.on_loopback
    return {
        "TESTING": settings.testing,
        "SECRET_KEY": key,
        "MAX_CONTENT_LENGTH": longest_body(settings),
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "TRUSTED_HOSTS": trusted_hosts(settings),
        "SESSION_COOKIE_NAME": "__Host-passend" if secure else "passend",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": length_on("idle_minutes", today),
        "BOOTSTRAP_SERVE_LOCAL": True,
        "BABEL_DEFAULT_LOCALE": "nl",
        "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session, which ends by itself
        "WTF_CSRF_SSL_STRICT": secure,
        **_security(settings, key, today),
    }


def _security(settings: Settings, key: str, today: date) -> dict[str, Any]:
    second_factor = needs_second_factor(settings)
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_SALT": derive_secret(key, "password"),
        "SECURITY_PASSWORD_LENGTH_MIN": count_on("password_least", today),
        "SECURITY_LOGIN_URL": "/inloggen",
        "SECURITY_LOGOUT_URL": "/uitloggen",
        "SECURITY_LOGOUT_CSRF": True,
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_FRESHNESS": timedelta(minutes=-1),  # our own page asks for the password again: webui.sessions
        "SECURITY_LOGIN_USER_TEMPLATE": "account/sign_in.html",
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": "/inloggen",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_TWO_FACTOR": second_factor,
        "SECURITY_TWO_FACTOR_REQUIRED": second_factor,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": STEP_SECONDS,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_SETUP_URL": "/tweede-stap/instellen",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/tweede-stap",
        "SECURITY_TWO_FACTOR_RESCUE_URL": "/tweede-stap/hulp",
        "SECURITY_TWO_FACTOR_SELECT_URL": "/tweede-stap/keuze",
        "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "account/second_factor_setup.html",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "account/second_factor.html",
        "SECURITY_TOTP_SECRETS": {"1": derive_secret(key, "totp")},
        "SECURITY_TOTP_ISSUER": "Passend",
        "SECURITY_TWO_FACTOR_VALIDITY_COOKIE": {"httponly": True, "secure": True, "samesite": "Strict"},
    }
