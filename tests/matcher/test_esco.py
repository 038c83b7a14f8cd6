import pytest

from dossier.errors import SettingsError
from matcher.esco import read_esco
from matcher.occupation import load_titles, occupations

HEADER = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
ROW = 'Occupation,http://example.org/esco/1,7512,wafelbakker,"wafelbakster\nwafelmaker",released\n'


@pytest.fixture
def esco(tmp_path, monkeypatch):
    monkeypatch.setenv("PASSEND_ESCO_DIR", str(tmp_path))
    caches = (load_titles, occupations)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


def test_a_name_that_only_esco_knows_is_found_with_its_address(esco):
    (esco / "occupations_nl.csv").write_text(HEADER + ROW, "utf-8")
    found = occupations("Wafelmaker")[0]
    assert (found.isco08, found.label, found.esco) == ("7512", "wafelbakker", "http://example.org/esco/1")


def test_without_a_download_the_program_knows_its_own_titles_only():
    assert occupations("Bakker")[0].esco is None


def test_our_own_word_for_a_title_goes_first(esco):
    (esco / "occupations_nl.csv").write_text(HEADER + ROW.replace("wafelbakker", "bakker"), "utf-8")
    assert occupations("Bakker")[0].label == "bakker"
    assert occupations("Magazijnmedewerker")[0].isco08 == "9333"


def test_a_folder_without_the_download_says_what_to_do(tmp_path):
    with pytest.raises(SettingsError, match="pak daar de CSV-download van ESCO uit"):
        read_esco(tmp_path)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\xff\xfe\x00", b"conceptUri,iscoGroup\nx,y\n"])
def test_a_file_that_is_no_esco_names_the_file(tmp_path, content):
    (tmp_path / "occupations_nl.csv").write_bytes(content)
    with pytest.raises(SettingsError, match=r"occupations_nl\.csv"):
        read_esco(tmp_path)


def test_a_row_without_a_unit_group_is_passed_over(tmp_path):
    (tmp_path / "occupations_nl.csv").write_text(HEADER + ROW.replace("7512", "75") + ROW, "utf-8")
    assert [one.isco08 for one in read_esco(tmp_path)] == ["7512"]


def test_the_real_download_is_read(shared, esco, monkeypatch):
    folder = shared / "data" / "reference"
    if not (folder / "occupations_nl.csv").exists():
        pytest.skip(f"de ESCO-download is er niet: {folder}")
    monkeypatch.setenv("PASSEND_ESCO_DIR", str(folder))
    assert occupations("inspiciënt")[0].esco is not None
    assert len(load_titles().names) > 10_000
