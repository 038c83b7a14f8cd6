"""That a form was taken in, so that the same one sent again adds nothing."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from dossier.model.guarded import SealedText


class FormReceipt(SQLModel, table=True):
    """One form that somebody sent: a hash of all that it held, and where its answer led."""

    __tablename__ = "form_receipt"
    key_sha256: str = Field(primary_key=True, max_length=64)
    taken_at: datetime = Field(index=True)
    location: str | None = Field(default=None, sa_type=SealedText)
