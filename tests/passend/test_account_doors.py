"""The first administrator, and whoever runs the machine, make and close accounts without a page."""

import json

import pytest

from dossier.settings import Settings
from passend.serving import believe_proxy
from tests.passend.test_doors import knock

NEW = ("gijs@passend.example", "--name", "Gijs Vos")


@pytest.fixture
def door(monkeypatch, capsys, tmp_path):
    def open_door(*arguments: str) -> tuple[int, str, str]:
        return knock(monkeypatch, capsys, "account", *arguments, "--data-dir", str(tmp_path))

    return open_door


def test_the_first_administrator_gets_a_link_at_once(door):
    code, out, _ = door("add", *NEW, "--role", "admin", "--json")
    answer = json.loads(out)
    assert (code, answer["needs_second_person"]) == (0, False)
    assert answer["link"].startswith("http://127.0.0.1:8000/link/")


def test_the_list_says_who_may_come_in(door):
    door("add", *NEW, "--role", "coach", "--organisation", "Bureau Vooruit")
    assert door("list")[1] == "gijs@passend.example\tcoach\tGijs Vos\tuitgenodigd\tFalse\n"
    door("block", NEW[0])
    assert json.loads(door("list", "--json")[1])[0]["state"] == "geblokkeerd"
    door("unblock", NEW[0])
    assert json.loads(door("list", "--json")[1])[0]["state"] == "uitgenodigd"


@pytest.mark.parametrize(
    "arguments",
    [("add", *NEW, "--role", "koning"), ("add", *NEW, "--role", "coach"), ("block", "niemand@passend.example"),
     ("link", "niemand@passend.example"), ("link", NEW[0], "--kind", "alles")],
)  # fmt: skip
def test_what_cannot_be_is_one_clear_line(door, arguments):
    code, out, err = door(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("passend: ")


def test_only_a_named_proxy_is_believed(tmp_path):
    assert believe_proxy(Settings(data_dir=tmp_path)) == {"clear_untrusted_proxy_headers": True}
    named = believe_proxy(Settings(data_dir=tmp_path, trusted_proxy="127.0.0.1", public_url="https://a.example"))
    assert (named["trusted_proxy"], named["trusted_proxy_count"]) == ("127.0.0.1", 1)
