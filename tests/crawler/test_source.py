"""Source files: every wrong key is named with what is allowed, and one wrong file never stops the rest."""

from datetime import timedelta

import pytest

from crawler.crawling import _by_host, crawl_sources
from crawler.source import OWN_SOURCES, choose_sources, load_sources, read_sources
from dossier.errors import SourceError

GOOD = """
name = "mulder"
start = "https://mulder.example/sitemap.xml"
permission = "Openbare vacatures van de werkgever zelf."
permission_date = 2026-11-21
"""


def write(folder, text, name="bron.toml"):
    (folder / name).write_text(text, encoding="utf-8")


def test_a_source_needs_four_keys(tmp_path):
    write(tmp_path, GOOD)
    (source,) = load_sources([tmp_path])
    assert (source.name, source.start, source.reader, source.enabled) == (
        "mulder",
        ["https://mulder.example/sitemap.xml"],
        "auto",
        True,
    )
    assert source.interval == timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('name = "mulder"', 'name = "Bakkerij Mulder"'), "name: 'Bakkerij Mulder' kan niet; toegestaan: ^[a-z0-9]"),
        (
            ('start = "https://mulder.example/sitemap.xml"', 'start = "file:///etc/passwd"'),
            "start.0: 'file:///etc/passwd' kan niet; alleen http en https",
        ),
        (('start = "https://mulder.example/sitemap.xml"', "start = []"), "start: [] kan niet"),
        (("permission = ", "permision = "), "permission: ontbreekt"),
        (
            ("permission_date = 2026-11-21", 'permission_date = "gisteren"'),
            "permission_date: 'gisteren' kan niet; toegestaan: een dag als 2026-11-21",
        ),
        (("\n", '\nreader = "tovenaar"\n', 1), "reader: 'tovenaar' kan niet; toegestaan: auto, "),
        (("\n", '\nkind = "vriend"\n', 1), "kind: 'vriend' kan niet; toegestaan: employer, agency, board"),
        (("\n", '\nevery = "vaak"\n', 1), "every: 'vaak' kan niet; toegestaan: een aantal minutes, hours of days"),
        (("\n", "\nmin_items = -1\n", 1), "min_items: -1 kan niet"),
        (("\n", "\nsnelheid = 3\n", 1), "snelheid: onbekende sleutel; toegestaan: delay_seconds, enabled, every"),
        (
            ("permission_date = 2026-11-21", 'permission_date = 2026-11-21\n[follow]\nvacancies = ["("]'),
            "follow.vacancies.0: '(' kan niet; geen geldige reguliere expressie",
        ),
        (
            ("permission_date = 2026-11-21", 'permission_date = 2026-11-21\n[follow]\nvacature = ["x"]'),
            "follow.vacature: onbekende sleutel; toegestaan: exclude, pages, vacancies",
        ),
        (
            ("\n", '\nhosts = ["https://kramer.example/"]\n', 1),
            "hosts.0: 'https://kramer.example/' kan niet; toegestaan: een",
        ),
        (("\n", '\nhosts = ["*"]\n', 1), "hosts.0: '*' kan niet; "),
        (("\n", "\nmax_pages = 0\n", 1), "max_pages: 0 kan niet; toegestaan: 1 of meer"),
        (("\n", '\nmin_items = "veel"\n', 1), "min_items: 'veel' kan niet; toegestaan: een heel getal"),
        (("\n", "\ndelay_seconds = 0.1\n", 1), "delay_seconds: 0.1 kan niet"),
        (("\n", '\nenabled = "misschien"\n', 1), "enabled: 'misschien' kan niet; toegestaan: true of false"),
        (("Openbare vacatures van de werkgever zelf.", " " * 20), "minstens 10 tekens"),
        (("permission_date = 2026-11-21", ""), "permission_date: ontbreekt; deze sleutel is verplicht"),
        (("\n", '\nname = "kramer"\n', 1), "geen leesbare TOML"),
        (("name = ", "name : "), "geen leesbare TOML"),
    ],
)
def test_a_wrong_source_names_the_key_and_what_is_allowed(tmp_path, change, message):
    write(tmp_path, GOOD.replace(*change))
    with pytest.raises(SourceError) as fault:
        load_sources([tmp_path])
    assert message in str(fault.value)
    assert str(fault.value).startswith(str(tmp_path / "bron.toml"))


def test_a_wrong_file_never_keeps_the_others_from_running(tmp_path):
    write(tmp_path, GOOD, "a.toml")
    write(tmp_path, "dit is geen toml", "b.toml")
    write(tmp_path, GOOD, "c.toml")
    (tmp_path / "d.toml").write_bytes(b"\xff\xfe\x00")
    sources, faults = read_sources([tmp_path])
    assert [source.name for source in sources] == ["mulder"]
    assert [fault.path.name for fault in faults] == ["b.toml", "c.toml", "d.toml"]
    assert "'mulder' bestaat al" in str(faults[1].error)


def test_without_names_the_enabled_sources_are_chosen(tmp_path):
    write(tmp_path, GOOD, "a.toml")
    write(tmp_path, GOOD.replace("mulder", "kramer") + "enabled = false\n", "b.toml")
    assert [source.name for source in choose_sources(tmp_path, [])] == ["mulder"]
    assert [source.name for source in choose_sources(tmp_path, ["kramer"])] == ["kramer"]
    with pytest.raises(SourceError, match="bron 'bakker' bestaat niet; toegestaan: kramer, mulder"):
        choose_sources(tmp_path, ["bakker"])


def test_the_example_that_comes_along_is_right_and_off():
    assert [(source.name, source.enabled) for source in load_sources([OWN_SOURCES])] == [("voorbeeld", False)]


def test_sources_that_share_a_host_run_one_after_another(make_source):
    a, b = make_source("https://mulder.example/a", name="a"), make_source("https://kramer.example/b", name="b")
    c, d = (
        make_source("https://mulder.example/c", name="c"),
        make_source("https://kramer.example/", name="d", hosts=["mulder.example"]),
    )
    assert [[source.name for source in group] for group in _by_host([a, b, c])] == [["b"], ["a", "c"]]
    assert [[source.name for source in group] for group in _by_host([a, b, c, d])] == [["b", "a", "c", "d"]]


def test_a_wrong_file_is_chosen_as_a_source_with_a_fault_and_reported_as_broken(tmp_path, settings):
    write(tmp_path, GOOD.replace('"mulder"', '"Mulder"'), "Bakkerij Mulder.toml")
    write(tmp_path, GOOD.replace("mulder", "kramer").replace("kramer.example", "127.0.0.1:9"), "b.toml")
    faulty, good = sorted(choose_sources(tmp_path, []), key=lambda source: source.name)
    assert (faulty.name, good.name, good.fault) == ("bakkerij-mulder-toml", "kramer", None)
    reports = crawl_sources(settings, [faulty])
    assert [(report["source"], report["state"]) for report in reports] == [("bakkerij-mulder-toml", "broken")]
    assert "name: 'Mulder' kan niet; toegestaan: ^[a-z0-9]" in reports[0]["reason"]
