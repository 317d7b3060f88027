"""Everything that is said of a pack that cannot be taken."""

import pytest

from evenhand.policy.faults import PackRefused
from evenhand.policy.pack import parse_pack
from tests.policy.small_pack import OFFICES, PACK, RULES, STAGES, problems, taken


def test_a_name_that_stands_twice_is_refused_with_its_line():
    (problem,) = problems(('  "5": {gist', '  "4.2": {gist'))
    assert problem == "small.yaml, line 26: the key '4.2' stands twice."


def test_a_clause_number_without_quotes_is_refused():
    (problem,) = problems(('  "4.10":', "  4.10:"))
    assert problem == "small.yaml, line 24: put quotes round '4.10': clause numbers, references and decimals are text here."


def test_a_reference_without_quotes_is_refused():
    (problem,) = problems(('clauses: ["4.2"]', "clauses: [4]"))
    assert problem == "small.yaml, line 40, rulings > number 1 > clauses > number 1: 4 is not text in quotes."


def test_an_unknown_rule_is_refused_and_the_nearest_known_one_offered():
    (problem,) = problems(("rules: [everyone-told]", "rules: [everyone-tol]"), rule_ids=RULES)
    assert problem == "small.yaml, line 24, clauses > 4.10 > rules > number 1: 'everyone-tol' is no rule of the software: the nearest is 'everyone-told'."


def test_an_unknown_rule_of_a_ruling_is_refused_too():
    (problem,) = problems(rule_ids=RULES[:2])
    assert problem.startswith("small.yaml, line 46, rulings > number 1 > rules > number 2: 'met-before-decision' is no rule")


def test_rules_are_taken_as_they_stand_where_no_register_is_handed_in():
    assert "everyone-tol" in taken(("rules: [everyone-told]", "rules: [everyone-tol]")).rules


def test_an_unknown_stage_is_refused_wherever_it_stands():
    found = problems(("{stage: avoiding, after", "{stage: avoidin, after"), ("consulting, avoiding", "consulting, avoidin"), stages=STAGES)
    assert found == ["small.yaml, line 12, tracks > headcount-cut > number 3 > stage: 'avoidin' is no stage of the software: the nearest is 'avoiding'."]
    (problem,) = problems(("stage: leaving, clause", "stage: leave, clause"), stages=STAGES)
    assert problem.startswith("small.yaml, line 16, settings > process > stage: 'leave' is no stage of the software")


def test_an_unknown_office_is_refused():
    (problem,) = problems(("[chief_executive]", "[executive]"), offices=OFFICES)
    assert problem == "small.yaml, line 21, powers > dismiss > offices > number 1: 'executive' is no office of the software: the nearest is 'chief_executive'."


def test_where_nothing_is_near_a_few_names_are_told_and_many_counted():
    told = problems(("rules: [everyone-told]", "rules: [zzz]"), rule_ids=[*RULES, *"abcdefg"])
    assert told[0].endswith("there are a, b, c, d, e, everyone-met, everyone-told, f, g, met-before-decision.")
    counted = problems(("rules: [everyone-told]", "rules: [zzz]"), rule_ids=[*RULES, *"abcdefgh"])
    assert counted[0].endswith("none of the 11 is near it.")


def test_an_unknown_track_is_refused():
    (problem,) = problems(("headcount-cut", "headcount_cut"))
    assert problem == "small.yaml, line 9, tracks > headcount_cut: 'headcount_cut' is no track: the nearest is 'headcount-cut'."


def test_a_track_cannot_run_in_a_circle():
    (problem,) = problems(("{stage: consulting, after: [proposing]}", "{stage: consulting, after: [leaving]}"))
    assert problem == "small.yaml, line 9, tracks > headcount-cut: consulting comes after 'leaving', which does not stand above it."
    (problem,) = problems(("{stage: consulting, after: [proposing]}", "{stage: consulting, after: [consulting]}"))
    assert "consulting comes after 'consulting', which does not stand above it" in problem


def test_the_first_stage_comes_after_none_and_every_other_after_some():
    (problem,) = problems(("{stage: consulting, after: [proposing]}", "{stage: consulting}"))
    assert problem.endswith("consulting stands below others, so say which it comes after.")
    (problem,) = problems(("- {stage: proposing}", "- {stage: proposing, after: [leaving]}"))
    assert problem.endswith("proposing stands first, so nothing comes before it.")


def test_a_stage_stands_once_in_a_track():
    (problem,) = problems(("{stage: avoiding, after", "{stage: consulting, after"), ("consulting, avoiding", "consulting"))
    assert problem.endswith("consulting stands twice.")


def test_a_track_has_stages():
    start, end = PACK.index("    - {stage: proposing}"), PACK.index("settings:")
    (problem,) = problems((PACK[start:end], "    []\n"))
    assert problem == "small.yaml, line 9, tracks > headcount-cut: [] is not a list with something in it."


def test_a_clause_with_neither_rules_nor_a_person_nor_anyone_citing_it_leads_nowhere():
    nowhere = "it leads nowhere: give its rules, or left_to_a_person with the reason, or let a setting, power, criterion or ruling cite it."
    assert problems((', left_to_a_person: "care is judged"', "")) == [f"small.yaml, line 26, clauses > 5: {nowhere}"]
    assert problems(("rules: [everyone-told]", "rules: []")) == [f"small.yaml, line 24, clauses > 4.10: {nowhere}"]


def test_a_clause_that_something_cites_needs_no_rule():
    assert taken(
        (', left_to_a_person: "care is judged"', ""),
        ('attempts", favours: more, stage: consulting, clause: "4.2"', 'attempts", favours: more, stage: consulting, clause: "5"'),
    )
    assert taken((', left_to_a_person: "care is judged"', ""), ('clauses: ["4.2"]', 'clauses: ["4.2", "5"]'))


def test_a_setting_says_which_way_favours_the_employee():
    assert problems(("favours: more, ", "")) == [
        "small.yaml, line 15, settings > meeting_attempts > favours: it is missing: give which way favours the employee: "
        "more, less, or person where somebody must decide."
    ]
    assert problems(("favours: more, ", "favours: up, "))[0].endswith("favours: 'up' is not one of 'more', 'less' or 'person'.")


@pytest.mark.parametrize("value", ["null", "[]", "{}", "[1]", '["a", 1]'])
def test_a_setting_is_a_plain_value(value):
    (problem,) = problems(("value: 2", f"value: {value}"))
    assert problem.endswith("is not a whole number, true or false, text in quotes, or a list of such texts.")


def test_a_citation_is_of_a_clause_or_ruling_of_the_pack():
    (problem,) = problems(
        ('unit: "choice", favours: person, stage: leaving, clause: "Ruling R-1"', 'unit: "choice", favours: person, stage: leaving, clause: "R-1"')
    )
    assert problem.startswith("small.yaml, line 16, settings > process > clause: 'R-1' is no clause or ruling of this pack: ")
    (problem,) = problems(('clauses: ["4.2"]', 'clauses: ["4.22"]'))
    assert problem.endswith("rulings > number 1 > clauses > number 1: '4.22' is no clause of this pack: the nearest is '4.2'.")


def test_no_power_is_left_without_a_holder():
    assert problems(('  depart_from_policy: {offices: [trustee], clause: "4.2"}\n', "")) == [
        "small.yaml, line 17, powers > depart_from_policy: it is missing: give who may depart from the policy, with reasons."
    ]
    assert problems(("[chief_executive]", "[]")) == ["small.yaml, line 21, powers > dismiss > offices: [] is not a list with something in it."]


def test_bands_give_every_point_of_the_scale_once():
    assert problems(("from: 2, to: 3", "from: 3, to: 3"))[0].endswith("the bands give [0, 1, 3]: they must give each of 0 to 3 once.")
    assert problems(("from: 2, to: 3", "from: 1, to: 3"))[0].endswith("the bands give [0, 1, 1, 2, 3]: they must give each of 0 to 3 once.")
    assert problems(("from: 2, to: 3", "from: 2, to: 4"))[0].endswith("the bands give [0, 1, 2, 3, 4]: they must give each of 0 to 3 once.")
    assert problems(("from: 0, to: 1", "from: 1, to: 1"))[0].endswith("the bands give [1, 2, 3]: they must give each of 0 to 3 once.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("up_to_percent: 5", "up_to_percent: 4"),  # between 4 and 5: in no band
        ("up_to_percent: 5", "up_to_percent: 6"),  # between 5 and 6: in two
        ("up_to_percent: 5", "over_percent: 0, up_to_percent: 5"),  # nothing at all: in none
        ("over_percent: 5", "over_percent: 5, up_to_percent: 100"),  # more than everything: in none
        ("up_to_percent: 5, ", ""),  # in both
    ],
)
def test_measured_bands_leave_no_share_without_its_points(old, new):
    (problem,) = problems((old, new))
    assert problem.endswith("the shares must begin without a lower limit, end without an upper one, and each band begin where another ends.")


def test_a_measured_band_that_holds_nothing_is_refused():
    (problem,) = problems(
        ("from: 2, to: 3", "from: 3, to: 3"),
        ("      - {from: 0", '      - {from: 2, to: 2, over_percent: 5, up_to_percent: 5, descriptor: "x"}\n      - {from: 0'),
    )
    assert "the shares must begin" in problem


@pytest.mark.parametrize("percent", [0, 100])
def test_shares_run_from_nothing_to_everything(percent):
    assert taken(("up_to_percent: 5", f"up_to_percent: {percent}"), ("over_percent: 5", f"over_percent: {percent}"))


@pytest.mark.parametrize("percent", [-1, 101])
def test_no_share_is_less_than_nothing_or_more_than_everything(percent):
    found = problems(("up_to_percent: 5", f"up_to_percent: {percent}"), ("over_percent: 5", f"over_percent: {percent}"))
    assert len(found) == 2 and f"{percent} will not do: it must be" in found[0]


def test_a_scale_ends_at_a_thousand_points_and_begins_at_none():
    assert taken(("highest: 3", "highest: 1000"), ("to: 3", "to: 1000")).criteria[0].highest == 1000
    assert "1001 will not do" in problems(("highest: 3", "highest: 1001"), ("to: 3", "to: 1001"))[0]
    assert "-1 will not do" in problems(("lowest: 0", "lowest: -1"), ("from: 0", "from: -1"))[0]


def test_a_criterion_counts_at_least_once():
    assert taken(("weight: 1", "weight: 2")).criteria[0].weight == 2
    assert "weight: 0 will not do: it must be greater than or equal to 1" in problems(("weight: 1", "weight: 0"))[0]


def test_an_id_is_for_one_ruling():
    ruling = PACK[PACK.index('  - id: "R-1"') :]
    (problem,) = problems((ruling, ruling + ruling))
    assert problem == "small.yaml, line 38, rulings: R-1 stands twice: an id is for one entry."


def test_a_field_that_nobody_reads_is_refused():
    (problem,) = problems(('note: "as a rule"', 'nota: "as a rule"'))
    assert problem == "small.yaml, line 16, settings > process > nota: nothing reads this field: take it out or correct its spelling."


def test_a_day_is_a_day():
    assert problems(("decided_on: 2026-01-05", "decided_on: soon"))[0].endswith("decided_on: 'soon' is not a day such as 2026-09-02.")
    assert problems(("decided_on: 2026-01-05", "decided_on: 20260105"))[0].endswith("decided_on: 20260105 is not a day such as 2026-09-02.")


def test_words_are_there():
    assert problems(('title: "A small policy"', 'title: " "')) == ["small.yaml, line 2, title: ' ' is not some words."]


def test_everything_that_is_wrong_is_told_at_once():
    found = problems(
        ('title: "A small policy"\n', ""),
        ("favours: more, ", ""),
        ("rules: [everyone-told]", "rules: [everyone-tol]"),
        ("kind: gate", "kind: wish"),
        (', left_to_a_person: "care is judged"', ""),
        ("{stage: avoiding, after", "{stage: avoidin, after"),
        ("to: 3, up_to_percent", "to: many, up_to_percent"),
        ("[chief_executive]", "[executive]"),
        rule_ids=RULES,
        stages=STAGES,
        offices=OFFICES,
    )
    fields = ["title", "tracks > headcount-cut > number 3 > stage", "settings > meeting_attempts > favours", "powers > dismiss > offices > number 1"]
    fields += ["clauses > 4.10 > rules > number 1", "clauses > 4.2 > kind", "clauses > 5", "criteria > number 1 > bands > number 1 > to"]
    assert sorted(problem.split(", ", 2)[2].split(":")[0] for problem in found) == sorted(fields)


@pytest.mark.parametrize("text", ["", "just words", "[]", "7"])
def test_a_file_that_is_no_pack_at_all_is_refused(text):
    with pytest.raises(PackRefused) as refused:
        parse_pack(text, "other.yaml")
    assert refused.value.problems[0].startswith("other.yaml: ") and "is not names with values under them" in str(refused.value)


@pytest.mark.parametrize(
    ("swap", "says"),
    [
        (("value: 2", "value: 9007199254740992"), "is beyond"),
        (('"as a rule"', '"\\uD800"'), "surrogate"),
    ],
)
def test_what_has_no_canonical_bytes_is_refused(swap, says):
    (problem,) = problems(swap)
    assert problem.startswith("small.yaml: value.settings.") and says in problem
