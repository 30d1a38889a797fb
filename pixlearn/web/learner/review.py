"""« Revoir avec les réponses »: each question with what was answered and what is right."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pixlearn.activities import Item, feedback_in_words, given_in_words, solution_in_words
from pixlearn.content.current import catalogue
from pixlearn.diagnostic.store import QUESTION
from pixlearn.mastery.rules import Given
from pixlearn.mastery.store import Answer, given_of
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import AT, bp
from pixlearn.web.learner.places import going_on, situation
from pixlearn.web.login import visitor


@bp.get(f"{AT}/revoir")
def review() -> ResponseReturnValue:
    """The list of questions answered, once the diagnostic is over."""
    current = situation()
    if current is None or current.attempt.ended_at is None:
        return redirect(going_on(current), 303)
    answered = [
        (step.number, catalogue().items[step.item_id].prompt)
        for step in current.questions
        if step.answered_at is not None and step.item_id in catalogue().items
    ]
    return render("learner/review.html", answered=answered)


@bp.get(f"{AT}/revoir/<int:number>")
def review_item(number: int) -> ResponseReturnValue:
    """One question with its answers; the words of the lessons, never « wrong »."""
    current = situation()
    if current is None or current.attempt.ended_at is None:
        return redirect(going_on(current), 303)
    step = current.step(QUESTION, number)
    item = catalogue().items.get(step.item_id) if step else None
    answer = given_of(visitor(), step.attempt_id, step.item_id) if step else None
    if step is None or item is None or answer is None:
        return redirect(url_for(".review"), 303)
    scenes = catalogue().scenes
    alone = answer.way is Given.ALONE
    later = [s.number for s in current.questions if s.number > number and s.answered_at]
    return render(
        "learner/review_item.html",
        number=number,
        item=item,
        way=answer.way.value,
        right=alone and answer.outcome == 1,
        given=given_in_words(item, scenes, answer.given) if alone else (),
        solution=solution_in_words(item, scenes),
        comment=_comment(item, answer),
        following=min(later, default=None),
    )


def _comment(item: Item, answer: Answer) -> str:
    """The author's words for what was answered; shared and passed answers get the reason why."""
    match answer.way:
        case Given.ALONE:
            return feedback_in_words(item, answer.outcome, answer.given)
        case Given.DONT_KNOW:
            return feedback_in_words(item, None)
        case Given.TOGETHER | Given.SKIPPED | Given.LESSON:
            return feedback_in_words(item, 1.0)
