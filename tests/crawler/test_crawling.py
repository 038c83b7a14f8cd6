"""A whole crawl over real HTTP on loopback: pages to snapshots, vacancies and a record of the run.

A crawl costs seconds, so one site with everything on it is crawled twice; each test looks at its part.
"""

from datetime import date

import pytest
from sqlmodel import select

from crawler.crawling import crawl_sources
from crawler.source import Source
from dossier.model.vacancy import CrawlRefusal, CrawlRun, Snapshot, Vacancy, VacancySnapshot
from dossier.settings import Settings
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore, snapshots_of
from tests.crawler.conftest import write_tagged

pytestmark = pytest.mark.xdist_group("crawl")
REFUSED_PAGES = {
    "/vacature/404": (404, {}, "weg"),
    "/vacature/500": (500, {}, "stuk"),
    "/vacature/binnen": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, ""),
    "/vacature/product": (302, {"Location": "http://127.0.0.1:1/vacature/9"}, ""),
    "/vacature/kring": (302, {"Location": "/vacature/kring"}, ""),
    "/vacature/stuk": '<html><script type=\'application/ld+json\'>{"@type": "JobPosting", "title": </script>',
    "/vacature/half": (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00"),
}


class World:
    """One site, one source, its settings, and what two crawls made of it."""

    def __init__(self, site, folder):
        self.site = site
        self.settings = Settings(data_dir=folder, testing=True, loopback_crawl=True, contact="els@kramer.example")
        self.source = Source(
            name="mulder",
            start=[f"{site.base}/{path}" for path in ("vacatures", "sitemap.xml", "lijst?page=1")],
            permission="Eigen testsite; iedereen die test mag hem ophalen.",
            permission_date=date(2026, 11, 21),
        )

    def crawl(self):
        self.site.asked.clear()
        (report,) = crawl_sources(self.settings, [self.source])
        return report

    def read(self, query):
        database = open_database(self.settings)
        with database.reading() as session:
            rows = list(session.exec(query))
        database.close()
        return rows

    def state_of(self, number):
        (row,) = self.read(select(Vacancy).where(Vacancy.identifier == f"BM-{number}"))
        return row

    def build(self):
        site = self.site
        site["/robots.txt"] = write_tagged("User-agent: *\nDisallow: /vacature/verboden\n")
        refused = "".join(f"<a href='{path}'>vacature</a>" for path in REFUSED_PAGES)
        outside = "<a href='http://127.0.0.1:1/vacature/8'>vacature</a><a href='/vacature/verboden'>vacature</a>"
        site.listing("/vacatures", range(8), more=refused + outside)
        for path, page in REFUSED_PAGES.items():
            site[path] = page
        for number in (0, 1):
            site[f"/vacature/{number}"] = write_tagged(site.pages[f"/vacature/{number}"])
        self.build_sitemap()
        self.build_pages()
        teaser = site.pages["/vacature/6"].replace("je houdt de oven schoon", "…").partition("<body>")[0]
        site["/vacatures"] = teaser + "<body>" + site.pages["/vacatures"]
        page, answers = site.pages["/vacature/7"], [(429, {"Retry-After": "1"}, "druk")]
        site["/vacature/7"] = lambda _: answers.pop() if answers else page

    def build_sitemap(self):
        site = self.site
        site.listing("/niet-gevraagd", range(20, 23))
        parts = "".join(f"<sitemap><loc>{site.base}/{part}.xml</loc></sitemap>" for part in ("deel", "rest"))
        site["/sitemap.xml"] = f"<sitemapindex>{parts}</sitemapindex>"
        site["/rest.xml"] = f"<urlset><url><loc>{site.base}/folder.pdf</loc></url></urlset>"
        pages = [f"{site.base}/vacature/{number}" for number in range(20, 23)]
        pages += [f"{site.base}/over-ons", "https://elders.example/vacature/9"]
        site["/deel.xml"] = "<urlset>" + "".join(f"<url><loc>{page}</loc></url>" for page in pages) + "</urlset>"

    def build_pages(self):
        for page in range(1, 30):
            numbers = range(30 + page * 3, 33 + page * 3) if page < 4 else range(33, 36)
            more = f"<a rel=next href='/lijst?page={page + 1}'>volgende</a>"
            self.site.listing(f"/lijst?page={page}", numbers, more=more)

    def change(self):
        """What happened at the site between the two crawls."""
        self.before = self.site.pages["/vacature/2"]
        self.site["/vacature/2"] = self.before.replace("oven", "rijskast")
        self.site["/vacature/3"] = (410, {}, "weg")
        self.site["/vacature/4"] = "<html><body><p>Deze vacature is niet meer beschikbaar.</p></body></html>"
        self.site["/vacature/5"] = (302, {"Location": "/vacatures"}, "")
        self.site["/deel.xml"] = f"<urlset><url><loc>{self.site.base}/vacature/20</loc></url></urlset>"
        self.site["/vacature/22"] = (404, {}, "weg")


@pytest.fixture(scope="module")
def world(open_site, tmp_path_factory):
    with open_site() as site:
        built = World(site, tmp_path_factory.mktemp("wereld"))
        built.build()
        built.first, built.first_asked = built.crawl(), list(site.asked)
        built.refusals = {row.url.removeprefix(site.base): row for row in built.read(select(CrawlRefusal))}
        built.change()
        built.second, built.second_asked = built.crawl(), list(site.asked)
        yield built


def paths_of(asked):
    return [path for _, path, _ in asked]


def test_a_crawl_is_reported_as_the_door_promises(world):
    report = world.first
    assert list(report) == [
        "source", "state", "reason", "started", "ended", "requests", "statuses",
        "new", "changed", "same", "gone", "refused", "robots",
    ]  # fmt: skip
    assert (report["source"], report["state"], report["reason"], report["robots"]) == ("mulder", "ok", None, "gelezen")
    assert (report["new"], report["changed"], report["same"], report["gone"]) == (8 + 3 + 9, 0, 0, 0)


def test_every_vacancy_has_a_snapshot_and_every_snapshot_verifies(world):
    store = WarcStore(world.settings.snapshot_dir)
    assert {row.id for row in world.read(select(Vacancy))} == {
        row.vacancy_id for row in world.read(select(VacancySnapshot))
    }
    assert [row.url for row in world.read(select(Snapshot)) if not store.verify_slice(row)] == []


def test_the_user_agent_names_the_program_and_a_contact_and_no_cookie_is_sent(world):
    agents = {headers["User-Agent"] for _, _, headers in world.first_asked}
    assert [(agent.split("/")[0], agent.partition(" ")[2]) for agent in agents] == [
        ("Passend", "(+contact els@kramer.example)")
    ]
    assert not any({"Cookie", "Referer"} & headers.keys() for _, _, headers in world.first_asked)


def test_robots_txt_is_asked_first_and_obeyed(world):
    assert paths_of(world.first_asked)[0] == "/robots.txt"
    assert "/vacature/verboden" not in paths_of(world.first_asked)
    assert world.refusals["/vacature/verboden"].code == "robots"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/vacature/404", "status"),
        ("/vacature/500", "status"),
        ("http://169.254.169.254/latest/meta-data/", "address"),
        ("http://127.0.0.1:1/vacature/9", "address"),
        ("/vacature/kring", "status"),
        ("/vacature/stuk", "malformed"),
        ("/vacature/half", "malformed"),
    ],
)
def test_one_broken_page_is_refused_with_its_code_and_never_ends_the_run(world, address, code):
    assert world.refusals[address].code == code


def test_a_link_to_another_loopback_site_is_not_asked_for(world):
    assert world.first["refused"] == {"address": 2, "malformed": 2, "robots": 1, "status": 3}


def test_pages_of_a_listing_are_followed_until_nothing_new_comes(world):
    assert [path for path in paths_of(world.first_asked) if "page=" in path] == [
        f"/lijst?page={n}" for n in range(1, 7)
    ]


def test_a_sitemap_index_leads_to_the_vacancies_and_not_to_the_rest(world):
    asked = paths_of(world.first_asked)
    assert [path in asked for path in ("/sitemap.xml", "/deel.xml", "/vacature/22", "/over-ons")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_busy_site_is_asked_again_only_after_it_said(world):
    first, second = (moment for moment, path, _ in world.first_asked if path == "/vacature/7")
    later = [moment - first for moment, _, _ in world.first_asked if moment > first]
    assert (second - first >= 1.0, min(later) >= 0.95) == (True, True)
    assert world.state_of(7).state == "OPEN"


def test_an_unchanged_page_or_robots_txt_costs_a_304_and_makes_no_version(world):
    assert world.second["statuses"]["304"] == 3
    assert (world.state_of(0).version, world.state_of(0).last_seen > world.state_of(0).first_seen) == (1, True)
    assert (world.second["new"], world.second["changed"], world.second["same"]) == (0, 1, 15)


def test_the_teaser_on_a_listing_never_takes_the_place_of_the_page_itself(world):
    assert (world.state_of(6).version, "oven" in world.state_of(6).description) == (2, True)


def test_a_changed_page_is_a_new_version_with_its_own_snapshot(world):
    vacancy, store = world.state_of(2), WarcStore(world.settings.snapshot_dir)
    database = open_database(world.settings)
    with database.reading() as session:
        bodies = [store.read_body(snapshot).decode() for snapshot in snapshots_of(session, vacancy.id)]
    database.close()
    assert (vacancy.version, bodies) == (2, [world.before, world.site.pages["/vacature/2"]])


def test_a_page_that_is_gone_or_says_so_closes_its_vacancy_with_the_time(world):
    for number in (3, 4, 22):
        assert (world.state_of(number).state, world.state_of(number).gone_at is not None) == ("GONE", True)


def test_a_vacancy_that_left_the_sitemap_is_looked_at_once_more_and_its_page_decides(world):
    assert {number: world.state_of(number).state for number in (20, 21, 22)} == {20: "OPEN", 21: "OPEN", 22: "GONE"}
    assert [paths_of(world.second_asked).count(f"/vacature/{number}") for number in (20, 21, 22)] == [1, 1, 1]


def test_a_vacancy_whose_page_leads_to_the_list_is_gone(world):
    assert (world.state_of(5).state, world.second["gone"]) == ("GONE", 4)


def test_every_closed_vacancy_says_how_it_was_found_closed(world):
    found = {number: world.state_of(number).closed_by for number in (2, 3, 4, 5, 22)}
    assert found == {2: None, 3: "STATUS", 4: "SAID", 5: "REDIRECTED", 22: "STATUS"}


def test_what_a_site_shows_again_is_open_again_and_less_than_the_minimum_closes_nothing(world):
    world.site["/vacature/3"] = world.site.pages["/vacature/6"].replace("BM-6", "BM-3")
    world.source = world.source.model_copy(update={"min_items": 1000, "start": [f"{world.site.base}/vacatures"]})
    report = world.crawl()
    assert (report["state"], report["gone"], world.state_of(3).state) == ("broken", 0, "OPEN")
    assert report["reason"] == "6 vacatures, minder dan het minimum van 1000"
    assert len(world.read(select(CrawlRun))) == 3


def test_a_run_that_finds_nothing_new_leaves_no_file_behind(settings, site, make_source):
    site["/vacature/1"] = "<html><body>Welkom</body></html>"
    crawl_sources(settings, [make_source(f"{site.base}/vacature/1")])
    assert list(settings.snapshot_dir.rglob("*.warc.gz")) == []
