"""The measurements run at any size, tell what they measured in a fixed form, and find what is really there."""

import json
import subprocess
import sys
import threading
from urllib.request import Request, urlopen

import pytest

from crawler.near_copies import find_near_copies
from dossier.evidence.columns import COLUMNS
from passend.bench import crawl, duplicates, export, subjects, web

WORDS = [
    "Je",
    "bakt",
    "brood",
    "in",
    "de",
    "vroege",
    "ploeg",
    "van",
    "onze",
    "bakkerij",
    "en",
    "je",
    "houdt",
    "daarna",
    "de",
    "oven",
    "en",
    "de",
    "vloer",
    "schoon",
]


def is_told(found):
    """Everything measured goes through JSON and has a table."""
    assert json.loads(json.dumps(found))["subject"] == found["subject"]
    return len(list(subjects.lay_out(found))) > 1


def test_the_web_bench_asks_the_page_in_process_and_for_eight_readers():
    found = web.measure_web([20], 1, seconds=0.1)
    row = found["sizes"][0]
    assert row["first_page_cpu_ms"] > 0
    assert row["first_page_bytes"] > 20_000
    assert row["eight_clients"]["p95_ms"] > 0
    assert is_told(found)


def bench(*asked):
    command = [sys.executable, "-m", "passend", "bench", *asked, "--rounds", "1", "--no-peers", "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout)


def test_the_export_bench_makes_a_bundle_and_workbooks():
    found = bench("export", "--sizes", "2")
    assert set(found["cpu_s"]) == {"pdf", "bundle", "xlsx of 8 columns", f"xlsx of {len(COLUMNS)} columns"}
    assert all(cost > 0 for cost in found["cpu_s"].values())
    assert is_told(found)


def test_the_export_bench_says_no_to_a_process_with_threads():
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        with pytest.raises(RuntimeError, match="eigen proces"):
            export.cost_in_child(lambda: None)
    finally:
        stop.set()
        other.join()


def test_the_crawl_bench_crawls_its_own_site_and_a_second_crawl_costs_few_bytes(tmp_path):
    office = crawl.open_office(tmp_path)
    with crawl.open_site() as base:
        crawl.crawl_once(office, base, 12, "proef")
        first = crawl._sent(base)
        crawl.crawl_once(office, base, 12, "proef")
        assert crawl._sent(base) < 0.1 * first
    office.database.close()


def test_a_page_of_the_measured_site_has_three_kilobytes_and_a_mark():
    with crawl.open_site() as base:
        with urlopen(f"{base}/vacature/7") as answer:
            page, tag = answer.read(), answer.headers["ETag"]
        assert 2_500 < len(page) < 3_600
        with pytest.raises(OSError, match="304"):
            urlopen(Request(f"{base}/vacature/7", headers={"If-None-Match": tag}))


def test_the_crawl_bench_tells_ratios_to_its_peers():
    costs = {"passend": [4.0, 9.0, 2.0], "bare": [2.0, 6.0, 1.0], "usual": [16.0, 18.0, 8.0]}
    ratios = crawl._ratios(costs | {"passend, 9 behind": [4.2, 9.45, 2.0]}, 9)
    assert ratios == {"to_bare": 2.0, "to_usual": 0.25, "with_stock_behind": 1.05}


def test_the_duplicates_bench_tells_recall_by_kind_and_precision():
    found = duplicates.measure_duplicates([2_000], 1, peers=False)
    row = found["sizes"][0]
    assert set(row["recall"]) == set(duplicates.KINDS)
    assert min(row["recall"][kind] for kind in ("5%", "10%", "agency", "reordered")) >= 0.99
    assert row["precision"] >= 0.99
    assert is_told(found)


def test_a_shortened_and_edited_text_is_a_near_copy_and_a_stranger_is_not():
    text = " ".join(WORDS * 2)
    other = " ".join(reversed(WORDS * 2))
    found = find_near_copies([text, other, " ".join((WORDS * 2)[:24])])
    assert [(one, two) for one, two, _ in found] == [(0, 2)]


def test_what_many_texts_share_makes_no_copies():
    house = [
        "wij",
        "bieden",
        "een",
        "goed",
        "loon",
        "en",
        "een",
        "fijne",
        "plek",
        "met",
        "leuke",
        "mensen",
        "om",
        "je",
        "heen",
    ]
    texts = [" ".join([*(f"taak{number}x{at}" for at in range(30)), *house]) for number in range(200)]
    assert find_near_copies(texts) == []


@pytest.mark.parametrize("texts", [[], ["een"], ["", ""], ["één tekst", "één tekst"]])
def test_stocks_of_almost_nothing_have_no_near_copies(texts):
    assert find_near_copies(texts) == []
