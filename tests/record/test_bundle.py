from evenhand.procedure.audience import Office, Seat
from evenhand.record.bundle import read_bundle
from evenhand.record.bundle_file import encode_bundle
from tests.procedure import thin_change as steps
from tests.procedure.world import CHANGE, World, a_change, a_trust
from tests.record.ledger import KEY, Ledger

CARYS = Seat("carys", Office.UNION_REPRESENTATIVE, union="UNISON")
K000 = Seat("person-k000", Office.EMPLOYEE)


def a_change_in_consultation() -> World:
    world = a_trust(public_key=KEY.public_key)
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    return world


def test_a_whole_bundle_withholds_nothing():
    world = a_change_in_consultation()
    data = Ledger.of(world).bundle(world)
    bundle = read_bundle(data)
    assert len(bundle.acts) == len(world.recorded)
    assert all(part.content for act in bundle.acts for part in act.parts)
    assert encode_bundle(bundle) == data


def test_a_union_sees_the_parties_parts_and_no_pay():
    world = a_change_in_consultation()
    bundle = read_bundle(Ledger.of(world).bundle(world, CARYS))
    contents = b"".join(part.content or b"" for act in bundle.acts for part in act.parts)
    assert b"412.50" not in contents and b"person-k000" not in contents
    assert b"Fewer teaching assistants" in contents
    of_the_trust = sum(judged.act.matter == "trust" for judged in world.recorded)
    assert bundle.statement.last_numbers == {"trust": of_the_trust, CHANGE: len(world.recorded) - of_the_trust}


def test_an_unannounced_change_is_opaque_leaves():
    world = a_trust(public_key=KEY.public_key)
    founded = len(world.recorded)
    a_change(world)
    bundle = read_bundle(Ledger.of(world).bundle(world, CARYS, matter="trust"))
    assert [len(act.parts) for act in bundle.acts[founded:]] == [0, 0, 0, 0]
    assert CHANGE not in bundle.statement.last_numbers
    assert bundle.packs == ()
