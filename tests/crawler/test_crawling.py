"""A whole crawl over real HTTP on loopback: pages to snapshots, vacancies and a record of the run."""

import hashlib
import json
from datetime import UTC, datetime

from sqlmodel import select

from crawler.crawling import add_url, crawl_sources
from dossier.model.vacancy import CrawlRun, Snapshot, Vacancy, VacancySnapshot
from dossier.settings import Settings
from dossier.storage.crawls import latest_runs, refusals_of
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore, snapshots_of
from dossier.storage.vacancies import get_vacancy, list_vacancies


def read(settings, query):
    database = open_database(settings)
    with database.reading() as session:
        rows = list(session.exec(query))
    database.close()
    return rows


def crawl(settings, *sources):
    reports = crawl_sources(settings, sources)
    return reports[0] if len(sources) == 1 else reports


def all_snapshots_hold(settings):
    store = WarcStore(settings.snapshot_dir)
    return all(store.verify_slice(snapshot) for snapshot in read(settings, select(Snapshot)))


def test_a_listing_becomes_vacancies_with_snapshots_that_verify(settings, site, make_source):
    site.listing("/vacatures", range(7))
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert {name: report[name] for name in ("source", "state", "reason", "requests", "statuses", "new", "refused")} == {
        "source": "mulder",
        "state": "ok",
        "reason": None,
        "requests": 9,
        "statuses": {"200": 8, "404": 1},
        "new": 7,
        "refused": {},
    }
    vacancies = read(settings, select(Vacancy))
    linked = {row.vacancy_id for row in read(settings, select(VacancySnapshot))}
    assert {vacancy.id for vacancy in vacancies} == linked
    assert len(linked) == 7
    assert all_snapshots_hold(settings)


def test_the_page_as_read_is_in_the_snapshot(settings, site, make_source):
    site.listing("/vacatures", [1])
    crawl(settings, make_source(f"{site.base}/vacatures"))
    (snapshot,) = read(settings, select(Snapshot))
    store = WarcStore(settings.snapshot_dir)
    assert store.read_body(snapshot).decode() == site.pages["/vacature/1"]
    assert hashlib.sha256(store.read_slice(snapshot)).hexdigest() == snapshot.sha256


def test_the_user_agent_names_the_program_and_a_contact(site, make_source, tmp_path):
    settings = Settings(data_dir=tmp_path, testing=True, loopback_crawl=True, contact="els@kramer.example")
    site.listing("/vacatures", [1])
    crawl(settings, make_source(f"{site.base}/vacatures"))
    agents = {headers["User-Agent"] for _, _, headers in site.asked}
    assert {agent.split("/")[0] for agent in agents} == {"Passend"}
    assert {agent.partition(" ")[2] for agent in agents} == {"(+contact els@kramer.example)"}
    assert not any("Cookie" in headers for _, _, headers in site.asked)


def test_robots_txt_is_asked_first_and_obeyed(settings, site, make_source):
    site["/robots.txt"] = "User-agent: *\nDisallow: /vacature/2\n"
    site.listing("/vacatures", [1, 2, 3])
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert site.paths()[0] == "/robots.txt"
    assert "/vacature/2" not in site.paths()
    assert (report["new"], report["refused"], report["robots"]) == (2, {"robots": 1}, "gelezen")


def test_a_site_whose_robots_txt_answers_500_is_left_alone(settings, site, make_source):
    site["/robots.txt"] = (500, {}, "stuk")
    site.listing("/vacatures", [1])
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert set(site.paths()) == {"/robots.txt"}
    assert (report["state"], report["refused"]) == ("broken", {"robots": 1})
    assert report["reason"] == "robots.txt laat het niet toe (robots.txt is onbereikbaar (500))"


def test_pages_of_a_listing_are_followed_until_nothing_new_comes(settings, site, make_source):
    for page in range(1, 30):
        numbers = range(page * 3, page * 3 + 3) if page < 4 else range(3, 6)
        site.listing(
            f"/vacatures?page={page}", numbers, more=f"<a rel=next href='/vacatures?page={page + 1}'>volgende</a>"
        )
    report = crawl(settings, make_source(f"{site.base}/vacatures?page=1"))
    assert report["new"] == 9
    assert [path for path in site.paths() if "page=" in path] == [f"/vacatures?page={n}" for n in range(1, 7)]


def test_a_sitemap_index_leads_to_the_vacancies_and_not_to_the_rest(settings, site, make_source):
    site.listing("/niet-gevraagd", range(3))
    site["/sitemap.xml"] = f"<sitemapindex><sitemap><loc>{site.base}/deel.xml</loc></sitemap></sitemapindex>"
    pages = [f"{site.base}/vacature/{n}" for n in range(3)] + [
        f"{site.base}/over-ons",
        "https://elders.example/vacature/9",
    ]
    site["/deel.xml"] = "<urlset>" + "".join(f"<url><loc>{page}</loc></url>" for page in pages) + "</urlset>"
    report = crawl(settings, make_source(f"{site.base}/sitemap.xml"))
    assert report["new"] == 3
    assert sorted(site.paths()) == ["/deel.xml", "/robots.txt", "/sitemap.xml", *[f"/vacature/{n}" for n in range(3)]]


def test_one_broken_page_never_ends_the_run(settings, site, make_source):
    site.listing("/vacatures", range(1, 7))
    site["/vacature/1"] = (404, {}, "weg")
    site["/vacature/2"] = (500, {}, "stuk")
    site["/vacature/3"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, "")
    site["/vacature/4"] = '<html><script type=\'application/ld+json\'>{"@type": "JobPosting", "title": </script>'
    site["/vacature/5"] = (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00")
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert report["new"] == 1
    assert sum(report["refused"].values()) == 5
    assert {code: report["refused"][code] for code in ("address", "status")} == {"address": 1, "status": 2}
    assert report["state"] == "ok"
    database = open_database(settings)
    with database.reading() as session:
        run = latest_runs(session)["mulder"]
        refusals = {refusal.url.removeprefix(site.base): refusal.code for refusal in refusals_of(session, run.id)}
    database.close()
    assert refusals["http://169.254.169.254/latest/meta-data/"] == "address"
    assert refusals["/vacature/1"] == "status"


def test_one_broken_source_never_ends_the_others(settings, site, make_source):
    site.listing("/vacatures", range(2))
    good, bad = make_source(f"{site.base}/vacatures"), make_source("http://127.0.0.1:9/vacatures", name="weg")
    first, second = crawl(settings, bad, good)
    assert (first["source"], first["state"]) == ("weg", "broken")
    assert (second["source"], second["state"], second["new"]) == ("mulder", "ok", 2)


def test_a_loopback_address_that_is_not_the_source_itself_is_refused(settings, site, make_source):
    site.listing("/vacatures", [1], more="<a href='http://127.0.0.1:1/vacature/8'>vacature</a>")
    site["/vacature/1"] = (302, {"Location": "http://127.0.0.1:1/vacature/9"}, "")
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert report["refused"] == {"address": 1}


def test_without_the_demo_setting_loopback_is_refused(site, make_source, tmp_path):
    settings = Settings(data_dir=tmp_path, testing=True)
    site.listing("/vacatures", [1])
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert (site.paths(), report["state"], report["refused"]) == ([], "broken", {"address": 1})


def test_a_second_crawl_of_an_unchanged_site_costs_304s_and_makes_no_versions(settings, site, make_source):
    site.listing("/vacatures", range(4))
    for path in ["/vacatures", *[f"/vacature/{n}" for n in range(4)]]:
        site[path] = with_etag(site.pages[path])
    crawl(settings, make_source(f"{site.base}/vacatures"))
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert report["statuses"] == {"304": 5, "404": 1}
    assert (report["new"], report["changed"], report["same"], report["gone"]) == (0, 0, 4, 0)
    assert {vacancy.version for vacancy in read(settings, select(Vacancy))} == {1}


def with_etag(page):
    tag = f'"{hashlib.sha256(page.encode()).hexdigest()[:16]}"'

    def answer(headers):
        known = headers.get("If-None-Match") == tag
        return (304, {"ETag": tag}, "") if known else (200, {"ETag": tag}, page)

    return answer


def test_a_changed_page_is_a_new_version_with_its_own_snapshot(settings, site, make_source):
    site.listing("/vacatures", [1])
    crawl(settings, make_source(f"{site.base}/vacatures"))
    before = site.pages["/vacature/1"]
    site["/vacature/1"] = before.replace("oven", "rijskast")
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert (report["changed"], report["new"]) == (1, 0)
    (vacancy,) = read(settings, select(Vacancy))
    database = open_database(settings)
    with database.reading() as session:
        first, second = snapshots_of(session, vacancy.id)
    database.close()
    store = WarcStore(settings.snapshot_dir)
    assert vacancy.version == 2
    assert (store.read_body(first).decode(), store.read_body(second).decode()) == (before, site.pages["/vacature/1"])


def test_a_vacancy_that_left_the_listing_is_gone_and_comes_back(settings, site, make_source):
    source = make_source(f"{site.base}/vacatures")
    site.listing("/vacatures", [1, 2])
    crawl(settings, source)
    site.listing("/vacatures", [1])
    assert crawl(settings, source)["gone"] == 1
    states = {vacancy.identifier: vacancy.state for vacancy in read(settings, select(Vacancy))}
    assert states == {"BM-1": "OPEN", "BM-2": "GONE"}
    site.listing("/vacatures", [1, 2])
    crawl(settings, source)
    assert {vacancy.state for vacancy in read(settings, select(Vacancy))} == {"OPEN"}


def test_a_page_that_says_it_is_closed_closes_its_vacancy(settings, site, make_source):
    source = make_source(f"{site.base}/vacatures")
    site.listing("/vacatures", [1, 2, 3])
    crawl(settings, source)
    site["/vacature/1"] = (410, {}, "weg")
    site["/vacature/2"] = "<html><body><h1>Helaas</h1><p>Deze vacature is niet meer beschikbaar.</p></body></html>"
    assert crawl(settings, source)["gone"] == 2
    rows = read(settings, select(Vacancy).order_by(Vacancy.identifier))
    assert [(row.identifier, row.state, row.gone_at is not None) for row in rows] == [
        ("BM-1", "GONE", True),
        ("BM-2", "GONE", True),
        ("BM-3", "OPEN", False),
    ]


def test_a_source_that_gives_less_than_its_minimum_is_broken_and_closes_nothing(settings, site, make_source):
    site.listing("/vacatures", range(4))
    source = make_source(f"{site.base}/vacatures", min_items=3)
    crawl(settings, source)
    site.listing("/vacatures", [1])
    report = crawl(settings, source)
    assert (report["state"], report["reason"]) == ("broken", "1 vacatures, minder dan het minimum van 3")
    assert report["gone"] == 0
    assert {vacancy.state for vacancy in read(settings, select(Vacancy))} == {"OPEN"}


def test_the_limit_of_a_source_is_kept_and_said(settings, site, make_source):
    site.listing("/vacatures", range(10))
    report = crawl(settings, make_source(f"{site.base}/vacatures", max_pages=4))
    assert (report["state"], report["new"]) == ("ok", 3)
    assert report["reason"] == "grens van 4 adressen bereikt; 7 niet bezocht"


def test_a_busy_site_is_asked_again_only_after_it_said(settings, site, make_source):
    answers = [(429, {"Retry-After": "1"}, "druk")]
    page = posting_page_of(site)
    site["/vacature/1"] = lambda _: answers.pop() if answers else page
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    times = [moment for moment, path, _ in site.asked if path == "/vacature/1"]
    assert (len(times), report["new"]) == (2, 1)
    assert times[1] - times[0] >= 1.0


def posting_page_of(site):
    site.listing("/vacatures", [1])
    return site.pages["/vacature/1"]


def test_a_killed_run_is_a_broken_record_and_not_an_error(settings, site, make_source, monkeypatch):
    monkeypatch.setattr("crawler.process.sys.executable", "/bin/false")
    report = crawl(settings, make_source(f"{site.base}/vacatures"))
    assert (report["state"], report["reason"]) == ("broken", "het crawlproces eindigde met code 1")
    assert [run.state for run in read(settings, select(CrawlRun))] == ["broken"]


def test_a_pasted_address_becomes_a_vacancy_line_with_its_snapshot(settings, site, tmp_path):
    site["/vacature/1"] = posting_page_of(site)
    line = add_url(settings, f"{site.base}/vacature/1", tmp_path / "uit.jsonl")
    assert (line["title"], line["source"]) == ("Medewerker broodbakkerij 1", "geplakt")
    assert json.loads((tmp_path / "uit.jsonl").read_text()) == line
    database = open_database(settings)
    with database.reading() as session:
        assert snapshots_of(session, line["id"])[0].id == line["snapshot"]
        assert get_vacancy(session, line["id"]).first_seen.date() == datetime.now(UTC).date()
    database.close()


def test_a_pasted_address_inside_the_network_is_refused_before_anything_is_asked(settings, tmp_path):
    line = add_url(settings, "http://169.254.169.254/latest/meta-data/", tmp_path / "uit.jsonl")
    assert (line["error"], (tmp_path / "uit.jsonl").read_text()) == ("address", "")


def test_a_pasted_listing_gives_every_vacancy_on_it(settings, site, tmp_path):
    site.listing("/alles", range(3))
    add_url(settings, f"{site.base}/alles", tmp_path / "uit.jsonl")
    assert len((tmp_path / "uit.jsonl").read_text().splitlines()) == 3


def test_the_employers_own_page_leads_its_copies(settings, site, make_source, posting_page):
    text = (
        "<p>"
        + " ".join(
            f"Je bakt brood {word} en je houdt de oven schoon in de vroege ploeg."
            for word in ("van", "meel", "water", "gist", "en", "zout")
        )
        + "</p>"
    )
    own, agency = (
        make_source(f"{site.base}/eigen", kind="employer"),
        make_source(f"{site.base}/bureau", name="bureau", kind="agency"),
    )
    site["/eigen"] = posting_page(1, title="Broodbakker", text=text)
    site["/bureau"] = posting_page(
        2, title="Broodbakker (m/v)", employer="Werkwerk", text="<p>Werkwerk zoekt.</p>" + text
    )
    crawl(settings, agency, own)
    rows = {row.source: row for row in read(settings, select(Vacancy))}
    assert (rows["mulder"].copy_of, rows["bureau"].copy_of) == (None, rows["mulder"].id)
    database = open_database(settings)
    with database.reading() as session:
        assert len(list_vacancies(session)) == 2
    database.close()
