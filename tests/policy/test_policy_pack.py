"""What a pack answers, what its digest is of, and where packs come from."""

import json
from pathlib import Path

import pytest

from evenhand.canonical.encoding import decode
from evenhand.policy.faults import PackRefused
from evenhand.policy.pack import NotInPack, known_packs, load_pack, parse_pack, refused_from, unbuilt_stages
from tests.policy.small_pack import OFFICES, PACK, RULES, STAGES, taken


def test_a_pack_that_names_only_what_is_known_is_taken():
    assert taken(rule_ids=RULES, stages=STAGES, offices=OFFICES).id == "small"


def test_clauses_come_in_the_order_of_their_numbers_and_rulings_after_them():
    assert taken().clauses_for("everyone-told") == ("4.2", "4.10")
    assert taken().clauses_for("everyone-met") == ("4.2", "Ruling R-1")
    assert taken().clauses_for("met-before-decision") == ("Ruling R-1",)


def test_clauses_may_be_called_anything():
    assert taken(('"4.10":', '"Annex \u0663":')).clauses_for("everyone-told") == ("4.2", "Annex \u0663")
    assert taken(('"4.10":', '"4.1 (b)":')).clauses_for("everyone-told") == ("4.1 (b)", "4.2")


def test_a_rule_that_no_clause_maps_is_not_the_policys():
    assert taken().clauses_for("everyone-paid") == ()
    assert taken().rules == set(RULES)


def test_a_clause_that_names_a_rule_twice_is_cited_once():
    assert taken(("rules: [everyone-told]", "rules: [everyone-told, everyone-told]")).clauses_for("everyone-told") == ("4.2", "4.10")


def test_settings_answer_with_their_values():
    assert (taken().setting("meeting_attempts"), taken().setting("process")) == (2, "interview")


def test_a_setting_keeps_the_type_that_was_written():
    assert taken(("value: 2", "value: true")).setting("meeting_attempts") is True
    assert taken(("value: 2", "value: 1")).setting("meeting_attempts") == 1
    assert taken(("value: 2", 'value: "2"')).setting("meeting_attempts") == "2"
    assert taken(("value: 2", 'value: ["a", "b"]')).setting("meeting_attempts") == ("a", "b")


def test_what_the_pack_lacks_is_explained_with_what_it_has():
    with pytest.raises(NotInPack, match="The pack small has no setting 'meeting_attempt': the nearest is 'meeting_attempts'."):
        taken().setting("meeting_attempt")
    with pytest.raises(NotInPack, match="no track 'closure': there are headcount-cut."):
        taken().stages("closure")
    with pytest.raises(NotInPack, match="no power 'dismis': the nearest is 'dismiss'"):
        taken().holders("dismis")
    with pytest.raises(NotInPack, match="no power 'model_config'"):
        taken().holders("model_config")


def test_powers_answer_with_the_offices_that_hold_them():
    assert taken().holders("approve_in_principle") == {"headteacher", "trustee"}
    assert taken().holders("dismiss") == {"chief_executive"}


def test_stages_come_in_order():
    assert taken().stages("headcount-cut") == STAGES


def test_a_pack_is_refused_from_its_first_unbuilt_stage_on():
    built = {"proposing", "consulting", "leaving"}
    assert unbuilt_stages(taken(), "headcount-cut", built) == ("avoiding",)
    assert refused_from(taken(), "headcount-cut", built) == "avoiding"
    assert refused_from(taken(), "headcount-cut", {"avoiding"}) == "proposing"


def test_a_pack_whose_stages_are_all_built_is_refused_from_none():
    assert unbuilt_stages(taken(), "headcount-cut", STAGES) == ()
    assert refused_from(taken(), "headcount-cut", STAGES) is None


def test_criteria_say_their_scale_bands_and_weight():
    (work,) = taken().criteria
    assert (work.id, work.weight, work.lowest, work.highest) == ("work", 1, 0, 3)
    assert [(band.lowest, band.highest, band.descriptor) for band in work.bands] == [(2, 3, "good"), (0, 1, "fair")]


def test_a_policy_without_points_has_neither_criteria_nor_tie_break():
    start, end = PACK.index("\ncriteria:") + 1, PACK.index("rulings:")
    pack = parse_pack(PACK[:start] + "criteria: []\ntie_break: null\n" + PACK[end:], "small.yaml")
    assert (pack.criteria, pack.tie_break) == ((), None)


def test_a_pack_is_called_by_its_id_and_the_start_of_its_digest():
    assert repr(taken()) == f"<Pack small {taken().digest[:12]}>"


def test_a_pack_cannot_be_altered():
    pack = taken()
    with pytest.raises(AttributeError):
        pack.canonical = b""
    with pytest.raises(ValueError, match="frozen"):
        pack.contents.title = "another"
    with pytest.raises(TypeError):
        pack.contents.settings["process"] = None


# its digest


def leaves(content, path=()):
    inside = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    if not isinstance(content, dict | list):
        yield path
    for key, inner in inside:
        yield from leaves(inner, (*path, key))


def with_another_value_at(content, path):
    content = json.loads(json.dumps(content))
    *way, last = path
    inside = content
    for key in way:
        inside = inside[key]
    value = inside[last]
    inside[last] = value + 1 if isinstance(value, int) else value[:-1] + chr(ord(value[-1]) ^ 1)
    return content


def test_any_other_value_makes_another_digest_or_is_refused():
    content = decode(taken().canonical)
    digests, refused = {taken().digest}, 0
    paths = list(leaves(content))
    for path in paths:
        try:
            digests.add(parse_pack(json.dumps(with_another_value_at(content, path)), "other").digest)
        except PackRefused:
            refused += 1
    assert len(digests) + refused == len(paths) + 1
    assert len(digests) > 40


def backwards(content):
    if isinstance(content, dict):
        return {key: backwards(content[key]) for key in reversed(content)}
    return [backwards(inner) for inner in content] if isinstance(content, list) else content


def test_neither_comments_nor_layout_nor_the_order_of_names_make_another_digest():
    assert parse_pack("# a comment\n" + PACK.replace("\nsettings:", "\n\n# another\nsettings:"), "other").digest == taken().digest
    assert parse_pack(json.dumps(backwards(decode(taken().canonical)), indent=1), "other").digest == taken().digest


def test_the_order_of_a_list_makes_another_digest():
    assert taken(("[headteacher, trustee]", "[trustee, headteacher]")).digest != taken().digest


def test_packs_with_one_digest_are_equal_and_answer_alike():
    again = parse_pack(json.dumps(backwards(decode(taken().canonical))), "other")
    assert again == taken() and hash(again) == hash(taken())
    assert again.clauses_for("everyone-told") == taken().clauses_for("everyone-told")
    assert taken(("value: 2", "value: 3")) != taken()


def test_the_canonical_bytes_are_themselves_a_pack():
    assert parse_pack(taken().canonical.decode(), "from the record").canonical == taken().canonical


# where packs come from


def test_a_pack_is_loaded_by_id_or_from_a_file(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text(PACK, encoding="utf-8")
    assert load_pack(file) == load_pack(str(file)) == taken()
    assert load_pack("secat-2020").id == "secat-2020"


def test_the_register_reaches_a_pack_loaded_from_a_file(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text(PACK, encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        load_pack(file, rule_ids=RULES[1:], stages=STAGES[1:], offices=OFFICES[1:])
    assert {"rule", "stage", "office"} == {problem.split(" is no ")[1].split()[0] for problem in refused.value.problems}


def test_a_name_that_is_neither_a_pack_nor_a_file_is_explained():
    with pytest.raises(PackRefused, match="secat-202 is neither a file nor a pack that comes with Evenhand: the nearest is 'secat-2020'."):
        load_pack("secat-202")


def test_a_file_that_cannot_be_read_is_explained(tmp_path: Path):
    with pytest.raises(PackRefused, match="cannot be read: Is a directory."):
        load_pack(tmp_path)
    (tmp_path / "latin.yaml").write_bytes("title: café".encode("latin-1"))
    with pytest.raises(PackRefused, match="latin.yaml cannot be read: 'utf-8' codec"):
        load_pack(tmp_path / "latin.yaml")


def test_every_pack_that_comes_with_evenhand_is_named_as_its_file_is_and_loads():
    assert "secat-2020" in known_packs()
    assert {load_pack(path).id: path for path in known_packs().values()} == known_packs()


def test_the_known_packs_are_looked_up_once_and_cannot_be_altered():
    assert known_packs() is known_packs()
    with pytest.raises(TypeError):
        known_packs()["mine"] = Path("mine.yaml")
