"""Why something that was recorded is corrected: never empty, and guarded like every text."""

from pydantic import Field

from dossier.acts.entry import Input, read_input
from dossier.acts.free_text import CONFIRMED
from dossier.errors import InvalidInputError


class ReasonIn(Input):
    """Why a row is corrected."""

    reason: str = Field(max_length=2000)


def read_reason(reason: str | None, *, confirmed: bool) -> ReasonIn:
    """The reason without spaces around it; an empty one is refused."""
    given = read_input(ReasonIn, {"reason": reason or "", CONFIRMED: confirmed})
    if not given.reason:
        raise InvalidInputError("reason", "", "een waarde: dit veld is verplicht")
    return given
