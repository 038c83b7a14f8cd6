"""The parts of the re-integration report (RIV) and where each comes from (rules 3b, Regeling procesgang art. 6(1))."""

from dataclasses import dataclass
from enum import StrEnum


class RivPart(StrEnum):
    """The parts of which the program keeps only that they exist: the documents themselves lie elsewhere."""

    PROBLEM_ANALYSIS = "probleemanalyse"
    ANALYSIS_AMENDED = "bijstelling probleemanalyse"
    ACTION_PLAN = "plan van aanpak"
    PLAN_AMENDED = "bijstelling plan van aanpak"
    FIRST_YEAR_EVALUATION = "eerstejaarsevaluatie"
    LAST_EVALUATION = "meest recente evaluatie"
    CURRENT_OPINION = "actueel oordeel bedrijfsarts"


@dataclass(frozen=True)
class RivLine:
    """One letter of art. 6(1): what it is, and which documents or statements answer it."""

    letter: str
    title: str
    referred: tuple[RivPart, ...] = ()
    statement: str = ""


RIV_LINES = (
    RivLine("a", "Gegevens van werknemer, werkgever en bedrijfsarts"),
    RivLine("b", "Aard van het bedrijf"),
    RivLine("c", "Functie van de werknemer"),
    RivLine("d", "Bekwaamheden van de werknemer"),
    RivLine("e", "Eerste ziektedag"),
    RivLine("f", "Probleemanalyse en bijstellingen", (RivPart.PROBLEM_ANALYSIS, RivPart.ANALYSIS_AMENDED)),
    RivLine("g", "Plan van aanpak en bijstellingen", (RivPart.ACTION_PLAN, RivPart.PLAN_AMENDED)),
    RivLine(
        "h", "Eerstejaarsevaluatie en meest recente evaluatie", (RivPart.FIRST_YEAR_EVALUATION, RivPart.LAST_EVALUATION)
    ),
    RivLine("i", "Kwaliteit van de arbeidsrelatie", statement="kwaliteit van de arbeidsrelatie"),
    RivLine("j", "Actueel oordeel van de bedrijfsarts", (RivPart.CURRENT_OPINION,)),
    RivLine("k", "Passend werk bij de eigen werkgever", statement="passend werk bij de eigen werkgever"),
    RivLine("l", "Oordeel van de werknemer", statement="oordeel van de werknemer"),
)
