"""The ranked vacancies of a case, for a coach's office only (matrix row 15)."""

from flask_babel import lazy_gettext as _l

from dossier.model.match import Match
from dossier.rules.api_scope import Scope
from dossier.storage.key_pages import matches_after
from webui.access import open_case, require
from webui.api.operation import question
from webui.api.reading import NumberedQuery, cut
from webui.api.shape import MatchList, MatchShape, ReasonShape, VerdictsShape, exact, pick
from webui.transaction import get_session


@question(
    "GET", "/cases/<number>/matches", scope=Scope.MATCHES_READ, query=NumberedQuery, answers=(MatchList,),
    summary=_l("Matches van een dossier, de beste eerst; niet voor werkgevers"),
)  # fmt: skip
def list_matches(number: str, query: NumberedQuery) -> MatchList:
    require("matches.read")
    case = open_case(number, "matches")
    assert case.id is not None
    found = matches_after(get_session(), case.id, after=query.after, most=query.limit + 1)
    rows, more = cut(found, query.limit)
    return MatchList(items=[show_match(row) for row in rows], next=rows[-1].rank if more else None)


def show_match(row: Match) -> MatchShape:
    reasons = row.detail.get("reasons", [])
    return MatchShape(
        **pick(MatchShape, row) | {"score": exact(row.score)},
        vacancy=row.vacancy_id,
        verdicts=VerdictsShape(
            wage=row.wage_verdict,
            hours=row.hours_verdict,
            travel=row.travel_verdict,
            limitations=row.limitation_verdict,
        ),
        reasons=[ReasonShape(**{name: one[name] for name in ReasonShape.model_fields}) for one in reasons],
        why_not_higher=row.detail.get("why_not_higher", []),
        copies=row.detail.get("copies", []),
    )
