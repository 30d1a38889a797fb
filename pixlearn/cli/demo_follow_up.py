"""What the demo's counsellors did with some learners, through the same doors as everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from pixlearn.accounts.store import Staff
from pixlearn.cli.acting import as_counsellor, as_learner
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.orientation.grid import titles_of
from pixlearn.orientation.notes import write_note
from pixlearn.orientation.proposals import Wanted, answer, proposals_of, propose_to
from pixlearn.orientation.rules import Kind, Modality, State
from pixlearn.privacy.following import follow, set_contact
from pixlearn.privacy.rules import Situation
from pixlearn.structures.days import PARIS, day_of
from pixlearn.structures.rules import Plan
from pixlearn.structures.service import prepare
from pixlearn.structures.store import Workshop


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """A note, something proposed and the answer, what the person told, who follows them."""

    note: str | None = None
    proposed: str | None = None  # as a reading grid names it
    word: str | None = None
    modality: Modality | None = None
    answered: State = State.PROPOSED
    situation: Situation | None = None
    taken_over: bool = False


STORIES: Mapping[str, FollowedUp] = {
    "Karim": FollowedUp(
        note="Karim vient le mardi matin. Il veut écrire à un employeur.",
        proposed="parcours:P1",
        modality=Modality.HELPED,
        answered=State.AGREED,
        situation=Situation("telephone", "emploi", ("telephone",)),
        taken_over=True,
    ),
    "Awa": FollowedUp(
        proposed="atelier:cafe_numerique",
        word="C'est le jeudi, à 14 h. Je serai là.",
        situation=Situation("sms", "formation", ("telephone", "connexion")),
    ),
    "Tomasz": FollowedUp(
        note="On avance petit à petit, une leçon à la fois.",
        proposed="partenaire:epn",
        answered=State.TO_TALK,
        taken_over=True,
    ),
    "Marie-Christine": FollowedUp(proposed="parcours:P3", answered=State.LATER),
    "Jean-Baptiste": FollowedUp(
        proposed="parcours:P5",
        answered=State.NO_THANKS,
        situation=Situation(project="demarches"),
    ),
}
ADAPTED = "À mon rythme, pas à pas"
IN_SOME_DAYS = timedelta(days=3)


def follow_up(learner_id: UUID, first_name: str, structure_id: UUID) -> None:
    """Do what the story of this learner tells; most have none."""
    story = STORIES.get(first_name)
    if story is None:
        return
    with transaction():
        staff = as_counsellor(_counsellor_of(structure_id))
        if story.taken_over:
            follow(staff, learner_id, day_of(now(), PARIS))
        if story.note:
            write_note(staff, learner_id, uuid4(), story.note)
        if story.situation:
            set_contact(as_learner(learner_id), learner_id, story.situation)
        if story.proposed:
            propose_to(staff, structure_id, [learner_id], _wanted(story.proposed, story))
            if story.answered is not State.PROPOSED:
                [made] = proposals_of(as_learner(learner_id), learner_id)
                answer(as_learner(learner_id), made.id, story.answered)


def adapted_workshop(structure_id: UUID) -> None:
    """A workshop of some days later, with its own comfort, breaks and a helper; made once."""
    query = select(Workshop.id).where(
        Workshop.structure_id == structure_id, Workshop.title == ADAPTED
    )
    if db.session.execute(query).first() is None:
        comfort = {"text": "grand", "spacing": "large", "voice": "oui"}
        plan = Plan(
            ADAPTED,
            now() + IN_SOME_DAYS,
            place="Salle du rez-de-chaussée",
            capacity=6,
            comfort=comfort,
            break_every=5,
            helper=True,
        )
        prepare(structure_id, plan)


def _wanted(prescription: str, story: FollowedUp) -> Wanted:
    kind = Kind(prescription.partition(":")[0])
    content = catalogue()
    return Wanted(
        kind,
        prescription.partition(":")[2] if kind is Kind.TRACK else prescription,
        titles_of(content)[prescription],
        modality=story.modality,
        word=story.word,
        grid_version=content.grid.head.version,
    )


def _counsellor_of(structure_id: UUID) -> Staff:
    query = (
        select(Staff)
        .where(Staff.structure_id == structure_id, Staff.is_counsellor)
        .order_by(Staff.name, Staff.id)
        .limit(1)
    )
    return db.session.execute(query).scalar_one()
