"""Pages that say a vacancy is closed, and pages that only mention closing."""

import pytest

from crawler.expiry import says_gone


@pytest.mark.parametrize(
    "words",
    [
        "Deze vacature is niet meer beschikbaar",
        "Deze vacature is helaas gesloten.",
        "Helaas, deze vacature is al vervuld!",
        "De functie Broodbakker is inmiddels vervuld",
        "De vacature voor Broodbakker in Utrecht is gesloten.",
        "Deze vacature is verlopen op 3 november 2026",
        "Deze vacature is gesloten sinds 12 oktober",
        "Deze vacature staat niet meer open",
        "Deze vacature staat niet langer online.",
        "Deze vacature is offline gehaald",
        "Deze vacature is ingetrokken",
        "De vacature is niet langer actueel.",
        "De positie is ingevuld",
        "Deze job is niet meer vacant",
        "Deze job is reeds ingevuld",
        "De vacature die u zoekt bestaat niet meer",
        "De vacature die je zoekt is niet meer beschikbaar",
        "De sollicitatietermijn is verstreken",
        "De reactietermijn van deze vacature is gesloten",
        "De reageertermijn is verlopen",
        "De inschrijving is gesloten",
        "Vacature niet gevonden",
        "Vacature gesloten",
        "Vacature is vervuld",
        "Solliciteren op deze vacature is niet meer mogelijk",
        "Je kunt niet meer solliciteren op deze vacature",
        "U kunt niet langer op deze vacature reageren",
        "Reageren is niet langer mogelijk.",
        "Deze vacature is <b>niet langer</b> actief",
        "Wij hebben iemand gevonden voor deze functie",
        "This job is no longer available",
        "This job posting is no longer active",
        "This vacancy has expired",
        "The position has been filled",
        "The job you are looking for is no longer open",
        "The job you are looking for no longer exists",
        "Sorry, this position is closed",
        "Applications for this role are closed",
        "We are no longer accepting applications for this role",
        "No longer accepting applications",
        "Job not found",
        "This job has been closed",
    ],
)
def test_a_closed_page_is_recognised(words):
    assert says_gone(f"<html><body><h1>Helaas</h1><p>{words}</p></body></html>")


@pytest.mark.parametrize(
    "words",
    [
        "Reageer voordat de vacature sluit op 1 december.",
        "De inschrijving sluit op 3 december.",
        "Deze vacature sluit op 3 december",
        "Deze vacature sluit zodra we iemand hebben gevonden.",
        "De vacature is open tot en met 12 januari.",
        "De vacature blijft open tot hij is vervuld",
        "Deze vacature wordt gesloten zodra er voldoende reacties zijn",
        "Zodra deze vacature is vervuld, halen we hem van de site.",
        "Als de vacature is vervuld, krijg je bericht.",
        "Wanneer deze functie is ingevuld hoor je dat van ons.",
        "Mocht deze vacature gesloten zijn, kijk dan bij onze andere banen.",
        "Is deze vacature gesloten? Stuur dan een open sollicitatie.",
        "Deze vacature kan eerder worden gesloten als er genoeg reacties zijn",
        "We behouden ons het recht voor de vacature eerder te sluiten.",
        "Bij voldoende reacties wordt de vacature gesloten.",
        "Je begeleidt een gesloten doelgroep.",
        "Je werkt op een gesloten afdeling en de deur is gesloten.",
        "De winkel is op zondag gesloten.",
        "De deze zomer gesloten cao is op jou van toepassing.",
        "De functie is niet meer weg te denken uit ons team.",
        "Deze functie is niet gesloten voor zij-instromers.",
        "De functie is open voor iedereen; de oven is niet meer beschikbaar.",
        "Je werkt met gesloten kratten; de oven is niet beschikbaar voor bezoekers.",
        "Deze baan is niet vervuld van saaie taken.",
        "Deze vacature is nog niet vervuld.",
        "Deze vacature is niet gesloten.",
        "De vorige vacature is vervuld, deze staat nog open.",
        "Solliciteren is mogelijk tot 1 december; daarna is reageren niet meer mogelijk.",
        "Na 1 december is solliciteren niet meer mogelijk.",
        "De sollicitatietermijn is verlengd",
        "De sollicitatietermijn sluit op 9 december.",
        "Je houdt bij welke vacatures gesloten, vervuld of verlopen zijn.",
        "If this job is no longer available you will be told.",
        "This position is not closed to newcomers.",
        "This position will be closed on 3 December.",
        "Once the position has been filled we will remove this page.",
        "Until the position is filled, applications are read every week.",
        "The role is open until filled.",
        "You close deals; the shop is closed on Sunday.",
        "<script>var t = 'Deze vacature is niet meer beschikbaar'</script>Broodbakker",
        "<template><p>Deze vacature is gesloten</p></template>Broodbakker",
        "<div style='display:none'>Deze vacature is gesloten</div>Broodbakker",
        "<p hidden>Deze vacature is gesloten</p>Broodbakker",
        "<!-- <p>Deze vacature is gesloten</p> -->Broodbakker",
        "We zijn op zoek naar een bakker. Deze vacature is open voor iedereen.",
    ],
)
def test_an_open_page_is_not(words):
    assert not says_gone(f"<html><body><h1>Broodbakker</h1><p>{words}</p></body></html>")


def test_an_endless_page_is_read_in_time():
    page = "<p>Deze vacature is " + "heel " * 40_000 + "<div style='display:none'>" * 4_000
    assert not says_gone(page)
