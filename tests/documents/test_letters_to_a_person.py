"""Letters to one person: what each says, that its figures are the act's, and what none may say."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.documents.letter import Contact
from evenhand.documents.letters import LETTERS, letter_for, makes_a_letter
from evenhand.policy.pack import Pack
from evenhand.procedure.acts import Body
from evenhand.procedure.change.informing import ReleaseSection188, WarnPerson
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import DiscloseScores
from evenhand.procedure.trust.people import EmployerTold, ListVacancy
from tests.documents.letters import KINDS, PEOPLE, a_letter, after, facts, says, tables, the_act, the_letter, whole_change
from tests.procedure.stages import STEPS, go_on, standing_before
from tests.procedure.world import ASHA, BEN, CORA, PROOF, the_pack

TO_A_PERSON = [kind for kind in KINDS if kind is not ReleaseSection188]


def with_figures(kind: type[Body], **figures: Any) -> Any:
    """The letter of an act that recorded other figures than anyone would work out."""
    case = whole_change()
    act = the_act(case, kind)
    return letter_for(replace(act, figures={**act.figures, **figures}), case.world.dossier(), case.world.context(), PEOPLE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_says_who_writes_to_whom_when_and_whom_to_ring(kind: type[Body]):
    letter = the_letter(kind)
    assert (letter.trust, letter.to, letter.written_on) == ("Marram Learning Trust", PEOPLE.to, the_act(whole_change(), kind).happened_on)
    assert letter.sign_off[0] == "Ben Cole" and letter.sign_off[1].endswith("for Marram Learning Trust")
    assert "01632 960 114" in says(letter)


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_says_we_or_is_sorry_or_calls_anything_lawful_or_fair(kind: type[Body]):
    own_words = says(the_letter(kind)).lower()
    assert not re.findall(r"\b(we|our|us|sorry|regret|unfortunately|please|valued|lawful|lawfully|fair|fairness|invalid)\b", own_words)


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_of_ours_is_long(kind: type[Body]):
    sentences = [each for text in says(the_letter(kind)).splitlines() for each in re.split(r"(?<=[.?]) (?=[A-Z])", text)]
    assert max(len(each.split()) for each in sentences) <= 35


@pytest.mark.parametrize("kind", TO_A_PERSON)
def test_every_letter_to_a_person_names_the_union_and_acas(kind: type[Body]):
    told = after(the_letter(kind), "Talk to someone")
    assert "UNISON speaks for staff in jobs like yours." in told and "0300 123 1100" in told
    assert "does not record whether you are in one" in told


@pytest.mark.parametrize("kind", TO_A_PERSON)
def test_what_the_employer_was_told_of_a_pregnancy_changes_no_letter(kind: type[Body]):
    case = standing_before("give", ends_on=date(2027, 3, 31), first_dismissal_on=date(2027, 3, 31))
    STEPS["give"](case)
    case.world.act(ASHA, StatePayment(notice=case.world.folded.size - 2), about=case.leaver)
    last = replace(the_act(case, kind), position=case.world.folded.size + 100)  # a letter that may read all there is
    unknown = letter_for(last, case.world.dossier(), case.world.context(), PEOPLE)
    told = EmployerTold(of="pregnancy")
    case.world.act(CORA, told, matter="trust", about=f"person-{case.leaver}", happened_on=last.happened_on, evidence=PROOF)
    assert letter_for(last, case.world.dossier(), case.world.context(), PEOPLE) == unknown


def test_the_first_letter_says_that_nothing_is_decided_and_what_comes_next():
    letter = the_letter(WarnPerson)
    assert "Nothing has been decided about you. You do not have to do anything now." in says(letter)
    assert after(letter, "What Marram Learning Trust says to you") == "Your job may be at risk."
    assert after(letter, "Who has been told") == "UNISON was given written information on Monday 2 November 2026."
    assert "There are 3 posts in it now; 2 would stay." in after(letter, "What is proposed")
    assert "within 10 working days" in after(letter, "What happens next") and "before anyone is scored" in after(letter, "What happens next")


def test_a_job_that_changes_and_a_fixed_term_that_expires_are_told_as_they_are():
    case = standing_before("declare", affected={"effect": "changed"})
    assert "this post would stay, and change." in says(a_letter(WarnPerson, case))
    expiring = standing_before("declare", affected={"expires_by_itself_on": date(2027, 8, 31)}, size=(4, 2))
    told = a_letter(WarnPerson, expiring)
    assert "Your fixed term would end on Tuesday 31 August 2027 by itself." in says(told)


def test_at_risk_is_told_as_not_yet_notice_with_what_the_trust_must_now_do():
    letter = the_letter(DeclareAtRisk)
    assert "This letter is not notice." in says(letter)
    assert facts(letter)["At risk since"] == "Tuesday 3 November 2026"
    assert "You had 12 points. The number to be selected was 1" in after(letter, "How you were selected")
    assert "before anyone decides to dismiss you (policy ruling R-1)" in after(letter, "What happens next")
    assert "you can lose your redundancy payment (ERA 1996 s.141)" in after(letter, "Your rights")


def test_at_risk_lists_the_vacancies_of_that_day_or_says_that_there_are_none():
    assert "No vacancy in Marram Learning Trust is on record today." in after(the_letter(DeclareAtRisk), "Vacancies today")
    case = standing_before("declare")
    case.world.act(ASHA, ListVacancy(vacancy="V7", establishment="Avocet High", job="MDS", closes_on=date(2026, 12, 1)), matter="trust")
    go_on(case, since="declare", to="list vacancies")
    rows = tables(a_letter(DeclareAtRisk, case))["Vacancies on record on Tuesday 3 November 2026"].rows
    assert rows == (("V7", "MDS", "Avocet High", "Tuesday 1 December 2026"),)


def test_the_score_sheet_has_each_criterion_its_points_weight_and_reason_and_the_total():
    letter = the_letter(DiscloseScores)
    table = tables(letter)["Your points"]
    assert table.rows[0] == ("Performance and capability", "8", "10", "× 1", "8")
    assert table.rows[-1] == ("In all", "", "", "", "12") and len(table.rows) == 7
    assert facts(letter)["Your points in all"] == "12 out of 48"
    reason = after(letter, "Performance and capability")
    assert "8 points out of 10. What 7 to 8 points mean: Capable throughout" in reason and "Reason given: As the record shows." in reason
    assert "Scored by Sam Iqbal on Tuesday 3 November 2026." in reason
    assert "before anyone is selected" in after(letter, "How to question your points")
    assert "what decides is: interview, against the essential criteria of the post (policy A1-4)" in after(letter, "How to question your points")


def test_its_points_and_total_are_those_that_were_recorded():
    letter = with_figures(DiscloseScores, points={"performance": 3}, total=41)
    rows = tables(letter)["Your points"].rows
    assert rows[0][1] == "3" and rows[1][1] == "Not scored" and rows[-1][-1] == "41"
    assert facts(letter)["Your points in all"] == "41 out of 48"


def test_nobody_elses_points_are_on_it():
    case = standing_before("declare")
    others = {case.world.dossier().latest(DiscloseScores, code).figures["total"] for code in case.people[1:]}
    assert others == {13, 14}
    assert not [other for other in others if re.search(rf"\b{other}\b", says(a_letter(DiscloseScores, case)))]
    assert not [code for code in case.people if code in says(a_letter(DiscloseScores, case))]


def test_notice_names_the_last_day_the_least_notice_and_the_estimate_with_its_working():
    letter = the_letter(ReleaseNotice)
    assert "your job as TA2, Saltings Academy ends at the end of Wednesday 31 March 2027. The reason is redundancy." in says(letter)
    assert facts(letter)["Your last day"] == "Wednesday 31 March 2027" and facts(letter)["Redundancy payment, an estimate"] == "£5,568.75"
    assert "at least 11 weeks of notice" in after(letter, "Your notice")
    assert "Assumes that you get this letter on Tuesday 3 November 2026." in after(letter, "Your notice")
    assert tables(letter)["The sum"].rows[-1] == ("Estimate", "£5,568.75") and tables(letter)["The sum"].total
    recorded = the_act(whole_change(), ReleaseNotice).figures["redundancy_pay"]
    assert all(sentence in after(letter, "How it was worked out") for sentence in recorded["because"])


@pytest.mark.parametrize("kind", [ReleaseNotice, StatePayment])
def test_the_payment_on_the_page_is_the_one_that_was_recorded(kind: type[Body]):
    recorded = the_act(whole_change(), kind).figures["redundancy_pay"]
    changed = recorded | {"amount": "12345.67", "years": 19, "weeks": "21.5", "weekly_pay_counted": "699.00", "relevant_date": "2027-04-01"}
    letter = with_figures(kind, redundancy_pay=changed | {"because": ["Because."], "assumptions": ["The cap stays."], "cites": ["ERA 1996 s.162"]})
    assert [row[1] for row in tables(letter)["The sum"].rows] == ["Thursday 1 April 2027", "19 years", "21.5 weeks", "£699.00", "£12,345.67"]
    assert "Assumes: The cap stays." in after(letter, "What it assumes") and "5,568.75" not in says(letter)


def test_an_estimate_that_rests_on_the_last_known_cap_says_so():
    case = standing_before("give")
    assert "Assumes: The most that counts as a week's pay" in after(a_letter(ReleaseNotice, case), "What it assumes")
    assert "What it assumes" not in says(the_letter(ReleaseNotice))


@pytest.mark.parametrize("kind", [ReleaseNotice, StatePayment])
def test_somebody_with_no_right_to_a_payment_is_told_none_and_why(kind: type[Body]):
    case = standing_before("give", affected={"service_from": date(2025, 9, 1)}, ends_on=date(2027, 3, 31), first_dismissal_on=date(2027, 3, 31))
    STEPS["give"](case)
    case.world.act(ASHA, StatePayment(notice=case.world.folded.size - 2), about=case.leaver)
    letter = a_letter(kind, case)
    assert "None" in facts(letter).values() and "there is no right to a redundancy payment (s.155)" in says(letter) and "The sum" not in tables(letter)


def test_notice_says_why_and_what_was_considered():
    letter = the_letter(ReleaseNotice)
    assert "It was decided on Tuesday 3 November 2026" in after(letter, "Why you") and "Fewest points." in after(letter, "Why you")
    assert "Meeting before the decision: held on Tuesday 3 November 2026." in after(letter, "What was considered")
    assert tables(letter)["Vacancies considered for you"].rows == (("V1", "Does not suit", "Different hours and pay."),)
    assert tables(letter)["Ways of avoiding dismissals"].rows[0] == ("Vacancies overtime and hours", *["Not adopted. None was found."] * 2)


def test_notice_tells_of_an_appeal_as_far_as_the_policy_does():
    assert "You can appeal." in after(the_letter(ReleaseNotice), "Your right to appeal")
    case = standing_before("give")
    contents = the_pack().contents
    track = tuple(stage for stage in contents.tracks["headcount-cut"] if stage.stage not in ("appealing", "trialling"))
    silent = Pack(contents.model_copy(update={"tracks": {"headcount-cut": track}}), b"")
    told = letter_for(the_act(case, ReleaseNotice), case.world.dossier(), replace(case.world.context(), pack=silent), PEOPLE)
    assert after(told, "Your right to appeal").startswith("The policy on record does not say how to appeal.")


@pytest.mark.parametrize(
    "contract, weeks, says_so",
    [
        ("statutory", 12, "Your contract asks for 12 weeks."),
        ("statutory", None, "tell Priya Nair"),
        ("teacher", None, "Assumes that your contract has the Burgundy Book's terms: a teacher's job"),
    ],
)
def test_notice_tells_what_the_contract_asks_for(contract: str, weeks: int | None, says_so: str):
    case = standing_before("give", affected={"contract": contract, "contract_weeks": weeks})
    assert says_so in after(a_letter(ReleaseNotice, case), "Your notice")


def test_the_statement_says_that_it_is_one_and_by_when_it_is_owed():
    letter = the_letter(StatePayment)
    assert "Your statutory redundancy payment is £5,568.75. This is the written statement" in says(letter)
    assert "no later than the payment" in after(letter, "What you can do")


def test_a_contact_without_a_telephone_is_written_to():
    people = replace(PEOPLE, contact=Contact("Priya Nair", "HR adviser", email="priya@marram.example"))
    letter = a_letter(WarnPerson, people=people)
    assert "Write to Priya Nair, HR adviser: priya@marram.example." in after(letter, "Talk to someone")
    assert facts(letter)["Who to ring or write to"] == "Priya Nair, priya@marram.example"


def test_letters_are_made_for_six_kinds_of_act_and_whoever_does_it_signs():
    assert set(LETTERS) == {kind.kind.name for kind in KINDS} and not makes_a_letter("change.propose")
    assert the_letter(DeclareAtRisk).sign_off == ("Ben Cole", "Headteacher, for Marram Learning Trust")
    assert the_act(whole_change(), DeclareAtRisk).actor == BEN


def test_whoever_was_not_selected_by_points_is_told_nothing_of_any():
    case = standing_before("declare", without=["select"])
    judged = case.world.judged(case.world.draft(BEN, DeclareAtRisk(letter="You are at risk."), about=case.leaver)).judged[0]
    letter = letter_for(judged.act, case.world.dossier(), case.world.context(), PEOPLE)
    assert "How you were selected" not in says(letter) and "points" not in after(letter, "What happens next")


def test_notice_says_what_is_not_on_record_rather_than_nothing():
    case = standing_before("invite")
    body = ReleaseNotice(decision=999, ends_on=date(2027, 4, 30), assume_last_known=True)
    act = replace(the_act(whole_change(), ReleaseNotice), body=body, position=case.world.folded.size)
    letter = letter_for(act, case.world.dossier(), case.world.context(), PEOPLE)
    assert after(letter, "Why you") == "No decision is on record."
    assert "No vacancy is on record as considered for you." in after(letter, "What was considered")
    assert "Consultation" not in after(letter, "What was considered") and "Ways of avoiding dismissals" not in tables(letter)


def test_a_criterion_that_nobody_scored_says_so():
    case = standing_before("score")
    judged = case.world.judged(case.world.draft(BEN, DiscloseScores(pool="teaching assistants"), about=case.leaver)).judged[0]
    letter = letter_for(judged.act, case.world.dossier(), case.world.context(), PEOPLE)
    assert after(letter, "Quality") == "Not scored." and facts(letter)["Your points in all"] == "0 out of 48"


def test_once_people_are_selected_the_sheet_promises_no_meeting_before_it():
    case = standing_before("declare")
    act = replace(the_act(case, DiscloseScores), position=case.world.folded.size)
    told = after(letter_for(act, case.world.dossier(), case.world.context(), PEOPLE), "How to question your points")
    assert "People have been selected from this group. You can still question your points." in told and "before anyone is selected" not in told


def test_without_a_policy_no_time_for_an_answer_is_promised():
    case = whole_change()
    told = letter_for(the_act(case, WarnPerson), case.world.dossier(), replace(case.world.context(), pack=None), PEOPLE)
    assert "must consider it and answer it." in after(told, "What happens next") and "(policy" not in says(told)


def test_a_job_for_which_no_union_is_recognised_names_none():
    case = standing_before("declare", affected={"staff_group": "leader"})
    assert "speaks for staff" not in after(a_letter(WarnPerson, case), "Talk to someone")
