import pytest

from matcher.kinship import SAME, SAME_FIELD, SAME_GROUP, Kinship, find_kinship, find_nearest, find_unit, load_fields
from matcher.occupation import list_units


def test_two_names_of_one_occupation_are_the_same():
    assert find_kinship(find_unit("Orderpicker"), find_unit("Magazijnmedewerker")).value == SAME


def test_a_receptionist_and_a_telephonist_are_in_one_group():
    assert find_kinship(find_unit("Receptionist"), find_unit("Telefonist")).value == SAME_GROUP


def test_a_fork_lift_driver_works_in_the_field_of_the_warehouse():
    assert find_kinship(find_unit("Heftruckchauffeur"), "9333") == Kinship(SAME_FIELD, "magazijn en logistiek")


def test_a_baker_and_a_secretary_share_nothing():
    assert find_kinship(find_unit("Bakker"), find_unit("Secretaresse")).value == 0


def test_a_title_that_names_no_occupation_has_no_kin():
    assert find_unit("Topper gezocht") is None
    assert find_nearest(None, [("bakker", "7512")]) is None


def test_the_unit_group_that_a_person_gave_goes_before_the_title():
    assert find_unit("Bakker", "4110") == "4110"


@pytest.mark.parametrize("unit", sorted(load_fields()))
def test_every_unit_group_of_a_field_is_in_the_table_of_occupations(unit):
    assert unit in list_units()
