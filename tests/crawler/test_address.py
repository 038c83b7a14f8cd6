"""Addresses that lead inside are refused in every spelling; ordinary ones are not."""

import pytest

from crawler.address import MAX_ADDRESS, authority, check_answers, check_form, check_url, loopback_authorities, site
from dossier.errors import Refused
from dossier.settings import Settings

LISTENER, PORT = "127.0.0.2", "8098"


def lines_of(shared, name):
    text = (shared / "attacks" / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("# ")]
    return [line.replace("{IP}", LISTENER).replace("{PORT}", PORT) for line in lines]


def is_refused(url, **keys):
    try:
        check_url(url, **keys)
    except Refused as refusal:
        return refusal.code == "address"
    return False


def test_every_attack_address_is_refused(shared):
    urls = lines_of(shared, "ssrf_urls.txt")
    assert len(urls) >= 170
    assert [url for url in urls if not is_refused(url)] == []


def test_only_the_pages_of_the_allowed_site_pass_when_it_is_allowed(shared):
    passed = [url for url in lines_of(shared, "ssrf_urls.txt") if not is_refused(url, loopback={"127.0.0.1:8099"})]
    assert {authority(url) for url in passed} == {"127.0.0.1:8099"}


def test_every_ordinary_address_passes(shared):
    assert [url for url in lines_of(shared, "ssrf_allow.txt") if is_refused(url)] == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://192.0.0.192/",
        "http://10.0.0.1/",
        "http://localhost/",
        "http://mulder.localhost/",
        "http://printer.lan/",
        "http://intranet/",
        "file:///etc/passwd",
        "http://daan@mulder.example/",
        "http://mulder.example:22/",
        "http://mulder.example\\@127.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http:/mulder.example/",
        "//mulder.example/",
        "http://mulder.example/\r\nHost: x",
        "http://" + "a" * 2100 + ".example/",
        "http://mulder.example:99999/",
        "http://%31%32%37.0.0.1/",
        "",
    ],
)
def test_an_address_that_leads_inside_is_refused(url):
    assert is_refused(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://mulder.example/vacature?id=7&x=%20",
        "http://8.8.8.8/",
        "https://café-mulder.example:8443/",
        "https://10.nl/",
        "http://[2001:4860:4860::8888]/",
        "https://WWW.Mulder.Example./x",
    ],
)
def test_an_ordinary_address_is_not_refused(url):
    assert check_url(url) == url


@pytest.mark.parametrize(
    "answers",
    [
        [],
        ["10.0.0.5"],
        ["93.184.216.34", "127.0.0.1"],
        ["127.0.0.1", "93.184.216.34"],
        ["fe80::1%eth0"],
        ["::"],
        ["fd12:3456:789a:1::1"],
        ["64:ff9b::7f00:1"],
        ["255.255.255.255"],
        ["198.18.0.1"],
        ["0.0.0.0"],
    ],
)
def test_a_name_with_one_answer_inside_is_refused_whole(answers):
    with pytest.raises(Refused):
        check_answers(answers)


def test_a_name_with_only_public_answers_keeps_them_all():
    assert check_answers(["93.184.216.34", "2001:4860:4860::8888"]) == ["93.184.216.34", "2001:4860:4860::8888"]


LONG = "https://mulder.example/"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:5001/vacatures",
        "https://mulder.example/",
        "https://café9-mulder.example/",
        LONG + "a" * (MAX_ADDRESS - len(LONG)),
    ],
)
def test_the_form_of_an_address_is_checked_without_judging_where_it_lies(url):
    assert check_form(url) == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mulder.example", "alleen http en https"),
        ("ftp://mulder.example/", "alleen http en https"),
        ("http:/mulder.example/", "alleen http en https"),
        ("http://[::g]/", "geen geldig adres"),
        ("http://[[::1]]/", "geen geldig adres"),
        ("http://mulder.example/a b", "het adres bevat tekens die er niet in horen"),
        ("http://daan@mulder.example/", "geen gebruikersnaam of procentteken voor de hostnaam"),
        ("http://mulder%2eexample/", "geen gebruikersnaam of procentteken voor de hostnaam"),
        ("http://mulder.example:99999/", "geen geldige poort"),
        ("http://mulder.example:/", "geen geldige poort"),
        ("http:///vacatures", "geen geldige hostnaam"),
        ("http://0x7f.1/", "geen geldige hostnaam"),
        ("http://" + "é" * 64 + ".nl/", "geen geldige hostnaam"),
        ("http://①②⑦.⓪.⓪.①/", "de hostnaam bevat tekens die er niet in horen"),
        ("http://printer/", "'printer' is geen gewone hostnaam"),
        ("http://mulder..example/", "'mulder..example' is geen gewone hostnaam"),
        (LONG + "a" * (MAX_ADDRESS + 1 - len(LONG)), "langer dan 2083 tekens"),
    ],
)
def test_an_address_in_another_form_is_refused_for_what_is_wrong_with_it(url, why):
    with pytest.raises(Refused) as refusal:
        check_form(url)
    assert refusal.value.detail == why


def test_only_where_a_source_starts_on_loopback_is_let_through_and_only_in_demo_and_tests(tmp_path):
    start = ["http://127.0.0.1:5001/a", "https://mulder.example/", "http://127.0.0.2:5001/"]
    allowed = Settings(data_dir=tmp_path, testing=True, loopback_crawl=True)
    assert loopback_authorities(allowed, start) == {"127.0.0.1:5001"}
    assert loopback_authorities(Settings(data_dir=tmp_path), start) == frozenset()


def test_a_site_is_scheme_name_and_port():
    assert site("https://Mulder.example/x") == "https://mulder.example:443"
    assert site("http://mulder.example:8080/x?y") == "http://mulder.example:8080"
    assert authority("http://[2001:db8::1]/") == "[2001:db8::1]:80"
    assert authority("/vacatures") == ":0"
