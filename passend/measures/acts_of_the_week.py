"""Each act of the week as the screens promise it (issue 6), done once in a browser and measured."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from passend.bench.office import NUMBER
from passend.measures.caseload import SILENT
from passend.measures.hand import Hand

if TYPE_CHECKING:
    from playwright.sync_api import Page

CASE = f"/dossiers/{NUMBER}"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NOTE = (
    "Wij bespraken de vacatures van deze week. De werktijden vallen mee en de reis is te doen.",
    "Anna solliciteert op twee vacatures en legt ze dezelfde dag vast.",
    "Vrijdag bellen over de reacties.",
)


@dataclass(frozen=True)
class Promise:
    """One row of the table: who does what, how it is measured and what was promised."""

    name: str
    role: str
    text: str
    act: "Callable[[Hand], str]"
    holds: "Callable[[Measured], bool]"
    width: int = 1280
    start: str = "/"
    """Where a person stands when it begins."""


@dataclass(frozen=True)
class Measured:
    """What one act cost: the program's seconds, and those of a person by the keystroke-level model."""

    name: str
    role: str
    promise: str
    clicks: int
    fields: int
    machine_seconds: float
    person_seconds: float
    found: str
    holds: bool = False


def open_triage(hand: Hand) -> str:
    """From asking for the page until it is usable: everything there, scripts run."""
    hand.page.goto("/")
    usable = hand.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    return f"{hand.page.locator('.person-row').count()} mensen, bruikbaar na {usable:.0f} ms"


def write_note(hand: Hand) -> str:
    page = hand.page
    hand.click(page.get_by_role("link", name="Gesprek vastleggen").first)
    for label, text in zip(("facts", "agreements", "next_step"), NOTE, strict=True):
        hand.fill(page.locator(f"#{label}"), text)
    hand.click(page.get_by_role("button", name="Bewaren"))
    return page.get_by_role("status").first.inner_text().strip()


def decide_vacancy(hand: Hand) -> str:
    hand.click(hand.page.get_by_role("button", name="Op shortlist").first)
    return hand.page.get_by_role("status").first.inner_text().strip().replace("\n", " ")


def share_vacancies(hand: Hand, first: int = 0) -> str:
    """Two are ticked, and the button of the third shares all three with who stands ticked below the list."""
    page = hand.page
    for box in page.locator("[data-pick]").all()[first : first + 2]:
        hand.click(box)
    hand.click(page.locator(".share-now").nth(first + 2))
    return page.get_by_role("status").first.inner_text().strip().replace("\n", " ")


def share_with_two(hand: Hand) -> str:
    """The first time this week: the other is ticked in the bar below the list."""
    hand.click(hand.page.locator(".share-with summary"))
    hand.click(hand.page.locator("[data-person]:not(:checked)").first)
    return share_vacancies(hand, 3)


def share_with_the_same_two(hand: Hand) -> str:
    """Both stand ticked since the last time."""
    return share_vacancies(hand, 6)


def log_application(hand: Hand) -> str:
    page = hand.page
    hand.click(page.get_by_role("link", name="Ik heb gesolliciteerd").first)
    hand.fill(page.get_by_label("Functie"), "Telefonist")
    hand.fill(page.get_by_label("Werkgever"), "Gemeente Zeist")
    hand.skip(page.locator("#applied_on"))
    hand.skip(page.locator("#way"))
    hand.choose_file(page.locator("#photo"), "foto.pdf", PDF)
    hand.click(page.get_by_role("button", name="Bewaren"))
    return page.locator("h1").inner_text()


def find_unproven(hand: Hand) -> str:
    page = hand.page
    row = page.locator(".person-row").filter(has_text="Anna Visser")
    hand.click(row.get_by_role("link", name="Bewijs toevoegen"))
    shown = page.locator("main table.table-stack tbody tr").count()
    return f"{shown} van {SILENT} sollicitaties zonder bewijs getoond"


def release_report(hand: Hand) -> str:
    page = hand.page
    hand.click(page.get_by_role("button", name="Concept maken uit het dossier"))
    return page.locator("h1").inner_text()


def release_bundle(hand: Hand) -> str:
    page = hand.page
    hand.click(page.get_by_role("button", name="Eerst bekijken"))
    hand.click(page.get_by_role("button", name="Maken en vrijgeven aan de werkgever"))
    return page.get_by_role("status").first.inner_text().strip()


def take_bundle(hand: Hand) -> str:
    with hand.page.expect_download() as download:
        hand.click(hand.page.get_by_role("link", name="Dossier voor UWV downloaden").first)
    return download.value.suggested_filename


MATCHES, EXPORT = f"{CASE}/matches", f"{CASE}/export"
PROMISES = (
    Promise("triage", "coach", "bruikbaar binnen 1 s", open_triage, lambda one: one.machine_seconds <= 1),
    Promise("gesprek", "coach", "binnen 2 min", write_note, lambda one: one.person_seconds <= 120,
            start=f"{CASE}/activiteiten"),
    Promise("besluit", "coach", "1 klik, met ongedaan maken", decide_vacancy, lambda one: one.clicks == 1,
            start=MATCHES),
    Promise("delen", "coach", "3 vacatures in 3 klikken", share_vacancies, lambda one: one.clicks <= 3, start=MATCHES),
    Promise("sollicitatie", "employee", "5 velden, 1 min", log_application,
            lambda one: one.fields <= 5 and one.person_seconds <= 60, width=375),
    Promise("bewijzen", "coach", "0 ongezien", find_unproven, lambda one: one.found.startswith(f"{SILENT} van")),
    Promise("rapport", "coach", "concept uit het logboek", release_report, lambda one: one.clicks <= 2,
            start=f"{CASE}/rapporten"),
    Promise("bundel", "coach", "1 knop met voorbeeld", release_bundle, lambda one: one.clicks <= 2, start=EXPORT),
    Promise("bewijs voor UWV", "employer", "1 klik na vrijgave", take_bundle, lambda one: one.clicks == 1),
)  # fmt: skip
"""In the order of the week: the bundle is released before the employer takes it."""
WITH_TWO = (
    Promise("delen met twee, eerste keer", "coach", "5 klikken, eens in de week", share_with_two,
            lambda one: one.clicks <= 5, start=MATCHES),
    Promise("delen met twee, daarna", "coach", "3 vacatures in 3 klikken", share_with_the_same_two,
            lambda one: one.clicks <= 3, start=MATCHES),
)  # fmt: skip
"""Only measured: a coach with more people than the tests have."""


def measure_act(promise: Promise, page: "Page") -> Measured:
    """Begin where a person begins, do the act, and see whether what was promised holds."""
    if promise.act is not open_triage:
        page.goto(promise.start)
    hand, started = Hand(page), perf_counter()
    found = promise.act(hand)
    took = round(perf_counter() - started, 2)
    row = Measured(
        promise.name, promise.role, promise.text, hand.clicks, hand.fields, took, hand.person_seconds(), found
    )
    return Measured(**{**vars(row), "holds": promise.holds(row)})
