"""Every kind of question can be answered right, whatever the hands."""

from __future__ import annotations

from pixlearn.activities import KINDS
from tests.browser.journeys.answering import answer, one_of, question
from tests.browser.journeys.beginner import Beginner
from tests.browser.journeys.conftest import ways
from tests.browser.journeys.database import ask, learner, outcomes
from tests.browser.visitor import Visitor


@ways("scripts off", "keyboard alone")
def test_each_kind_is_answered_right(person: Visitor) -> None:
    beginner = Beginner(person)
    beginner.begins()
    beginner.does_the_gestures()
    somebody = learner(person)
    for number, kind in enumerate(KINDS, start=1):
        person.go("/diagnostic")
        if person.path.endswith("/essai"):
            person.press("Passer cet essai")
        ask(person, one_of(kind))
        asked = question(person)
        assert asked.type == kind
        answer(person, asked)
        assert outcomes(person, somebody) == [1.0] * number, f"{kind} is not scored as right"
    assert person.complaints() == []
