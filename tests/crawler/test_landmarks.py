"""Scripts, headings and postings are found in one pass over a page, whatever the case and the size."""

import pytest

from crawler import landmarks
from crawler.landmarks import find_landmarks
from crawler.readers.page_state import assigned_value


def test_a_script_in_any_case_is_found_from_tag_to_end():
    page = b"<sCRipt src=a>x<h9></ScRIPT><section><STYLE>y</style>"
    assert [page[begin:end] for _, begin, end in find_landmarks(page).codes] == [b"x<h9>", b"y"]


def test_a_drawing_that_never_ends_runs_to_the_end_of_the_page():
    assert find_landmarks(b"<p><svg><g>").codes == [(3, 8, 11)]


def test_the_first_heading_is_no_tag_that_only_begins_like_it():
    assert find_landmarks(b"<h1x><body><H1>").first == {b"body": 5, b"h1": 11}


@pytest.mark.parametrize("window", [1, 2, 3, 5, 8])
def test_a_page_in_windows_has_the_same_landmarks(monkeypatch, window):
    page = b"<body><script>a</script><h1>JobPosting</h1><style>b</style><h2>"
    whole = find_landmarks(page)
    monkeypatch.setattr(landmarks, "_WINDOW", window)
    assert find_landmarks(page) == whole


@pytest.mark.parametrize(
    "script",
    ["v = [{a: 'x: y', b: 'https://x/'}];", "v = [{a: 'x: y', /* don't */ b: 'https://x/'}];",
     "v = [{a: \"x: y\", b: 'https://x/'}];"],
)  # fmt: skip
def test_a_value_of_a_script_is_read_with_single_quotes_comments_and_double_quotes(script):
    assert assigned_value(script, "v") == [{"a": "x: y", "b": "https://x/"}]
