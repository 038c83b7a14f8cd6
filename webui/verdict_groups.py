"""The limitations at one vacancy by what they ask of the reader, and the questions to the employer as one message."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from webui.limitation_view import VerdictLine
from webui.match_card import ASK, GOOD, STOP

OPENING = "Goedendag, ik heb een paar vragen over het werk in de vacature “{title}”:"
"""Dutch for every reader: the message goes to a Dutch employer. It asks about the work and names no limitation."""


@dataclass(frozen=True)
class VerdictGroup:
    """The lines that are exceeded, to be asked or within."""

    kind: str
    name: str
    lines: list[VerdictLine]


def group_lines(lines: Sequence[VerdictLine]) -> list[VerdictGroup]:
    """What stands in the way first; a group without a line is left out."""
    names = {STOP: _("Overschreden"), ASK: _("Te vragen aan de werkgever"), GOOD: _("Binnen de grenzen")}
    groups = (VerdictGroup(kind, name, [line for line in lines if line.kind == kind]) for kind, name in names.items())
    return [group for group in groups if group.lines]


def write_questions(title: str, lines: Sequence[VerdictLine]) -> str:
    """Each open question once, to copy in one go; empty where nothing is to be asked."""
    questions = dict.fromkeys(line.question for line in lines if line.kind == ASK and line.question)
    if not questions:
        return ""
    return "\n".join([OPENING.format(title=title), *(f"- {question}" for question in questions)])
