"""The configuration of Flask and its extensions, made from the settings and from nothing else."""

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from hmac import digest
from typing import Any

from dossier.settings import Settings

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
IDLE_LIMIT = timedelta(minutes=30)
"""Not used for this long: sign in again (security test T06)."""


def derive_secret(key: str, purpose: str) -> str:
    """A secret of its own for each purpose, so that one leaked value opens nothing else."""
    return b64encode(digest(key.encode(), purpose.encode(), sha256)).decode()


def needs_second_factor(settings: Settings) -> bool:
    """A second factor for everyone, except in the demo and the tests (rule V-07)."""
    return not (settings.demo or settings.testing)


def build_configuration(settings: Settings) -> dict[str, Any]:
    key = settings.require_secret_key()
    secure = settings.host not in LOOPBACK_HOSTS
    return {
        "TESTING": settings.testing,
        "SECRET_KEY": key,
        "MAX_CONTENT_LENGTH": settings.upload_limit_mb * 1024 * 1024 + 64 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "SESSION_COOKIE_NAME": "passend",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": IDLE_LIMIT,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "BABEL_DEFAULT_LOCALE": "nl",
        "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session, which ends by itself
        "WTF_CSRF_SSL_STRICT": secure,
        **_security(settings, key),
    }


def _security(settings: Settings, key: str) -> dict[str, Any]:
    second_factor = needs_second_factor(settings)
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_SALT": derive_secret(key, "password"),
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_LOGIN_URL": "/inloggen",
        "SECURITY_LOGOUT_URL": "/uitloggen",
        "SECURITY_LOGOUT_CSRF": True,
        "SECURITY_VERIFY_URL": "/bevestigen",
        "SECURITY_VERIFY_TEMPLATE": "account/verify.html",
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
