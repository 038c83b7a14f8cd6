"""From an address alone to the file of a source, which runs only after a person has filled in the ground."""

import json
import tomllib
from importlib.resources import files

import pytest

from crawler.document import Document
from crawler.extract import extract_document
from crawler.platform import _platforms, find_board
from crawler.readers import READERS
from crawler.source import SourceKind, load_sources
from crawler.suggestion import suggest_source, write_toml
from dossier.errors import Refused, SourceError

API = "https://api.smartrecruiters.com/v1/companies/"
ORACLE = "https://v.fa.em2.oraclecloud.com/"


@pytest.mark.parametrize(
    ("address", "reader", "start"),
    [
        (
            "boards.greenhouse.io/mulder",
            "greenhouse",
            "https://boards-api.greenhouse.io/v1/boards/mulder/jobs?content=true",
        ),
        (
            "https://job-boards.eu.greenhouse.io/mulder/jobs/12",
            "greenhouse",
            "https://boards-api.greenhouse.io/v1/boards/mulder/jobs?content=true",
        ),
        (
            "https://boards.greenhouse.io/embed/job_board?for=mulder&b=x",
            "greenhouse",
            "https://boards-api.greenhouse.io/v1/boards/mulder/jobs?content=true",
        ),
        ("https://jobs.lever.co/mulder/12ab", "lever", "https://api.lever.co/v0/postings/mulder?mode=json"),
        ("https://jobs.eu.lever.co/mulder", "lever", "https://api.eu.lever.co/v0/postings/mulder?mode=json"),
        ("https://mulder.recruitee.com/o/kok", "recruitee", "https://mulder.recruitee.com/api/offers/"),
        ("https://mulder.homerun.co/kok/nl", "homerun", "https://feed.homerun.co/mulder"),
        (
            "https://apply.workable.com/mulder/j/ABC/",
            "workable",
            "https://apply.workable.com/api/v1/widget/accounts/mulder?details=true",
        ),
        ("https://careers.smartrecruiters.com/Mulder", "smartrecruiters", API + "Mulder/postings?limit=100"),
        ("https://jobs.smartrecruiters.com/Mulder/1-kok", "smartrecruiters", API + "Mulder/postings?limit=100"),
        ("https://mulder.jobs.personio.de/job/1", "personio", "https://mulder.jobs.personio.de/xml?language=nl"),
        ("https://mulder.teamtailor.com/jobs", "teamtailor", "https://mulder.teamtailor.com/jobs.json"),
        ("https://mulder.na.teamtailor.com/", "teamtailor", "https://mulder.na.teamtailor.com/jobs.json"),
        (
            "https://jobs.ashbyhq.com/mulder",
            "ashby",
            "https://api.ashbyhq.com/posting-api/job-board/mulder?includeCompensation=true",
        ),
        ("https://mulder.bamboohr.com/careers/12", "bamboohr", "https://mulder.bamboohr.com/careers/list"),
        (
            "https://mulder.wd3.myworkdayjobs.com/nl-NL/Werken/job/Venlo/Kok_JR1",
            "workday",
            "https://mulder.wd3.myworkdayjobs.com/wday/cxs/mulder/Werken/jobs",
        ),
        (
            ORACLE + "hcmUI/CandidateExperience/nl/sites/CX_1/job/2",
            "oracle",
            ORACLE + "hcmRestApi/resources/latest/recruitingCEJobRequisitions?onlyData=true"
            "&expand=requisitionList.secondaryLocations&finder=findReqs;siteNumber=CX_1,limit=200,sortBy=POSTING_DATES_DESC",
        ),
        (
            "https://career5.successfactors.eu/career?company=mulderbv&lang=nl_NL",
            "successfactors",
            "https://career5.successfactors.eu/career?company=mulderbv&career_ns=job_listing_summary&resultType=XML",
        ),
        ("https://mulder.applytojob.com/apply", "jazzhr", "https://app.jazz.co/feeds/export/jobs/mulder"),
        (
            "https://mulder.eightfold.ai/careers?domain=mulder.nl&hl=nl",
            "eightfold",
            "https://mulder.eightfold.ai/api/apply/v2/jobs?domain=mulder.nl&start=0&num=10",
        ),
        ("https://remoteok.com/", "remoteok", "https://remoteok.com/api"),
        ("https://werkenbij.mulder.nl/sitemap.xml", "auto", "https://werkenbij.mulder.nl/sitemap.xml"),
        ("werkenbij.mulder.nl", "auto", "https://werkenbij.mulder.nl"),
    ],
)
def test_the_address_tells_what_to_fetch(address, reader, start):
    suggestion = suggest_source(address)
    assert (suggestion.reader, suggestion.start) == (reader, start)


def test_every_platform_names_a_reader_a_kind_and_addresses_that_a_source_accepts(tmp_path):
    for platform in _platforms()["platform"]:
        assert platform.reader in READERS
        assert platform.kind in list(SourceKind)
        assert platform.start.startswith("https://")
        assert platform.note
    assert all(platform.why for platform in _platforms()["refused"])


@pytest.mark.parametrize(
    "address", ["https://jobs.lever.co.kwaad.example/x", "https://evil-boards.greenhouse.io/x", "https://lever.co/x"]
)
def test_an_address_that_only_looks_like_a_platform_is_unknown(address):
    assert find_board(address) is None


def test_the_written_file_is_refused_until_a_person_has_filled_it_in(tmp_path):
    path = tmp_path / "mulder.toml"
    path.write_text(write_toml(suggest_source("https://jobs.lever.co/mulder")), encoding="utf-8")
    with pytest.raises(SourceError, match=r"permission: .*permission_date"):
        load_sources([tmp_path])
    filled = (
        path.read_text("utf-8")
        .replace('permission = ""', 'permission = "Openbare vacatures van de werkgever zelf."')
        .replace('permission_date = ""', "permission_date = 2026-11-21")
    )
    path.write_text(filled, encoding="utf-8")
    (source,) = load_sources([tmp_path])
    assert (source.name, source.reader, source.enabled, source.hosts) == ("mulder", "lever", False, ["jobs.lever.co"])


@pytest.mark.parametrize(
    "address",
    [
        "https://boards.greenhouse.io/a_b--c",
        "https://jobs.ashbyhq.com/Bakkerij%20Mulder%20%22BV%22",
        "https://1.recruitee.com",
    ],
)
def test_whatever_the_board_is_called_the_file_is_toml_with_a_good_name(address):
    table = tomllib.loads(write_toml(suggest_source(address)))
    assert table["name"].strip("-") == table["name"] != ""
    assert (table["enabled"], table["permission"], table["permission_date"]) == (False, "", "")


def test_the_file_says_that_somebody_must_look_first():
    text = write_toml(suggest_source("https://werkenbij.mulder.nl/vacatures"))
    assert "Eerst moet iemand kijken" in text
    assert text.count("IN TE VULLEN") == 2
    assert "https://werkenbij.mulder.nl/robots.txt" in text


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://nl.linkedin.com/jobs/view/1", "LinkedIn: de voorwaarden verbieden"),
        ("https://www.indeed.com/viewjob?jk=1", "Indeed: de voorwaarden verbieden"),
        ("ftp://mulder.nl/x", "alleen http en https"),
        ("geen adres", "tekens die er niet in horen"),
    ],
)
def test_where_no_source_can_be_made_the_reason_is_said(address, reason):
    with pytest.raises(Refused, match=reason):
        suggest_source(address)


def test_the_employer_of_a_board_is_named_after_its_address_and_says_so():
    job = {"id": "1", "text": "Kok", "hostedUrl": "https://jobs.lever.co/bakkerij-mulder/1"}
    (vacancy,) = extract_document(Document(json.dumps([job]).encode()))
    assert vacancy.employer == "Bakkerij Mulder"
    assert vacancy.warnings == ["werkgever afgeleid van het adres van de vacaturesite op Lever"]


@pytest.mark.parametrize(
    ("url", "employer"),
    [
        ("https://jobs.ashbyhq.com/Bakkerij%20Mulder/1", "Bakkerij Mulder"),
        ("https://mulderBV.bamboohr.com/careers/1", "mulderBV"),
        ("https://cdn.jobylon.com/jobs/companies/123/embed/v2/", None),
        ("https://remoteok.com/remote-jobs/1", None),
    ],
)
def test_a_number_or_a_job_site_is_no_employer(url, employer):
    assert find_board(url).employer == employer


@pytest.mark.parametrize(
    ("address", "platform"),
    [
        ("https://europa.eu/eures/portal/jv-se/jv-details/abc", "EURES"),
        ("https://glints.com/id/opportunities/jobs/1", "Glints"),
        ("https://mulder.jobs.cz/detail/1", "jobs.cz"),
        ("https://justjoin.it/job-offer/1", "Just Join IT, RocketJobs"),
        ("https://rocketjobs.pl/oferta-pracy/1", "Just Join IT, RocketJobs"),
        ("https://arbeidsplassen.nav.no/stillinger/stilling/1", "NAV Arbeidsplassen"),
        ("https://www.startupjobs.cz/nabidka/1", "StartupJobs"),
        ("https://torre.ai/post/1", "Torre"),
    ],
)
def test_of_a_known_site_whose_address_tells_no_list_the_file_says_so_and_begins_there(address, platform):
    suggestion = suggest_source(address)
    assert (suggestion.platform, suggestion.start, suggestion.reader) == (platform, address, "auto")
    assert "zegt niet waar de lijst staat" in write_toml(suggestion).replace("\n# ", " ")


def test_every_platform_names_a_reader_that_exists():
    tables = tomllib.loads(files("crawler").joinpath("platforms.toml").read_text("utf-8"))
    assert {row["reader"] for kind in ("platform", "known") for row in tables[kind]} <= set(READERS)
