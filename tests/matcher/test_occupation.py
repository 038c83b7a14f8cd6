"""Titles of vacancies name an occupation, and a vague word names none."""

from pathlib import Path

from matcher.occupation import load_titles, occupations


def best(title: str) -> str | None:
    found = occupations(title)
    return found[0].isco08 if found else None


def test_the_exact_title_after_cleaning():
    assert best("Magazijnmedewerker (m/v/x) 32-40 uur") == "9333"
    assert best("Junior accountmanager") == "3322"


def test_words_in_another_order():
    assert best("Medewerker magazijn") == "9333"


def test_pedagogisch_medewerker_is_no_factory_worker():
    assert best("Pedagogisch medewerker BSO") == "5311"


def test_a_vague_word_alone_is_no_occupation():
    assert [best(word) for word in ("Medewerker", "Manager", "Specialist", "Junior medewerker")] == [None] * 4


def test_a_known_title_behind_another_role_is_unsure():
    assert all(one.confidence < 0.6 for one in occupations("Docent verpleegkundige"))


def test_nonsense_is_no_occupation():
    assert [occupations(text) for text in ("", "()", "xyzzy", "12345")] == [()] * 4


def test_the_table_is_large():
    assert len(load_titles().names) >= 800


def test_titles_held_apart_find_their_group():
    """Measured at .9 or more; the pairs were written apart from the table."""
    lines = (Path(__file__).parent / "title_pairs.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    right = sum(best(title) == isco08 for title, isco08 in pairs)
    assert len(pairs) >= 120
    assert right / len(pairs) >= 0.9
