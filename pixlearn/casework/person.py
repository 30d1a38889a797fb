"""One person as their counsellor reads them: everything that they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Seat
from pixlearn.badges.store import AwardedBadge, badges_of
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db
from pixlearn.diagnostic.store import Attempt, attempt_read, attempts_of
from pixlearn.mastery.store import answers_of
from pixlearn.orientation.notes import NoteLine, notes_of
from pixlearn.orientation.proposals import proposals_of
from pixlearn.orientation.rules import Proposed, State
from pixlearn.orientation.tags import tags_of_learners
from pixlearn.privacy.following import Followed, followed
from pixlearn.privacy.store import visible
from pixlearn.progression.facts import diagnostic_of
from pixlearn.progression.rules import Progression
from pixlearn.progression.service import Rows, put_together
from pixlearn.progression.timeline import Event, EventKind, newest_first
from pixlearn.structures.store import Workshop
from pixlearn.tracks.store import LessonVisit, confidences_of, visits_with_witness

VISIO = "bd-visio"


@dataclass(frozen=True, slots=True)
class Came:
    """A workshop to which the person came."""

    workshop_id: UUID
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """All that a counsellor may read of somebody who shares.

    ``visits``: finished lessons, the latest first, each with the name of who saw it for real.
    """

    followed: Followed
    progression: Progression
    others: tuple[Progression, ...]  # of other diagnostics that they have ended
    proposals: tuple[Proposed, ...]
    notes: tuple[NoteLine, ...]
    tags: tuple[str, ...]
    workshops: tuple[Came, ...]
    visits: tuple[tuple[LessonVisit, str | None], ...]
    events: tuple[Event, ...]

    @property
    def holds_visio(self) -> bool:
        """Whether they hold the badge that says a video call is possible, and show it."""
        return any(line.badge.id == VISIO for line in self.progression.badges)


def person_of(actor: Visitor, learner_id: UUID, catalogue: Catalogue, day: date) -> Person:
    """The person, for a counsellor they share with; ten statements.

    Raises:
        NoResultFound: not visible, which is the same as not existing.
    """
    about = followed(actor, learner_id, day)
    attempts = attempts_of(actor, learner_id)
    visits = visits_with_witness(actor, learner_id)
    badges = badges_of(actor, learner_id)
    rows = Rows(
        answers_of(actor, learner_id),
        attempt_read(attempts),
        [visit for visit, _ in visits],
        badges,
        confidences_of(actor, learner_id),
    )
    proposals = proposals_of(actor, learner_id)
    workshops = _workshops(actor, learner_id)
    events = newest_first(
        [
            *_diagnostics(attempts, catalogue),
            *_lessons(visits, catalogue),
            *_badges(badges, catalogue),
            *_proposals(proposals),
            *(Event(one.at, EventKind.WORKSHOP, one.title) for one in workshops),
            *(
                Event(one.at, EventKind.HANDOVER, who=one.to_name, until=one.until)
                for one in about.handovers
            ),
        ]
    )
    return Person(
        followed=about,
        progression=put_together(rows, catalogue, actor.zone),
        others=tuple(_others(attempts, rows, catalogue, actor.zone)),
        proposals=tuple(proposals),
        notes=tuple(notes_of(actor, learner_id)),
        tags=tuple(tags_of_learners(actor, [learner_id])[learner_id]),
        workshops=workshops,
        visits=tuple(one for one in visits if one[0].finished_at is not None),
        events=events,
    )


def _workshops(actor: Visitor, learner_id: UUID) -> tuple[Came, ...]:
    """Those of the actor's structure, the latest first."""
    query = (
        visible(actor, Seat)
        .where(Seat.learner_id == learner_id)
        .with_only_columns(Workshop.id, Workshop.title, Seat.created_at)
        .order_by(Seat.created_at.desc(), Seat.id)
    )
    return tuple(Came(*row) for row in db.session.execute(query))


def _diagnostics(attempts: Sequence[Attempt], catalogue: Catalogue) -> Iterator[Event]:
    """That of the entry is called as the structure calls it; the others have their names."""
    for attempt in attempts:
        diagnostic = catalogue.diagnostic(attempt.diagnostic_id)
        name = "" if diagnostic.entry else diagnostic.public_name
        yield Event(attempt.created_at, EventKind.BEGAN, name)
        if attempt.ended_at is not None:
            yield Event(attempt.ended_at, EventKind.ENDED, name)


def _others(
    attempts: Sequence[Attempt], rows: Rows, catalogue: Catalogue, zone: tzinfo
) -> Iterator[Progression]:
    """What the person's other diagnostics say, each by its own latest attempt that ended."""
    shown = {diagnostic_of(rows.attempt)}
    for attempt in reversed(attempts):
        if attempt.ended_at is not None and attempt.diagnostic_id not in shown:
            shown.add(attempt.diagnostic_id)
            yield put_together(Rows(rows.answers, attempt), catalogue, zone)


def _lessons(
    visits: Sequence[tuple[LessonVisit, str | None]], catalogue: Catalogue
) -> Iterator[Event]:
    """Lessons that the content no longer has are left out."""
    lessons = catalogue.teaching.lessons
    for visit, _ in visits:
        if visit.finished_at is not None and visit.lesson_id in lessons:
            yield Event(visit.finished_at, EventKind.LESSON, lessons[visit.lesson_id].text.title)


def _badges(badges: Sequence[AwardedBadge], catalogue: Catalogue) -> Iterator[Event]:
    for badge in badges:
        if badge.badge_id in catalogue.badges:
            yield Event(badge.created_at, EventKind.BADGE, catalogue.badges[badge.badge_id].name)


def _proposals(proposals: Sequence[Proposed]) -> Iterator[Event]:
    for one in proposals:
        yield Event(one.made_at, EventKind.PROPOSED, one.title, who=one.by)
        if one.answered_at is not None and one.state is not State.WITHDRAWN:
            yield Event(one.answered_at, EventKind.ANSWERED, one.title, state=one.state)
