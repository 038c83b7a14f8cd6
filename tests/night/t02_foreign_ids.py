"""T02: every address and form that anybody sees, asked by everybody else, with the ids of others and nobody's ids."""

import re
from itertools import islice
from urllib.parse import urlsplit

import pytest

from tests.night.conftest import scaled
from tests.webui.addresses import ACTORS, PAGES, WRITES
from tests.webui.cast import NOTE, NUMBER, OTHER_NUMBER, REMARK, WISH
from tests.webui.form_walk import forms_of

FOREIGN = {
    "carla": (NUMBER, "Anna Visser", NOTE, WISH, REMARK),
    "els": (NUMBER, "Anna Visser", "Bakkerij Mulder", NOTE, WISH, REMARK),
    "fatima": (NUMBER, "Anna Visser", NOTE, WISH, REMARK, "Receptionist"),
    "daan": (OTHER_NUMBER, "Fatima Bakker", "Kramer Transport", NOTE, WISH, REMARK),
    "bram": (OTHER_NUMBER, "Fatima Bakker"),
    "anna": (OTHER_NUMBER, "Fatima Bakker"),
    "admin": (NOTE, WISH, REMARK, "Zorggroep Eemland"),
}
"""Words that stand in what is not theirs."""
LINK = re.compile(r'(?:href|action|src|hx-get|hx-post)="(/[^"#]*)')
NOBODYS = ("0", "-1", "2", "3", "4", "5", "999", "9223372036854775808", "1e3", "%00", "0x1", "1%2C2")


def seen_by(visitor) -> set[str]:
    """Every address in the pages of this visitor."""
    pages = [visitor.get(path) for path in ("/", *(path for path, _ in PAGES.values()))]
    return {link for page in pages if "html" in page.mimetype for link in LINK.findall(page.text)}


def with_other_ids(address: str) -> list[str]:
    """The same address with each of its numbers replaced, and with the number of the other case."""
    parts = urlsplit(address)
    found = [address, address.replace(NUMBER, OTHER_NUMBER), address.replace(OTHER_NUMBER, NUMBER)]
    for number in re.finditer(r"(?<=[/=])\d+(?=$|[/?&])", parts.path):
        found += [parts.path[: number.start()] + one + parts.path[number.end() :] for one in NOBODYS]
    for key in re.finditer(r"(?<=/)[0-9a-f]{16,64}(?=$|/)", parts.path):
        found += [parts.path[: key.start()] + one + parts.path[key.end() :] for one in nearly(key[0])]
    return list(dict.fromkeys(found))


def nearly(key: str) -> list[str]:
    """The same key with its first, middle or last sign another one, and cut short."""
    places = (0, len(key) // 2, len(key) - 1)
    return [key[:at] + ("0" if key[at] != "0" else "1") + key[at + 1 :] for at in places] + [key[:-1]]


def told_without_path(answer, path: str) -> str:
    """What it says but what was asked: an error may repeat the address in a link back."""
    return answer.get_data().decode(errors="replace").replace(path, "")


@pytest.mark.row(
    "T02",
    "each address and form of each actor, by every other, with changed ids",
    "0 foreign bytes in ≥ 5,000 requests",
)
def test_no_request_with_the_ids_of_another_answers_with_a_word_of_theirs(visit, app, reach):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    visitors = {name: visit(name) for name in ACTORS}
    links = {one for visitor in visitors.values() for one in seen_by(visitor)} | {path for path, _ in PAGES.values()}
    links = {link for link in links if "/static/" not in link and "uitloggen" not in link}
    addresses = sorted({one for link in links for one in with_other_ids(link)})
    sent, wrong = 0, []
    for name, words in FOREIGN.items():
        for path in islice(addresses, 0, None, scaled(small=2, full=1)):
            with visitors[name].get(path) as answer:
                sent += 1
                told = told_without_path(answer, path)
                wrong += [(name, path, answer.status_code) for word in words if word in told]
                wrong += [(name, path, 500)] if answer.status_code >= 500 else []
    forms = {name: forms_of(visitor, [path for path, _ in PAGES.values()]) for name, visitor in visitors.items()}
    writes = [(form.action, form.values) for own in forms.values() for form in own] + [
        (p, {}) for p, _ in WRITES.values()
    ]
    for name, words in FOREIGN.items():
        own = {form.action for form in forms[name]}
        for path, values in writes:
            if path not in own and "afmelden" not in path:
                answer = visitors[name].post(path, {key: one for key, one in values.items() if key != "csrf_token"})
                sent += 1
                told = told_without_path(answer, path)
                wrong += [(name, path, answer.status_code) for word in words if word in told]
    enough = sent >= scaled(small=1000, full=5000)
    reach(f"{len(wrong)} foreign answers in {sent:,} requests {wrong[:4] or ''}", held=not wrong and enough)
