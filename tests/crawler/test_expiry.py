"""Pages that say a vacancy is closed, and pages that only mention it."""

import pytest

from crawler.expiry import says_gone


@pytest.mark.parametrize(
    "words",
    [
        "Deze vacature is niet meer beschikbaar",
        "Deze vacature is helaas gesloten.",
        "De functie Broodbakker is inmiddels vervuld",
        "Vacature niet gevonden",
        "Solliciteren op deze vacature is niet meer mogelijk",
        "Reageren is niet langer mogelijk.",
        "Deze vacature is <b>niet langer</b> actief",
        "This job is no longer available",
        "The position has been filled",
        "No longer accepting applications",
    ],
)
def test_a_closed_page_is_recognised(words):
    assert says_gone(f"<html><body><h1>Helaas</h1><p>{words}</p></body></html>")


@pytest.mark.parametrize(
    "words",
    [
        "Reageer voordat de vacature sluit op 1 december.",
        "De winkel is op zondag gesloten.",
        "Je werkt met gesloten kratten; de oven is niet beschikbaar voor bezoekers.",
        "<script>var t = 'Deze vacature is niet meer beschikbaar'</script>Broodbakker",
        "We zijn op zoek naar een bakker. Deze vacature is open voor iedereen.",
    ],
)
def test_an_open_page_is_not(words):
    assert not says_gone(f"<html><body>{words}</body></html>")
