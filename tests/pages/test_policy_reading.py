"""What a policy page says of clauses and rules, without a site."""

import pytest

from evenhand.policy.pack import load_pack
from evenhand.procedure.everything import RULES
from evenhand_web.pages.policy.reading import clauses, honours

PACK = load_pack("secat-2020")


def test_each_clause_leads_somewhere():
    for read in clauses(PACK):
        assert read.honours or read.clause.left_to_a_person or read.cited_by, read.number


@pytest.mark.parametrize("rule", sorted(RULES))
def test_each_rule_says_in_one_sentence_what_it_asks(rule: str):
    (honour,) = honours((rule,))
    assert len(honour.says.split()) >= 4
    assert honour.says[0].isupper() and honour.says.endswith(".") and "\n" not in honour.says
