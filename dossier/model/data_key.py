"""Which keys the sealed values of a database need: their names, never the keys."""

from sqlmodel import Field, SQLModel


class DataKey(SQLModel, table=True):
    """One key that values may be sealed with; without it the program does not start."""

    __tablename__ = "data_key"
    name: str = Field(primary_key=True, max_length=16)
    """The fingerprint of the key, so that another key cannot pass for it."""
    finished: bool = False
    """Every value and file was sealed with it; else the move to it was cut off and goes on."""
