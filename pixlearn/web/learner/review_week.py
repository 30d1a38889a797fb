"""« Revoir, 2 minutes »: offered a week after things went right, never owed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities import Item
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson, Track
from pixlearn.db import transaction
from pixlearn.progression.review import record_again
from pixlearn.progression.service import progression_of
from pixlearn.tracks import reviewing
from pixlearn.tracks.store import Review, review_of
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import done_already, hold_learner
from pixlearn.web.learner.practising import Practice, goes_on, item_page, practise, way_page
from pixlearn.web.login import visitor
from pixlearn.web.stones import along


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A review under way and its items."""

    row: Review
    items: tuple[Item, ...]

    @property
    def number(self) -> int:
        """The item where the person is, from 1."""
        return self.row.place + 1


@bp.get("/revoir")
def week_review() -> ResponseReturnValue:
    """What it is, and the choice: begin, or not."""
    current = _under_way()
    items = current.items if current else reviewing.items_offered(visitor(), catalogue())
    return render("learner/review_week.html", current=current, count=len(items))


@bp.post("/revoir")
def choose_week_review() -> ResponseReturnValue:
    """« Je commence », or « Non merci »: no reason, no effect."""
    with transaction():
        learner_id = hold_learner()
        if request.form.get("choix") == "non":
            reviewing.refuse(visitor(), learner_id)
            return redirect(url_for("public.home"), 303)
        row = reviewing.begin(visitor(), learner_id, catalogue())
        target = _address(row.place + 1) if row else url_for(".week_review")
    return redirect(target, 303)


@bp.get("/revoir/<int:number>")
def week_review_item(number: int) -> ResponseReturnValue:
    """The item where the person is; elsewhere, the way there."""
    current = _under_way()
    if current is not None and 0 < number < current.number:
        return done_already(_going_on(current))
    if current is None or number != current.number:
        return redirect(_going_on(current), 303)
    return item_page(_practice(current))


@bp.post("/revoir/<int:number>")
def do_week_review_item(number: int) -> ResponseReturnValue:
    """Answer an item, or go on to the next one."""
    with transaction():
        hold_learner()
        current = _under_way()
        if current is None or number != current.number:
            return redirect(_going_on(current), 303)
        practice = _practice(current)
        if goes_on(practice):
            reviewing.next_item(current.row)
            over = current.row.place >= len(current.items)
            return redirect(url_for(".week_review_end") if over else _going_on(current), 303)
        row, item = current.row, practice.item
        return practise(
            practice,
            lambda sent, given: record_again(visitor(), row, item, sent, given, catalogue()),
        )


@bp.get("/revoir/montrez-moi")
def week_review_shown() -> ResponseReturnValue:
    """The right way of the item on which the person is stuck."""
    current = _under_way()
    return way_page(_practice(current)) if current else redirect(_going_on(None), 303)


@bp.get("/revoir/fin")
def week_review_end() -> ResponseReturnValue:
    """Thanks, and one next step."""
    row = review_of(visitor())
    if row is None or not row.items or row.place < len(row.items):
        return redirect(url_for(".week_review"), 303)
    value = progression_of(visitor(), row.learner_id, catalogue())
    proposal = value.proposals[0] if value.proposals else None
    return render("learner/review_week_end.html", count=len(row.items), proposal=proposal)


def _under_way() -> UnderWay | None:
    row = review_of(visitor())
    items = reviewing.items_under_way(row, catalogue())
    return UnderWay(row, items) if row is not None and items else None


def _address(number: int, **query: Any) -> str:
    return url_for(".week_review_item", number=number, **query)


def _going_on(current: UnderWay | None) -> str:
    return _address(current.number) if current else url_for(".week_review")


def _practice(current: UnderWay) -> Practice:
    item, total = current.items[current.row.place], len(current.items)
    return Practice(
        item=item,
        now=current.row,
        title=gettext("See again, 2 minutes"),
        place=gettext("Question %(number)s of %(total)s", number=current.number, total=total),
        stones=along(current.number, total),
        here=partial(_address, current.number),
        show_me=url_for(".week_review_shown"),
        step_again=_step_again(item),
    )


def _step_again(item: Item) -> tuple[int, str] | None:
    """The step of the lesson that the item comes from; an item of the diagnostic has none."""
    found = _lesson_of(item)
    if found is None:
        return None
    track, lesson = found
    number = lesson.step_again(item)
    where: dict[str, Any] = {"track_slug": track.text.slug, "lesson_slug": lesson.text.slug}
    return number, url_for(".tutorial", **where, number=number)


def _lesson_of(item: Item) -> tuple[Track, Lesson] | None:
    return next(
        (
            (track, lesson)
            for track in catalogue().teaching.tracks.values()
            for lesson in track.lessons
            if item in (lesson.activity, *lesson.checks)
        ),
        None,
    )
