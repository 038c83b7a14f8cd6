"""Keys in somebody's phone, computer or key ring (WebAuthn): what the program keeps of them lets nobody in."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class Passkey(SQLModel, table=True):
    """One passkey of one account. The secret half never leaves the device; here lies the public half."""

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    name: str
    """How its owner calls it."""
    credential_id: str = Field(unique=True, max_length=1400)
    """How the device calls it, in base64url: at most 1,023 bytes (WebAuthn 3, 4)."""
    public_key: str
    """The public half (COSE), in base64url."""
    sign_count: int = Field(sa_type=BigInteger)
    """How often the device says that it was used; a number that runs behind points at a copy. Many always say 0."""
    made_at: datetime
    last_used_at: datetime | None = None
