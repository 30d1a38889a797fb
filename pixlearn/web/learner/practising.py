"""An item being practised: shown, answered, hinted, found; the same in lessons and the review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from pixlearn.activities import (
    Bearing,
    Fault,
    Item,
    Moved,
    Refused,
    Retry,
    Scored,
    State,
    feedback_in_words,
    read_answer,
    show_item,
)
from pixlearn.content.current import catalogue
from pixlearn.tracks import service
from pixlearn.tracks.rules import STUCK_AFTER
from pixlearn.tracks.store import ItemUnderWay
from pixlearn.web.bearing_words import words_of_bearing
from pixlearn.web.htmx import render
from pixlearn.web.learner.places import posted, state, submission
from pixlearn.web.on_paper import on_paper
from pixlearn.web.stills import stills_of_way

FRUITLESS = 2
"""Presses that brought nothing nearer, after which help is offered; they are never scored."""


@dataclass(frozen=True, slots=True)
class Help:
    """What is said to somebody who does not find; `shows_way`: « Montrez-moi » stands beside."""

    words: str
    of_author: bool
    shows_way: bool


@dataclass(frozen=True, slots=True)
class Practice:
    """An item, how far the person is with it, and the pages around it."""

    item: Item
    now: ItemUnderWay
    title: str
    """What is being done, a lesson's title for instance; said above each page."""
    place: str
    """Where in it, « À vous » or « Question 1 sur 2 »; `stones` draws the same."""
    stones: tuple[str, ...]
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


def _help_of(practice: Practice, bearing: Bearing | None) -> Help | None:
    """Help comes after a miss, or after two presses that brought nothing nearer.

    It speaks of the screen one is on: the author's hint on the first one, else words made from
    the right way, which do not give it away at first.
    """
    now = practice.now
    walked = bearing.fruitless if bearing else 0
    lost = walked >= FRUITLESS
    back_again = "aide" in request.args or not state()
    if not lost and not (now.misses and back_again):
        return None
    if bearing is None or bearing.at_start:
        missed = lost or now.given is not None
        words = feedback_in_words(practice.item, 0.0 if missed else None, now.given)
        return Help(words, of_author=True, shows_way=practice.stuck or lost)
    words = words_of_bearing(bearing, named=walked > FRUITLESS or practice.stuck)
    return Help(words, of_author=False, shows_way=practice.stuck or lost)


def _same_screen(practice: Practice, kept: State) -> str:
    """The screen that was just used, with help on it."""
    return practice.here(**kept, aide=1) if kept else practice.here()


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
        return redirect(_same_screen(practice, state()), 303)
    bearing = practice.item.bearing(catalogue().scenes, state())
    if request.form.get("action") == "montrer" and bearing and bearing.fruitless >= FRUITLESS:
        now.misses = max(now.misses, STUCK_AFTER - 1)
        service.miss(now, None)
        return redirect(practice.show_me, 303)
    match read_answer(practice.item, catalogue().scenes, state(), posted()):
        case Scored(1.0, given):
            if bearing and bearing.fruitless > FRUITLESS:
                now.misses = max(now.misses, 1)  # the right button was named: found after a hint
            keep(sent, given)
            now.given = given
            return redirect(practice.here(), 303)
        case Scored(_, given):
            service.miss(now, given)
            after = practice.item.state_after(catalogue().scenes, given)
            return redirect(_same_screen(practice, after), 303)
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
            view=item.show_answered(catalogue().scenes, now.given or {}),
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
    bearing = item.bearing(catalogue().scenes, state())
    offered = None if view.faults else _help_of(practice, bearing)
    ended_on_nothing = now.misses > 0 and item.opened_nothing(catalogue().scenes, now.given or {})
    return render(
        "learner/practice_item.html",
        status=422 if faults else 200,
        practice=practice,
        view=view,
        helped=offered,
        opened_nothing=view.walk_note or (offered is not None and not started and ended_on_nothing),
        stuck=practice.stuck and (offered is not None or not started),
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
