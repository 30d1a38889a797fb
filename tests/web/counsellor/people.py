"""The people of these tests: a structure, its professionals, learners with some answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select

from pixlearn.accounts import sessions
from pixlearn.accounts.store import Learner, Staff
from pixlearn.cli.acting import as_learner
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.mastery.kept import as_kept
from pixlearn.mastery.rules import Given, shown_skills
from pixlearn.mastery.store import Answer, answers_of
from pixlearn.orientation.store import Proposal
from pixlearn.privacy.service import agree_to_share
from pixlearn.progression.facts import standing_of
from pixlearn.progression.store import Summary
from pixlearn.structures.store import Structure
from pixlearn.tracks import service as tracks
from pixlearn.tracks.rules import KEEP, item_of_lesson
from tests.web.browsing import Browser


def a_structure(name: str) -> UUID:
    """A structure of that name."""
    structure = Structure(id=uuid4(), name=name)
    db.session.add(structure)
    db.session.flush()
    return structure.id


def somebody_at_work(structure_id: UUID, name: str, *, counsels: bool, refers: bool) -> UUID:
    """A professional of a structure."""
    staff = Staff(
        id=uuid4(),
        structure_id=structure_id,
        name=name,
        email=f"{uuid4()}@structure.example",
        password_hash="none: these tests open the session themselves",
        is_counsellor=counsels,
        is_referent=refers,
        last_sign_in_at=None,
    )
    db.session.add(staff)
    db.session.flush()
    return staff.id


def a_learner(first_name: str | None, *, shares_with: UUID | None = None) -> UUID:
    """Somebody who learns, and perhaps shares with a structure."""
    learner = Learner(id=uuid4(), first_name=first_name, display={}, last_seen_at=now())
    db.session.add(learner)
    db.session.flush()
    if shares_with is not None:
        agree_to_share(learner.id, shares_with)
    return learner.id


def answers(
    learner_id: UUID,
    outcomes: Sequence[tuple[str, float]],
    *,
    way: Given = Given.ALONE,
    ended_how: str | None = "sur",
) -> None:
    """A diagnostic with an answer on each skill, ended unless ``ended_how`` is none."""
    attempt = diagnostic.begin(learner_id, catalogue())
    attempt.with_someone = way is Given.TOGETHER
    attempt.ended_how = ended_how
    attempt.ended_at = now() if ended_how else None
    items = {item.skill: item.id for item in catalogue().items.values() if not item.retired}
    for sequence, (skill, outcome) in enumerate(outcomes, start=place_after_all(learner_id)):
        db.session.add(
            Answer(
                id=uuid4(),
                learner_id=learner_id,
                submission_id=uuid4(),
                source_id=attempt.id,
                item_id=items[skill],
                content_hash=catalogue().content_hash(items[skill]),
                skill_id=skill,
                outcome=outcome,
                guess=0.1,
                how=way.value,
                given={"secret": "what the person wrote"},
                sequence=sequence,
                supersedes_id=None,
            )
        )
    db.session.flush()


def place_after_all(learner_id: UUID) -> int:
    """The place of an answer that this person would give now."""
    last = select(func.max(Answer.sequence)).where(Answer.learner_id == learner_id)
    return 1 + (db.session.execute(last).scalar_one() or 0)


def finished_lesson(learner_id: UUID, lesson_id: str, *, ticked: bool = False) -> None:
    """A lesson that this person finished, perhaps with « Je l'ai fait » ticked."""
    lesson = catalogue().teaching.lessons[lesson_id]
    visit = tracks.begin(learner_id, lesson, None)
    tracks.move_to(visit, KEEP)
    if ticked:
        tracks.tick_for_real(visit)
    for sequence, skill in enumerate(lesson.text.skills, start=place_after_all(learner_id)):
        db.session.add(
            Answer(
                id=uuid4(),
                learner_id=learner_id,
                submission_id=uuid4(),
                source_id=uuid4(),
                item_id=item_of_lesson(lesson_id, skill),
                content_hash="",
                skill_id=skill,
                outcome=1.0,
                guess=0.5,
                how=Given.LESSON.value,
                given={},
                sequence=sequence,
                supersedes_id=None,
            )
        )
    db.session.flush()


def agreed_a_month_ago(learner_id: UUID, structure_id: UUID) -> Proposal:
    """A track that was proposed, and accepted 31 days ago."""
    proposal = Proposal(
        id=uuid4(),
        learner_id=learner_id,
        structure_id=structure_id,
        staff_id=None,
        kind="parcours",
        target="P3",
        title="Mes e-mails",
        on_date=None,
        modality=None,
        word=None,
        reasons=["Le projet dit : un emploi."],
        grid_version=1,
        state="accord",
        answered_at=now() - timedelta(days=31),
        done_learner=None,
        why_learner=None,
        done_staff=None,
        why_staff=None,
    )
    db.session.add(proposal)
    return proposal


def summed_up(
    learner_id: UUID, *, level: int | None, ended_at: datetime | None, to_confirm: bool = False
) -> None:
    """The summary row of a learner, as `record` would leave it, at a level that is wanted."""
    standing = standing_of(answers_of(as_learner(learner_id), learner_id), catalogue())
    db.session.add(
        Summary(
            diagnostic_id="abc_diag",
            learner_id=learner_id,
            level=level,
            percent=None if level is None else 50,
            to_confirm=to_confirm,
            found_together=0,
            ended_at=ended_at,
            active_at=now(),
            mastery=as_kept(standing.mastery, shown_skills(standing.evidence)),
        )
    )
    db.session.flush()


def signed_in(app: Flask, *, staff: UUID | None = None, learner: UUID | None = None) -> Browser:
    """A browser in which this person is signed in, a professional with their second factor."""
    with app.app_context(), transaction():
        given_at = now() if staff else None
        token = sessions.begin(staff_id=staff, learner_id=learner, second_factor_at=given_at)
    browser = app.test_client()
    assert isinstance(browser, Browser)
    with browser.session_transaction() as session:
        session["_user_id"] = token
    return browser
