"""What the stock lays beside titles word by word is what whole titles beside each other come to."""

import numpy as np
import pytest

from matcher.kinship import find_kinship, weigh_kinships
from matcher.occupation import list_units
from matcher.stock.stock import Shared
from matcher.stock.titles import TitleMemory
from matcher.title_space import place_titles

pytestmark = pytest.mark.usefixtures("compiled")

TITLES = [
    "Ervaren verkoper",
    "verkoopmedewerker verkoop",
    "Medewerker medewerker",
    "Elektromonteur regio noord",
    "§",
    "",
]
WORDINGS = ["verkoper", "Monteur elektro", "medewerker verkoop", "roosterplanner", "elektromonteur", "!"]


def test_every_likeness_is_that_of_the_whole_titles():
    shared = Shared()
    for title in TITLES:
        shared.title.number(title)
    shared.place_new_titles()
    shared.title.number("later monteur")
    shared.place_new_titles()
    product = (place_titles([*TITLES, "later monteur"]) @ place_titles(WORDINGS).T).toarray()
    memory = TitleMemory(shared)
    memory.lay(WORDINGS)
    found = np.stack([memory.weigh([wording]) for wording in WORDINGS], axis=1)
    assert np.abs(found - product).max() < 1e-6
    assert found.max() > 0.9


def test_many_kinships_at_once_are_those_of_each():
    units = [*list_units()][:60]
    for other in (units[0], units[7], "9333"):
        assert weigh_kinships([None, *units], other) == [0.0, *(find_kinship(unit, other).value for unit in units)]
