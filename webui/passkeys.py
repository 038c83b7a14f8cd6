"""Passkeys (WebAuthn): what the browser is asked, and whether its answer is the right one, here, now and once."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from ipaddress import ip_address
from secrets import token_bytes
from struct import error as StructError  # noqa: N812 - as an error it is named like one
from typing import Any, TypeVar
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from flask import session

from dossier.errors import DossierError
from dossier.model.passkey import Passkey
from dossier.model.people import Account
from dossier.rules.sign_in import length_on
from dossier.settings import Settings
from webui.configuration import derive_secret
from webui.context import get_context, now

KEPT = "passkey"
"""The question that this browser was asked last, in its signed cookie."""
LONGEST_ANSWER = 20_000
FORMATS = frozenset({"none", "packed"})
"""Nobody asks which make a device is, so no other statement about it is read."""
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, InvalidSignature, LookupError, RecursionError, StructError,
    TypeError, UnsupportedAlgorithm, ValueError,
)  # fmt: skip
"""What the library lets through, beside its own errors, when bytes are not what they say."""
Found = TypeVar("Found")


class PasskeyRefusedError(DossierError):
    """Raised when the answer of a device does not open this account, here and now."""


@dataclass(frozen=True)
class RelyingParty:
    """For whom a device makes keys, and from which address it answers."""

    id: str
    origin: str


@dataclass(frozen=True)
class Question:
    challenge: bytes
    asked_at: datetime


@dataclass(frozen=True)
class NewKey:
    credential_id: str
    public_key: str
    sign_count: int


def relying_party(settings: Settings) -> RelyingParty | None:
    """From the configured address, never from what a request claims; None where that is no name but a number."""
    parts = urlsplit(settings.require_public_url() or f"http://localhost:{settings.port}")
    host = (parts.hostname or "").encode("idna").decode()
    try:
        ip_address(host)
    except ValueError:
        standard = {"https": 443, "http": 80}[parts.scheme]
        port = "" if parts.port in {None, standard} else f":{parts.port}"
        return RelyingParty(host, f"{parts.scheme}://{host}{port}")
    return None


def require_party() -> RelyingParty:
    party = relying_party(get_context().settings)
    if party is None:
        raise PasskeyRefusedError("Toegangssleutels werken alleen bij een adres met een naam.")
    return party


def user_handle(account: Account) -> bytes:
    """What a device remembers an account by: the same for all its keys, and saying nothing about anybody."""
    key = get_context().settings.require_secret_key()
    return sha256(derive_secret(key, f"passkey {account.id}").encode()).digest()


def ask_new(account: Account, known: list[Passkey]) -> str:
    """The options with which a browser makes a new key."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import structs

    party = require_party()
    options = generate_registration_options(
        rp_id=party.id,
        rp_name="Passend",
        user_id=user_handle(account),
        user_name=account.email,
        user_display_name=account.name,
        challenge=_ask(f"new {account.id}"),
        timeout=_patience(),
        attestation=structs.AttestationConveyancePreference.NONE,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.PREFERRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=from_text(one.credential_id)) for one in known],
    )
    return options_to_json(options)


def ask_known(purpose: str, known: list[Passkey]) -> str:
    """The options with which a browser uses a key: one of these, or without a list any that knows this program.

    With a list the password was given before, so a touch is enough; without one the device must have checked its user.
    """
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers import structs

    checked = structs.UserVerificationRequirement
    options = generate_authentication_options(
        rp_id=require_party().id,
        challenge=_ask(purpose),
        timeout=_patience(),
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=from_text(one.credential_id)) for one in known],
        user_verification=checked.DISCOURAGED if known else checked.REQUIRED,
    )
    return options_to_json(options)


def take_question(purpose: str) -> Question:
    """The question that this browser was asked, for this purpose and not long ago; it can be taken once."""
    kept = session.pop(KEPT, None)
    if not isinstance(kept, dict) or kept.get("purpose") != purpose:
        raise PasskeyRefusedError("Er is niets gevraagd.")
    asked_at = datetime.fromisoformat(kept["asked_at"])
    if not asked_at <= now() < asked_at + length_on("challenge_minutes", now().date()):
        raise PasskeyRefusedError("De vraag is te oud.")
    return Question(from_text(kept["challenge"]), asked_at)


def claimed_id(answer: str) -> str:
    """Which key an answer says it comes from; nothing is proved by it."""
    try:
        said = json.loads(answer) if len(answer) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        return ""
    claimed = said.get("id") if isinstance(said, dict) else None
    return claimed if isinstance(claimed, str) and claimed.isascii() and claimed.isprintable() else ""


def read_new(answer: str, question: Question) -> NewKey:
    """The new key in the answer of a browser; refused when it is of another question, site or form."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url, parse_attestation_object
    from webauthn.helpers import parse_registration_credential_json as parse

    def verify() -> NewKey:
        credential, party = parse(answer), require_party()
        if parse_attestation_object(credential.response.attestation_object).fmt not in FORMATS:
            raise PasskeyRefusedError("Deze vorm wordt niet gelezen.")
        found = verify_registration_response(
            credential=credential,
            expected_challenge=question.challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
        )
        return NewKey(
            credential_id=bytes_to_base64url(found.credential_id),
            public_key=bytes_to_base64url(found.credential_public_key),
            sign_count=found.sign_count,
        )

    return _judge(answer, verify)


def read_use(answer: str, question: Question, passkey: Passkey, *, owner: Account, alone: bool) -> int:
    """How often the device says it was used, once its signature is right. Alone: only if it checked its user."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import parse_authentication_credential_json as parse

    def verify() -> int:
        credential, party = parse(answer), require_party()
        handle = credential.response.user_handle
        if (handle is None and alone) or (handle is not None and handle != user_handle(owner)):
            raise PasskeyRefusedError("Deze sleutel is van een ander account.")
        found = verify_authentication_response(
            credential=credential,
            expected_challenge=question.challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=from_text(passkey.public_key),
            credential_current_sign_count=0,  # looked at afterwards: a forged count is no sign of a copy
            require_user_verification=alone,
        )
        return found.new_sign_count

    return _judge(answer, verify)


def from_text(text: str) -> bytes:
    """Bytes from base64url without its padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _judge(answer: str, verify: Callable[[], Found]) -> Found:
    from webauthn.helpers.exceptions import WebAuthnException

    if len(answer) > LONGEST_ANSWER:
        raise PasskeyRefusedError("Dit antwoord is te lang.")
    try:
        return verify()
    except (WebAuthnException, *BROKEN) as error:
        raise PasskeyRefusedError("Dit antwoord klopt niet.") from error


def _ask(purpose: str) -> bytes:
    challenge = token_bytes(32)
    kept: dict[str, Any] = {"purpose": purpose, "asked_at": now().isoformat()}
    session[KEPT] = kept | {"challenge": _to_text(challenge)}
    return challenge


def _to_text(value: bytes) -> str:
    from webauthn.helpers import bytes_to_base64url

    return bytes_to_base64url(value)


def _patience() -> int:
    """How long a browser waits for its user, in milliseconds."""
    return int(length_on("challenge_minutes", now().date()).total_seconds() * 1000)
