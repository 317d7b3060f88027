"""The pack secat-2020: which clause leads to which rule, in what order its stages stand, and which choices it makes."""

from datetime import date

from evenhand.policy.pack import load_pack, refused_from, unbuilt_stages

# Clause by clause, from the text of the policy, and written here a second time.
RULES = {
    "POL-1.3": "avoidance-measures-considered",
    "POL-3.1.1": "last-clear-day-has-passed consult-unions",
    "POL-3.1.2": "every-union-told consultation-finished",
    "POL-3.1.3": "subjects-recorded",
    "POL-3.1.4": "section-188-information-complete union-information-complete",
    "POL-3.2.1": "unions-told-before-people met-before-any-score met-before-selection own-scores-before-selection",
    "POL-4.1": "avoidance-measures-considered",
    "POL-5.1": "selection-follows-the-points",
    "POL-5.3": "no-unlawful-reason",
    "POL-7": "approver-holds-the-power decider-holds-the-power",
    "PRO-1.1": "avoidance-measures-considered",
    "PRO-1.2": "unavoidable-reviewed-before-consultation",
    "PRO-2.1": "business-case-is-whole",
    "PRO-2.2": "approved-before-consultation approver-holds-the-power",
    "PRO-3.1": "everyone-affected-told every-representation-replied-to",
    "PRO-3.3": "last-clear-day-has-passed consult-unions",
    "PRO-3.4": "subjects-recorded",
    "PRO-3.5": "policy-count-period-has-passed",
    "PRO-3.6": "section-188-information-complete union-information-complete",
    "PRO-3.7": "every-representation-replied-to reply-to-representations answers-come-from-the-head",
    "PRO-4.1": "unions-told-before-people everyone-affected-told tell-everyone-affected",
    "PRO-4.2": "pool-after-consultation criteria-reached-the-pool everyone-in-the-job-is-in-the-pool",
    "PRO-4.3": "met-before-any-score met-before-selection",
    "PRO-5.1": "hr1-received-before-notice notify-secretary-of-state",
    "PRO-6.1": "avoidance-measures-considered",
    "PRO-6.2a": "every-vacancy-considered",
    "PRO-6.2b": "volunteers-invited volunteers-sought-again invite-volunteers",
    "PRO-7.1": "statutory-notice-is-given contractual-notice-is-given teacher-notice-ends-on-a-term-end",
    "PRO-7.2": "consider-new-vacancies",
    "PRO-8.3": "protected-person-offered-what-suits protected-period-answered offer-suitable-vacancy answer-protected-period",
    "PRO-8.4": "protected-person-offered-what-suits protected-period-answered offer-suitable-vacancy answer-protected-period",
    "PRO-9.4": "same-managers-score-the-group every-criterion-scored",
    "PRO-9.5": "own-scores-before-selection",
    "PRO-9.7": "selection-follows-the-points ties-go-to-the-announced-process",
    "PRO-9.12": "no-unlawful-reason",
    "PRO-9.13": "protected-person-offered-what-suits protected-period-answered offer-suitable-vacancy answer-protected-period",
    "PRO-10.9": "at-risk-after-selection",
    "PRO-11.1": "at-risk-after-selection at-risk-person-told",
    "PRO-11.2": "redeployment-meeting-held",
    "PRO-11.11": "every-vacancy-considered",
    "PRO-11.13": "hr-consulted-before-notice",
    "PRO-11.14": "consider-new-vacancies",
    "A1-4": "ties-go-to-the-announced-process",
    "Ruling R-1": "met-before-decision decider-holds-the-power decided-before-notice",
}
STAGES = {"proposing", "consulting", "avoiding", "slotting", "selecting", "redeploying", "trialling", "leaving", "appealing"}
BUILT = {"proposing", "consulting", "avoiding", "selecting", "redeploying", "leaving"}
OFFICES = {"headteacher", "chief_executive", "trustee"}

PACK = load_pack("secat-2020", rule_ids={rule for rules in RULES.values() for rule in rules.split()}, stages=STAGES, offices=OFFICES)


def test_each_clause_leads_to_its_rules_and_to_no_other():
    found: dict[str, set[str]] = {}
    for rule in PACK.rules:
        for clause in PACK.clauses_for(rule):
            found.setdefault(clause, set()).add(rule)
    assert found == {clause: set(rules.split()) for clause, rules in RULES.items()}


def test_a_refusal_can_cite_clauses_in_the_order_of_their_numbers():
    assert PACK.clauses_for("avoidance-measures-considered") == ("POL-1.3", "POL-4.1", "PRO-1.1", "PRO-6.1")
    assert PACK.clauses_for("at-risk-after-selection") == ("PRO-10.9", "PRO-11.1")
    assert PACK.clauses_for("every-vacancy-considered") == ("PRO-6.2a", "PRO-11.11")
    assert PACK.clauses_for("decider-holds-the-power") == ("POL-7", "Ruling R-1")
    assert PACK.clauses_for("met-before-decision") == ("Ruling R-1",)


def test_a_clause_without_a_rule_is_left_to_a_person_or_cited_by_what_carries_it():
    ruleless = {clause: entry for clause, entry in PACK.contents.clauses.items() if not entry.rules}
    left = {clause for clause, entry in ruleless.items() if entry.left_to_a_person}
    assert left == {"PRO-9.9", "A1-2-NB1", "A1-2-MAT"}
    assert ruleless.keys() - left == {"PRO-9.2", "PRO-9.3", "PRO-9.6", "PRO-9.8", "A1-1i", "A1-1ii", "A1-1iii", "A1-1iv", "A1-2", "A1-2-NB2", "A1-3"}


def test_a_headcount_cut_can_be_run_as_far_as_leaving():
    assert PACK.stages("headcount-cut") == ("proposing", "consulting", "avoiding", "selecting", "redeploying", "leaving", "appealing", "trialling")
    assert refused_from(PACK, "headcount-cut", BUILT) == "appealing"
    assert unbuilt_stages(PACK, "headcount-cut", BUILT) == ("appealing", "trialling")


def test_a_restructure_can_be_run_until_people_are_slotted_in():
    stages = PACK.stages("restructure")
    assert stages.index("slotting") + 1 == stages.index("selecting")
    assert refused_from(PACK, "restructure", BUILT) == "slotting"


def test_avoiding_runs_beside_consulting_and_selecting_waits_for_both():
    after = {entry.stage: entry.after for entry in PACK.track("headcount-cut")}
    assert after["consulting"] == after["avoiding"] == ("proposing",)
    assert after["selecting"] == ("consulting", "avoiding")


def test_only_somebody_who_takes_another_post_reaches_a_trial():
    for track in ("headcount-cut", "restructure"):
        assert [entry.stage for entry in PACK.track(track) if entry.only_where] == ["trialling"]


def test_the_trusts_own_numbers_and_choices():
    assert {name: setting.value for name, setting in PACK.contents.settings.items()} == {
        "attendance_best_years": 2,
        "attendance_counted_back_from": "trigger-date",
        "attendance_look_back_years": 3,
        "avoidance_measures": (
            "vacancies-overtime-and-hours",
            "external-adverts-held-back",
            "people-at-risk-considered-first",
            "no-temporary-engagements",
            "temporary-contracts-reviewed",
            "outside-services-reviewed",
            "redeployment-and-retraining",
        ),
        "consultation_clear_days_below_section_188": 0,
        "individual_meeting_attempts": 2,
        "performance_reference_years": 2,
        "points_are_whole": True,
        "redeployment_guideline_weeks": 12,
        "representation_reply_working_days": 10,
        "warning_look_back_years": 3,
    }


def test_each_number_says_which_way_favours_the_employee():
    favours = {name: setting.favours for name, setting in PACK.contents.settings.items()}
    assert favours["individual_meeting_attempts"] == favours["avoidance_measures"] == "more"
    assert favours["representation_reply_working_days"] == favours["warning_look_back_years"] == "less"
    assert favours["redeployment_guideline_weeks"] == "person"


def test_who_holds_which_power():
    assert PACK.holders("approve_in_principle") == {"headteacher", "chief_executive", "trustee"}
    assert PACK.holders("reply_to_representations") == PACK.holders("seal_criteria") == PACK.holders("dismiss") == {"headteacher", "chief_executive"}


def test_whoever_runs_a_change_does_not_excuse_it_from_the_policy():
    assert PACK.holders("depart_from_policy") == {"chief_executive", "trustee"}


def test_the_criteria_run_from_five_points_to_forty_eight():
    scales = {criterion.id: (criterion.lowest, criterion.highest, criterion.weight) for criterion in PACK.criteria}
    assert scales == {
        "performance": (1, 10, 1),
        "quality": (1, 10, 1),
        "adaptability": (0, 10, 1),
        "approach": (1, 10, 1),
        "attendance": (1, 4, 1),
        "discipline": (1, 4, 1),
    }
    assert (sum(low for low, _, _ in scales.values()), sum(high for _, high, _ in scales.values())) == (5, 48)


def test_the_bands_are_those_of_the_appendix():
    bands = {criterion.id: [(band.lowest, band.highest) for band in criterion.bands] for criterion in PACK.criteria}
    assert bands["performance"] == [(9, 10), (7, 8), (5, 6), (1, 4)]
    assert bands["quality"] == [(7, 10), (5, 6), (1, 4)]
    assert bands["adaptability"] == [(8, 10), (5, 7), (0, 4)]
    assert bands["approach"] == [(7, 10), (5, 6), (3, 4), (1, 2)]


def test_a_share_on_an_edge_has_the_points_of_the_band_with_less_absence():
    (attendance,) = (criterion for criterion in PACK.criteria if criterion.id == "attendance")
    assert {(band.over_percent, band.up_to_percent): band.highest for band in attendance.bands} == {(None, 1): 4, (1, 3): 3, (3, 7): 2, (7, None): 1}


def test_a_tie_goes_to_an_interview():
    assert PACK.tie_break and (PACK.tie_break.process, PACK.tie_break.clause) == ("interview", "A1-4")


def test_every_ruling_says_whose_it_is_and_none_pretends_to_be_the_trusts():
    assert {ruling.decided_by for ruling in PACK.contents.rulings} == {"Evenhand's authors, until the trust decides"}
    assert [ruling.id for ruling in PACK.contents.rulings] == [f"R-{number}" for number in range(1, 15)]


def test_the_text_is_of_november_2020_and_was_to_be_reviewed_a_year_later():
    assert (PACK.contents.adopted_on, PACK.contents.review_due_on) == (date(2020, 11, 2), date(2021, 11, 30))
