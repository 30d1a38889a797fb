"""An item being practised: shown, answered, hinted, found; the same in lessons and the review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from pixlearn.activities import (
    Fault,
    Item,
    Moved,
    Refused,
    Retry,
    Scored,
    feedback_in_words,
    read_answer,
    show_item,
)
from pixlearn.content.current import catalogue
from pixlearn.tracks import service
from pixlearn.tracks.rules import STUCK_AFTER
from pixlearn.tracks.store import ItemUnderWay
from pixlearn.web.htmx import render
from pixlearn.web.learner.places import posted, state, submission
from pixlearn.web.on_paper import on_paper
from pixlearn.web.stills import stills_of_way


@dataclass(frozen=True, slots=True)
class Practice:
    """An item, how far the person is with it, and the pages around it."""

    item: Item
    now: ItemUnderWay
    title: str
    """What is being done, a lesson's title for instance; said above each page."""
    place: str
    """Where in it, « À vous » or « Question »."""
    here: Callable[..., str]
    """The address of the item; the state of a walk comes as query."""
    show_me: str
    step_again: tuple[int, str] | None = None
    """The tutorial step to look at again: its number and its address."""

    @property
    def stuck(self) -> bool:
        """Whether it is time to show the way, and to let the person go on."""
        return self.now.misses >= STUCK_AFTER


def goes_on(practice: Practice) -> bool:
    """Whether the form sent leads on, from an item found or one that the person leaves."""
    ready = practice.now.solved or practice.stuck
    return ready and request.form.get("action") == "continuer"


def practise(
    practice: Practice, keep: Callable[[UUID, dict[str, Any]], None]
) -> ResponseReturnValue:
    """Read one try; ``keep`` stores what was found, with its submission id.

    As many tries as wanted: each one is read as if it was the first. An old form, or the same
    one sent again, changes nothing and leads to the present.
    """
    sent, now = submission(), practice.now
    if sent is None or sent != now.submission_id or now.solved:
        return redirect(practice.here(), 303)
    if request.form.get("action") == "ne_sait_pas":
        now.misses = max(now.misses, STUCK_AFTER - 1)
        service.miss(now, None)
        return redirect(practice.here(), 303)
    match read_answer(practice.item, catalogue().scenes, state(), posted()):
        case Scored(1.0, given):
            keep(sent, given)
            now.given = given
            return redirect(practice.here(), 303)
        case Scored(_, given):
            service.miss(now, given)
            return redirect(practice.here(), 303)
        case Moved(moved):
            return redirect(practice.here(**moved), 303)
        case Retry(draft, faults):
            service.miss(now, None)
            now.draft = dict(draft)
            return item_page(practice, faults)
        case Refused(faults):
            return item_page(practice, faults)


def item_page(practice: Practice, faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    """The item to do, with its hint after a miss; once found, its praise."""
    item, now = practice.item, practice.now
    if now.solved:
        return render(
            "learner/practice_solved.html",
            practice=practice,
            praise=feedback_in_words(item, 1.0, now.given),
        )
    started = bool(state())
    view = show_item(
        item,
        catalogue().scenes,
        state(),
        draft=now.draft,
        form=posted() if faults else None,
        given=None if faults or started else now.given,
        faults=faults,
    )
    hint = None
    if now.misses and not started and not view.faults:
        hint = feedback_in_words(item, None if now.given is None else 0.0, now.given)
    return render(
        "learner/practice_item.html",
        status=422 if faults else 200,
        practice=practice,
        view=view,
        hint=hint,
        stuck=practice.stuck and not started,
        action=practice.here(**state()),
    )


def way_page(practice: Practice) -> ResponseReturnValue:
    """« Montrez-moi »: the right way, still by still; offered once the person is stuck."""
    if not practice.stuck and not practice.now.solved:
        return redirect(practice.here(), 303)
    scenes = catalogue().scenes
    return render(
        "learner/practice_shown.html",
        practice=practice,
        way=stills_of_way(practice.item, scenes),
        item=on_paper(practice.item, scenes),
    )
