"""Offices that can be given and ended, and those that cannot."""

import pytest

from evenhand.procedure.audience import Office
from evenhand.procedure.trust.governing import Appoint, EndOffice, office_holders
from tests.procedure.world import BEN, CARYS, CEO, TOMAS, Refused, World, a_trust


def given(world: World, office: Office, union: str | None = None, to: str = "lee") -> None:
    world.act(CEO, Appoint(office=office, union=union), matter="trust", about=to)


def ended(world: World, office: Office, of: str) -> None:
    world.act(CEO, EndOffice(office=office), matter="trust", about=of)


def faults_of(world: World, office: Office, union: str | None = None, to: str = "lee") -> str:
    with pytest.raises(Refused) as refused:
        given(world, office, union, to)
    (said,) = refused.value.faults
    return said


def test_every_office_but_an_employees_is_given_once():
    for office in set(Office) - {Office.EMPLOYEE, Office.UNION_REPRESENTATIVE}:
        world = a_trust()
        given(world, office)
        assert "lee" in office_holders(world.context("trust").bearing, office)
        assert "holds that office already" in faults_of(world, office)


def test_nobody_is_appointed_an_employee():
    assert "Nobody is appointed an employee" in faults_of(a_trust(), Office.EMPLOYEE)


def test_a_representatives_office_is_of_a_union_and_no_other_is():
    world = a_trust()
    assert "Name the union" in faults_of(world, Office.UNION_REPRESENTATIVE)
    assert "leave it out" in faults_of(world, Office.HEADTEACHER, "UNISON")
    given(world, Office.UNION_REPRESENTATIVE, "UNISON")


def test_one_may_represent_two_unions_and_each_once():
    world = a_trust()
    given(world, Office.UNION_REPRESENTATIVE, "GMB", to=CARYS.person)
    assert "holds that office already" in faults_of(world, Office.UNION_REPRESENTATIVE, "UNISON", to=CARYS.person)


def test_an_office_ends_if_it_is_held():
    world = a_trust()
    ended(world, Office.HEADTEACHER, BEN.person)
    with pytest.raises(Refused, match="does not hold that office today"):
        ended(world, Office.HEADTEACHER, BEN.person)


def test_the_last_office_that_can_appoint_does_not_end():
    world = a_trust()
    ended(world, Office.TRUSTEE, TOMAS.person)
    with pytest.raises(Refused, match="Nobody would be left who can appoint anyone"):
        ended(world, Office.CHIEF_EXECUTIVE, CEO.person)


def test_the_last_but_one_does():
    world = a_trust()
    ended(world, Office.CHIEF_EXECUTIVE, CEO.person)
    assert office_holders(world.context("trust").bearing, Office.TRUSTEE) == {TOMAS.person}
