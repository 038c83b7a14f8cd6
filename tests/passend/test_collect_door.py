"""The doors of collecting: what is broken is said on the screen and in the exit code, and stops nobody else."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from dossier.storage.crawls import BUSY
from tests.crawler.conftest import opened, write_posting
from tests.passend.test_doors import knock

SOURCE = """
name = "{name}"
start = "{start}"
permission = "Eigen testsite; iedereen die test mag hem ophalen."
permission_date = 2026-11-21
"""


@pytest.fixture
def collect(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("PASSEND_TESTING", "1")
    monkeypatch.setenv("PASSEND_LOOPBACK_CRAWL", "1")
    where = ("--data-dir", str(tmp_path / "data"))

    def run(*words, sources=True):
        folder = ("--sources", str(tmp_path)) if sources else ()
        return knock(monkeypatch, capsys, *words, *folder, *where)

    return run


def test_a_broken_source_is_named_with_its_reason_and_exit_1_and_comes_back_by_itself(collect, tmp_path):
    with opened() as site:
        site.listing("/vacatures", range(3))
        (tmp_path / "goed.toml").write_text(SOURCE.format(name="goed", start=f"{site.base}/vacatures"), "utf-8")
        (tmp_path / "fout.toml").write_text(SOURCE.format(name="fout", start=f"{site.base}/later"), "utf-8")
        (tmp_path / "typefout.toml").write_text("naam = 1\n", "utf-8")
        code, out, _ = collect("crawl")
        assert code == 1
        assert "goed: in orde, 3 nieuw, 0 gewijzigd, 0 verdwenen\n" in out
        assert "fout: kapot, 0 nieuw, 0 gewijzigd, 0 verdwenen (alleen fouten (status 1))\n" in out
        assert "typefout-toml: kapot" in out
        assert "naam: onbekende sleutel; toegestaan: " in out
        code, out, _ = collect("sources", "--json")
        rows = {row["source"]: (row["state"], row["vacancies"]) for row in json.loads(out)}
        assert (code, rows) == (1, {"goed": ("ok", 3), "fout": ("broken", 0), "typefout-toml": ("broken", 0)})
        (tmp_path / "typefout.toml").unlink()
        site.listing("/later", range(3, 5))
        assert (collect("crawl", "fout")[0], collect("sources")[0]) == (0, 0)


def test_a_crawl_that_finds_another_at_work_calls_the_source_busy_and_not_broken(collect, monkeypatch):
    run = {"source": "mulder", "state": "broken", "reason": BUSY, "new": 0, "changed": 0, "gone": 0}
    monkeypatch.setattr("crawler.crawling.crawl_sources", lambda *_, **__: [run])
    code, out, _ = collect("crawl", sources=False)
    assert (code, out) == (1, f"mulder: bezig, 0 nieuw, 0 gewijzigd, 0 verdwenen ({BUSY})\n")


def test_the_kept_page_of_a_pasted_vacancy_is_found_back_and_nothing_old_is_there_to_clear(collect, tmp_path):
    with opened() as site:
        site.listing("/vacatures", range(1))
        code, out, _ = collect("add", f"{site.base}/vacature/0", "--json", sources=False)
    line = json.loads(out)
    assert (code, line["title"], line["last_seen"][:2]) == (0, "Medewerker broodbakkerij 0", "20")
    code, out, _ = collect("snapshot", line["id"], str(tmp_path / "uit"), "--json", sources=False)
    report = json.loads(out)
    assert (code, report["verified"], (tmp_path / "uit" / f"{line['id']}.warc.gz").is_file()) == (0, True, True)
    code, out, _ = collect("snapshot", "--sweep", "--json", sources=False)
    assert (code, json.loads(out)["pages"]) == (0, 0)


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "http://mulder.example:22/"]
)
def test_a_refused_address_writes_an_empty_file(collect, tmp_path, url):
    out_file = tmp_path / "uit.jsonl"
    code, out, _ = collect("add", url, "--out", str(out_file), "--json", sources=False)
    assert (code, json.loads(out)["error"], out_file.read_text("utf-8")) == (1, "address", "")


def test_every_kept_version_is_listed_and_given_with_its_own_text_and_a_checked_digest(collect, tmp_path):
    page = {"url": "/vacature/0"}
    with opened() as site:
        for text in ("<p>Je bakt brood in de vroege ploeg.</p>", "<p>Je bakt brood in de late ploeg.</p>"):
            site[page["url"]] = write_posting(0, text=text)
            code, out, _ = collect("add", f"{site.base}{page['url']}", "--json", sources=False)
    vacancy, folder = json.loads(out)["id"], tmp_path / "uit"
    code, out, _ = collect("snapshot", vacancy, "--versions", "--json", sources=False)
    listed = json.loads(out)
    assert (code, [(row["version"], row["verified"]) for row in listed]) == (0, [(1, True), (2, True)])
    for number, words in ((1, "vroege"), (2, "late")):
        code, out, _ = collect("snapshot", vacancy, str(folder), "--version", str(number), "--json", sources=False)
        report = json.loads(out)
        assert (code, report["sha256"], report["versions"]) == (0, listed[number - 1]["sha256"], [1, 2])
        assert words in Path(report["text"]).read_text("utf-8")
        assert sha256(Path(report["warc"]).read_bytes()).hexdigest() == report["sha256"]
    day = listed[0]["fetched_at"][:10]
    assert (
        json.loads(collect("snapshot", vacancy, str(folder), "--on", day, "--json", sources=False)[1])["version"] == 2
    )
    code, _, said = collect("snapshot", vacancy, "--on", "2020-01-01", sources=False)
    assert (code, f"{day} (de eerste afdruk) of later" in said) == (2, True)
    code, _, said = collect("snapshot", vacancy, "--version", "3", sources=False)
    assert (code, "toegestaan: 1, 2" in said) == (2, True)
    kept = min((tmp_path / "data" / "snapshots").rglob("*.warc.gz"))
    kept.write_bytes(kept.read_bytes()[:-40])
    code, out, _ = collect("snapshot", vacancy, str(folder), "--version", "1", "--json", sources=False)
    report = json.loads(out)
    assert (code, report["verified"], report["warc"], report["text"]) == (1, False, None, None)
