"""The calculators by name: what each is asked, what it answers, and one line on what it is for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evenhand.law.answers import Answer
from evenhand.law.collective import Collective, CollectiveQuestion, collective
from evenhand.law.deadline import Deadline, DeadlineQuestion, deadline_by_file
from evenhand.law.era_1996.redundancy_pay import RedundancyPay, RedundancyPayQuestion, redundancy_pay
from evenhand.law.notice import Notice, NoticeQuestion, notice
from evenhand.law.questions import Question, asked


@dataclass(frozen=True)
class Calculator:
    """One calculator. `works_out` takes a `question` and gives an `answer`."""

    name: str
    does: str
    question: type[Question]
    answer: type[Answer]
    works_out: Callable[[Any], Answer]

    def answer_to(self, given: object) -> Answer:
        """The answer to a question as JSON holds it. Raises Refused for a bad question, NotOnFile and CannotCount beyond what is known."""
        return self.works_out(asked(self.question, given))

    def schema(self) -> dict[str, Any]:
        """The JSON Schemas of its input and its output."""
        return {"input": self.question.model_json_schema(), "output": self.answer.model_json_schema(mode="serialization")}


CALCULATORS = {
    each.name: each
    for each in (
        Calculator("redundancy-pay", "the statutory redundancy payment (ERA 1996 Part XI)", RedundancyPayQuestion, RedundancyPay, redundancy_pay),
        Calculator("notice", "notice of dismissal: how long, when employment can end, when to deliver it (ERA 1996 s.86)", NoticeQuestion, Notice, notice),
        Calculator(
            "collective",
            "who must be consulted and notified of collective redundancies, and by when (TULRCA 1992 ss.188, 193)",
            CollectiveQuestion,
            Collective,
            collective,
        ),
        Calculator("deadline", "a number of calendar, working or school days from a day", DeadlineQuestion, Deadline, deadline_by_file),
    )
}
