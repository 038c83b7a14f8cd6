"""The one tree of errors that every room raises and every door explains."""

from dataclasses import dataclass


class DossierError(Exception):
    """Raised when the program cannot go on and can say what to do about it."""


class SettingsError(DossierError):
    """Raised when a setting is missing, unsafe or contradicts another one."""


class InvalidInputError(DossierError):
    """Raised when a value from outside is refused: names the field, the value and what is allowed."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(f"{field}: {value!r} kan niet; toegestaan: {allowed}")
        self.field, self.value, self.allowed = field, value, allowed


class GuardedTextError(InvalidInputError):
    """Raised when a text holds a BSN, which is refused, or words about health that nobody confirmed."""

    def __init__(self, field: str, allowed: str, passages: tuple["GuardedPassage", ...], *, refused: bool) -> None:
        super().__init__(field, "…", allowed)
        self.passages, self.refused = passages, refused


@dataclass(frozen=True)
class GuardedPassage:
    """One guarded stretch of a text, with a few words before and after it."""

    field: str
    kind: str
    before: str
    words: str
    after: str


class NotFoundError(DossierError):
    """Raised when a row does not exist or may not be known to exist by the one who asks."""


class ParameterError(DossierError):
    """Raised when a dated legal figure is not known for the day that is asked."""


class ParameterExpiredError(ParameterError):
    """Raised when a dated legal figure is asked for a day after its last known day."""


class EvidenceError(DossierError):
    """Raised when a log entry, a snapshot or a bundle would not be provable."""


class AttachmentError(DossierError):
    """Raised when an uploaded file is empty, too large or of a kind that is not accepted."""


class SourceError(DossierError):
    """Raised when a source file is wrong: names the key and the allowed values."""


class Refused(DossierError):  # noqa: N818 - a refusal is an outcome with a code, counted and reported, not a fault
    """Raised when a document or an address is refused, with one of the codes of the doors."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


class BackupError(DossierError):
    """Raised when a backup cannot be made, opened or put back."""


class MigrationError(DossierError):
    """Raised when the tables cannot be brought to the newest version; the database is as it was."""


class SealError(DossierError):
    """Raised when a sealed value or file cannot be opened: no key, another key, or a broken seal."""
