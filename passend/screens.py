"""`python -m passend.screens FOLDER [--readme]`: every screen of the demo in all widths and themes, or the README's."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any, Literal

from passend.demo.people import DEMO_PASSWORD
from passend.output import print_progress

WIDTHS = {"telefoon": 375, "bureau": 1280}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@dataclass(frozen=True)
class Screen:
    """One page as one person sees it; `first` is a link on it that is followed before the picture, `then` another."""

    name: str
    email: str | None
    path: str
    first: str | None = None
    then: str | None = None
    readme: tuple[str, str] | None = None
    """Width and theme of its picture in the README, as far as a window shows."""


CASE, OWN = "/dossiers/2026-0001", "/dossiers/2026-0005"
"""A case with a coach, and one that its employee keeps without an agency."""
SKIP_TOUR = "form[action='/rondleiding'] button"
SCREENS = (
    Screen("aanmelden", None, "/"),
    Screen("hulp", None, "/hulp"),
    Screen("hulp-65-procent", None, "/hulp/65-procent"),
    Screen("hulp-weken", None, "/hulp/weken"),
    Screen("hulp-oordelen", None, "/hulp/oordelen"),
    Screen("hulp-begrippen", None, "/hulp/begrippen"),
    Screen("hulp-wie-ziet-wat", None, "/hulp/wie-ziet-wat"),
    Screen("melding-niet-gevonden", None, "/onzin/x"),
    Screen("coach-mensen", "bram@passend.example", "/", readme=("bureau", "light")),
    Screen("coach-dossier", "bram@passend.example", CASE),
    Screen("coach-verloop", "bram@passend.example", f"{CASE}/verloop"),
    Screen("coach-afspraken", "bram@passend.example", f"{CASE}/verloop/afspraken"),
    Screen("coach-pauze", "bram@passend.example", f"{CASE}/verloop/pauze/nieuw"),
    Screen("coach-overdracht", "bram@passend.example", f"{CASE}/verloop/overdracht"),
    Screen("coach-waarneming", "bram@passend.example", f"{CASE}/verloop/waarneming"),
    Screen("coach-matches", "bram@passend.example", f"{CASE}/matches", readme=("bureau", "light")),
    Screen(
        "coach-vacature",
        "bram@passend.example",
        f"{CASE}/matches",
        first=f"a[href^='{CASE}/vacatures/']",
        readme=("bureau", "dark"),
    ),
    Screen(
        "coach-delen",
        "bram@passend.example",
        f"{CASE}/matches",
        first=f"a[href^='{CASE}/vacatures/']",
        then=f"a[href^='{CASE}/delen?']",
    ),
    Screen("coach-vacature-toevoegen", "bram@passend.example", f"{CASE}/vacature-toevoegen"),
    Screen("aanmelden-sleutel", None, "/inloggen/sleutel"),
    Screen("coach-sleutels", "bram@passend.example", "/account/sleutels"),
    Screen("coach-meldingen", "bram@passend.example", "/meldingen"),
    Screen("werknemer-meldingen", "anna@passend.example", "/meldingen"),
    Screen("coach-werk", "bram@passend.example", "/werk"),
    Screen("coach-shortlist", "bram@passend.example", f"{CASE}/shortlist"),
    Screen("coach-volgorde", "bram@passend.example", f"{CASE}/matches/volgorde"),
    Screen("coach-activiteiten", "bram@passend.example", f"{CASE}/activiteiten"),
    Screen("coach-afspraak", "bram@passend.example", f"{CASE}/afspraken/nieuw"),
    Screen("coach-documenten", "bram@passend.example", f"{CASE}/documenten"),
    Screen("coach-document", "bram@passend.example", f"{CASE}/documenten/nieuw?sjabloon=0"),
    Screen("coach-zoekprofiel", "bram@passend.example", f"{CASE}/zoekprofiel"),
    Screen("coach-mogelijkheden", "bram@passend.example", f"{CASE}/mogelijkheden"),
    Screen("coach-inlezen", "bram@passend.example", f"{CASE}/mogelijkheden/inlezen"),
    Screen("coach-controle", "bram@passend.example", f"{CASE}/controle"),
    Screen("coach-agenda", "bram@passend.example", "/agenda"),
    Screen("coach-sollicitaties", "bram@passend.example", f"{CASE}/sollicitaties"),
    Screen("coach-lijst", "bram@passend.example", f"{CASE}/lijst"),
    Screen("coach-corrigeren", "bram@passend.example", f"{CASE}/sollicitaties/1/corrigeren"),
    Screen("coach-export", "bram@passend.example", f"{CASE}/export"),
    Screen("coach-rapporten", "bram@passend.example", f"{CASE}/rapporten"),
    Screen("coach-re-integratieverslag", "bram@passend.example", f"{CASE}/re-integratieverslag"),
    Screen("werknemer-start", "anna@passend.example", "/", readme=("telefoon", "dark")),
    Screen(
        "werknemer-sollicitatie", "anna@passend.example", f"{CASE}/sollicitaties/nieuw", readme=("telefoon", "light")
    ),
    Screen("werknemer-inzage", "anna@passend.example", f"{CASE}/inzage"),
    Screen("werknemer-bewaren", "anna@passend.example", f"{CASE}/bewaren"),
    Screen("coach-gesprek-wissen", "bram@passend.example", f"{CASE}/wissen/gesprek/1"),
    Screen("werknemer-rondleiding", "anna@passend.example", "/rondleiding"),
    Screen("werknemer-hulp", "anna@passend.example", "/hulp"),
    Screen("alleen-start", "noor@passend.example", "/"),
    Screen("alleen-dossier", "noor@passend.example", OWN),
    Screen("alleen-verloop", "noor@passend.example", f"{OWN}/verloop"),
    Screen("alleen-activiteiten", "noor@passend.example", f"{OWN}/activiteiten"),
    Screen("alleen-rapporten", "noor@passend.example", f"{OWN}/rapporten"),
    Screen("alleen-export", "noor@passend.example", f"{OWN}/export"),
    Screen("werkgever-start", "daan@passend.example", "/", readme=("bureau", "light")),
    Screen("werkgever-mogelijkheden", "daan@passend.example", f"{CASE}/mogelijkheden"),
    Screen("werkgever-verloop", "daan@passend.example", f"{CASE}/verloop"),
    Screen("werkgever-export", "daan@passend.example", f"{CASE}/export"),
    Screen("werknemer-re-integratieverslag", "anna@passend.example", f"{CASE}/re-integratieverslag"),
    Screen("werkgever-rapporten", "daan@passend.example", f"{CASE}/rapporten"),
    Screen("coach-account", "bram@passend.example", "/account"),
    Screen("coach-wachtwoord", "bram@passend.example", "/account/wachtwoord"),
    Screen("coach-herstelcodes", "bram@passend.example", "/account/herstelcodes"),
    Screen("coach-herstelverzoeken", "bram@passend.example", "/herstelverzoeken"),
    Screen("beheer-accounts", "ada@passend.example", "/beheer/accounts"),
    Screen("beheer-account", "ada@passend.example", "/beheer/accounts/1"),
    Screen("beheer-nieuw-account", "ada@passend.example", "/beheer/accounts/nieuw"),
    Screen("beheer-huisstijl", "ada@passend.example", "/beheer/huisstijl"),
    Screen("koppelen-uitleg", None, "/koppelingen/uitleg"),
    Screen("coach-koppelingen", "bram@passend.example", "/koppelingen"),
    Screen("beheer-koppelingen", "ada@passend.example", "/beheer/koppelingen"),
    Screen("beheer-bronnen", "ada@passend.example", "/beheer/bronnen"),
    Screen("beheer-bewaren", "ada@passend.example", "/beheer/bewaren"),
    Screen("beheer-inzage", "ada@passend.example", "/beheer/inzage"),
)


def find_chromium() -> str | None:
    return next((path for name in CHROMIUM if (path := which(name))), None)


@contextmanager
def served_demo(data_dir: Path) -> Iterator[str]:
    """The demo in a process of its own; gives its address."""
    command = [sys.executable, "-m", "passend", "demo", "--port", "0", "--data-dir", str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        assert process.stdout is not None
        try:
            yield next(line.split()[-1] for line in process.stdout if "staat klaar op" in line)
        finally:
            process.terminate()


def take_pictures(folder: Path, address: str, chromium: str, *, readme: bool) -> int:
    """Take the pictures and say how many; those of the README show one window, the others the whole page."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for theme in THEMES:
            for width_name, width in WIDTHS.items():
                for email in dict.fromkeys(screen.email for screen in SCREENS):
                    wanted = [
                        screen
                        for screen in SCREENS
                        if screen.email == email and (not readme or screen.readme == (width_name, theme))
                    ]
                    if not wanted:
                        continue
                    context = browser.new_context(
                        viewport={"width": width, "height": 840 if readme else 900}, color_scheme=theme, locale="nl-NL"
                    )
                    page = sign_in(context.new_page(), address, email)
                    for screen in wanted:
                        name = screen.name if readme else f"{screen.name}-{width_name}-{theme}"
                        take_picture(page, address, screen, folder / f"{name}.png", full_page=not readme)
                        taken += 1
                    context.close()
        browser.close()
    return taken


def sign_in(page: Any, address: str, email: str | None) -> Any:
    if email:
        page.goto(f"{address}/")
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "inloggen" not in url)
        if page.locator(SKIP_TOUR).count():
            page.locator(SKIP_TOUR).first.click()
            page.wait_for_load_state()
    return page


def take_picture(page: Any, address: str, screen: Screen, path: Path, *, full_page: bool) -> None:
    page.goto(address + screen.path)
    for link in (screen.first, screen.then):
        if link:
            page.goto(address + page.get_attribute(link, "href"))
    page.screenshot(path=str(path), full_page=full_page)


def main() -> int:
    names = [argument for argument in sys.argv[1:] if argument != "--readme"]
    folder, chromium = Path(names[0] if names else "build/screens"), find_chromium()
    if chromium is None:
        print_progress("Geen Chromium gevonden: installeer chromium om schermafdrukken te maken.")
        return 1
    with tempfile.TemporaryDirectory() as data_dir, served_demo(Path(data_dir)) as address:
        print_progress(
            f"{take_pictures(folder, address, chromium, readme='--readme' in sys.argv)} schermafdrukken in {folder}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
