"""robots.txt as RFC 9309 reads it."""

import time

import pytest

from crawler.robots import MAX_BYTES, matches, read_robots

AGENT = "Passend/0.1 (+contact admin@passend.example)"


def allows(text, path="/vacature/1", agent=AGENT):
    content = text if isinstance(text, bytes) else text.encode()
    return read_robots(content, agent).allows(f"https://mulder.example{path}")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("<html><body>Inloggen</body></html>", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /vacature/\nAllow: /vacature/1", True),
        ("User-agent: *\nAllow: /vacature\nDisallow: /vacature/1", False),
        ("User-agent: *\nDisallow: /vacature/1\nAllow: /vacature/1", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Passend\nDisallow: /beheer", True),
        ("User-agent: passend/2.0\nDisallow: /", False),
        ("User-agent: anders\nUser-agent: PASSEND\nDisallow: /", False),
        ("User-agent: anders\nDisallow: /\nUser-agent: nog-een\nDisallow: /x", True),
        ("User-agent: *\nDisallow: /x\nUser-agent: *\nDisallow: /vacature", False),
        ("User-agent: *\r\nDisallow: /vacature\r\n", False),
        ("User-agent: *\rDisallow: /vacature\r", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /vacature", False),
        ("user-AGENT : *\ndisALLOW : /vacature # zo", False),
        ("User-agent: *\nDisallow: /*/1$", False),
        ("User-agent: *\nDisallow: /*/2$", True),
        ("User-agent: *\nDisallow: /vacature/1?", True),
        ("Disallow: /", True),
        (bytes(range(256)) * 40, True),
    ],
)
def test_rules_are_read_as_the_standard_says(text, allowed):
    assert allows(text) is allowed


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("/a*c", "/abbc/d", True),
        ("/a*c$", "/abbc/d", False),
        ("/a*c$", "/abbcc", True),
        ("/", "/x", True),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("*", "/x", True),
        ("/a*b*a$", "/aba", True),
        ("/ab*ba$", "/aba", False),
    ],
)
def test_a_pattern_matches_from_the_start_and_a_dollar_is_the_end(pattern, path, found):
    assert matches(pattern, path) is found


def test_percent_encoding_compares_alike():
    assert not allows("User-agent: *\nDisallow: /caf%C3%A9", "/café/1")
    assert not allows("User-agent: *\nDisallow: /café", "/caf%c3%a9/1")
    assert not allows("User-agent: *\nDisallow: /%7Edaan", "/~daan/1")
    assert allows("User-agent: *\nDisallow: /a%2Fb", "/a/b")


def test_the_query_counts_as_part_of_the_path():
    assert not allows("User-agent: *\nDisallow: /*?page=", "/vacatures?page=2")


def test_hundred_wildcards_cost_no_time():
    started = time.process_time()
    assert allows("User-agent: *\nDisallow: /" + "*a" * 100 + "b$", "/" + "a" * 2000)
    assert time.process_time() - started < 0.1


def test_half_a_megabyte_is_read_and_not_more():
    filler = "# vulling\n" * (MAX_BYTES // 10 - 10)
    assert not allows("User-agent: *\n" + filler + "Disallow: /vacature\n")
    assert allows("User-agent: *\n" + filler * 2 + "Disallow: /vacature\n")


@pytest.mark.parametrize(
    ("value", "delay"),
    [
        ("10", 10.0),
        ("2.5", 2.5),
        ("86400", 30.0),
        ("NaN", None),
        ("-1", None),
        ("1e308", 30.0),
        ("x", None),
        ("0", None),
    ],
)
def test_a_crawl_delay_is_kept_to_within_reason(value, delay):
    assert read_robots(f"User-agent: *\nCrawl-delay: {value}\n".encode(), AGENT).delay == delay


def test_an_unreachable_site_allows_nothing():
    robots = read_robots(b"", AGENT)
    robots.open = False
    assert not robots.allows("https://mulder.example/")


def test_sitemaps_are_handed_on():
    text = b"Sitemap: https://mulder.example/sitemap.xml\nUser-agent: *\nDisallow:\n"
    assert read_robots(text, AGENT).sitemaps == ["https://mulder.example/sitemap.xml"]
