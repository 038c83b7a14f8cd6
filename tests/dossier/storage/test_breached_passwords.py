"""A list of leaked passwords that the office chose is searched on this machine, whatever its form."""

from hashlib import sha1

import pytest

from dossier.errors import SettingsError
from dossier.storage.breached_passwords import is_breached

LEAKED = [f"gelekt wachtwoord {number}" for number in range(500)]


def test_without_a_list_nothing_is_known(tmp_path):
    assert is_breached("wat dan ook", None) is False


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_list_of_plain_lines(tmp_path, line_end):
    file = tmp_path / "list.txt"
    file.write_bytes(line_end.join(LEAKED).encode())
    assert all(is_breached(one, file) for one in (LEAKED[0], LEAKED[250], LEAKED[-1]))
    assert not is_breached("niet gelekt", file)


@pytest.mark.parametrize("count", ["", ":12"])
def test_hashes_in_order_are_found_by_halving(tmp_path, count):
    file = tmp_path / "hashes.txt"
    file.write_text("\n".join(sorted(sha1(one.encode()).hexdigest().upper() + count for one in LEAKED)) + "\n")
    assert [one for one in LEAKED if not is_breached(one, file)] == []
    assert [number for number in range(500) if is_breached(f"nooit gelekt {number}", file)] == []


def test_a_list_that_cannot_be_read_says_which_setting(tmp_path):
    with pytest.raises(SettingsError, match="PASSEND_BREACHED_PASSWORDS"):
        is_breached("wat dan ook", tmp_path / "weg.txt")
