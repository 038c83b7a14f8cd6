"""What signing in leaves behind: sessions that can be ended, tries that are counted, codes, links and events."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel


class SignInSession(SQLModel, table=True):
    """One browser in which someone is signed in; the browser holds a secret, this row only its hash."""

    __tablename__ = "sign_in_session"
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    secret_sha256: str = Field(unique=True, max_length=64)
    device_sha256: str | None = Field(default=None, index=True, max_length=64)
    """The browser, recognised at a later sign-in by a cookie of its own."""
    role: str
    """The role at sign-in: with another role the session is over."""
    address: str
    device: str
    started_at: datetime
    last_used_at: datetime
    confirmed_at: datetime
    """When the password was last typed: acts of weight ask for it again."""
    ended_at: datetime | None = None
    end_reason: str | None = None


class TryKind(StrEnum):
    """What was tried; each kind has limits of its own."""

    PASSWORD = "password"  # noqa: S105 - a kind, not a secret
    CODE = "code"
    LINK = "link"


class SignInTry(SQLModel, table=True):
    """One try that did not succeed (yet): written before it is judged, so that no second worker judges one too many."""

    __tablename__ = "sign_in_try"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    account_key: str = Field(index=True, max_length=64)
    """A keyed hash of the address that was typed: the same work for an account that exists and one that does not."""
    known: bool
    """From a browser in which this person signed in before."""
    device_sha256: str | None = Field(default=None, max_length=64)
    address: str = Field(index=True)
    device: str
    at: datetime = Field(index=True)


class RecoveryCode(SQLModel, table=True):
    """A code for who lost the second step: kept as a hash, good for one time."""

    __tablename__ = "recovery_code"
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    code_sha256: str = Field(unique=True, max_length=64)
    made_at: datetime
    used_at: datetime | None = None


class LinkKind(StrEnum):
    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 - a kind, not a secret
    SECOND_STEP = "second_step"


class AccountLink(SQLModel, table=True):
    """A link that lets someone choose a password or a second step anew: one use, and it expires."""

    __tablename__ = "account_link"
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    kind: str
    secret_sha256: str | None = Field(default=None, unique=True, max_length=64)
    """Empty as long as a second person has not agreed."""
    asked_by: str
    asked_by_id: int | None = None
    asked_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    expires_at: datetime
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None


class AccountEvent(SQLModel, table=True):
    """Something that happened to an account, for its owner to read."""

    __tablename__ = "account_event"
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    at: datetime = Field(index=True)
    kind: str
    by: str | None = None
    """Who did it, when that was somebody else."""
    address: str
    device: str
