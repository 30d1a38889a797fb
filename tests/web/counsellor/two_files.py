"""Two files of one person, with rows in every table that knows a learner; drawn by a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from pixlearn.accounts import service
from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.secret import new_seed
from pixlearn.accounts.store import Device, Learner, Seat, SignedIn
from pixlearn.badges.store import Attestation, AwardedBadge, Credential
from pixlearn.cli.acting import as_learner
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.diagnostic.store import Attempt, Step
from pixlearn.figures.statistics import CountedFact
from pixlearn.mastery.store import Answer
from pixlearn.orientation.store import LearnerTag, Note, Proposal, Tag
from pixlearn.privacy.store import Consent, FollowUp, Handover, Look
from pixlearn.progression.service import rebuild
from pixlearn.records import files as files_of_people
from pixlearn.records import merging
from pixlearn.structures.service import open_workshop
from pixlearn.tracks.store import Confidence, LessonVisit, Review
from tests.web.counsellor.conftest import Place
from tests.web.guards.world import Rows, all_rows

PEPPER = "pepper-of-the-tests-0123456789abcdefg"
NOT_COMPARED = {"signed_in", "merger"}  # what was ended stays ended; the log of mergers itself


@dataclass(frozen=True)
class TwoFiles:
    """Ids of both files and of what stands around them."""

    place: Place
    one: UUID
    other: UUID
    counsellor: Visitor

    @property
    def app(self) -> Flask:
        """The app."""
        return self.place.app


def two_files(place: Place, seed: int, first_name: str = "Sonia") -> TwoFiles:
    """Two files that share with the same structure; the same seed draws the same rows."""
    rng = Random(seed)
    with place.app.app_context(), transaction():
        workshops = [
            open_workshop(place.structure, f"Atelier {number}", shared_computers=False).id
            for number in range(3)
        ]
        tags = [Tag(id=uuid4(), structure_id=place.structure, label=str(n)) for n in range(2)]
        db.session.add_all(tags)
        db.session.flush()
        start = now() - timedelta(days=60)
        ids = [
            _file(place, rng, first_name, start + timedelta(days=place_of), workshops, tags)
            for place_of in range(2)
        ]
    with place.app.app_context(), transaction():
        for learner_id in ids:
            rebuild(as_learner(learner_id), learner_id, catalogue())
    return TwoFiles(place, ids[0], ids[1], as_counsellor(place))


def as_counsellor(place: Place) -> Visitor:
    """The counsellor as an actor."""
    return Visitor(
        session_id=uuid4(),
        learner_id=None,
        staff_id=place.counsellor,
        structure_id=place.structure,
        is_counsellor=True,
        is_referent=False,
        first_name="Claire",
        shared_device=False,
        workshop_id=None,
        display={},
        last_used_at=now(),
    )


def join(files: TwoFiles, actor: Visitor | None = None, **options: Any) -> UUID:
    """Make one of both; returns the id of the file that stays."""
    hashed = service.prepare_stack(new_seed(), 1, PEPPER)[0]
    who = actor or files.counsellor
    with files.app.app_context(), transaction():
        kept, former = files_of_people.two_files(files.counsellor, files.one, files.other)
        merging.merge(who, kept, former, catalogue(), hashed, **options)
        return kept.id


def separate(files: TwoFiles, kept: UUID) -> None:
    """Undo it."""
    with files.app.app_context(), transaction():
        merging.separate(files.counsellor, kept, catalogue())


def dump(files: TwoFiles) -> Rows:
    """Every row, without the log of what professionals did with the files."""
    with files.app.app_context():
        rows = {name: found for name, found in all_rows().items() if name not in NOT_COMPARED}
    made = {merging.JOINED, merging.SEPARATED}
    return rows | {"look": [row for row in rows["look"] if row["view"] not in made]}


def _file(
    place: Place,
    rng: Random,
    first_name: str,
    start: datetime,
    workshops: list[UUID],
    tags: list[Tag],
) -> UUID:
    clock = start

    def later() -> datetime:
        nonlocal clock
        clock += timedelta(minutes=rng.randint(1, 3000))
        return clock

    learner = Learner(
        id=uuid4(), first_name=rng.choice([first_name, None]), display={}, created_at=start,
        last_seen_at=start + timedelta(days=rng.randint(1, 50)),
    )  # fmt: skip
    db.session.add(learner)
    db.session.flush()
    own = {"learner_id": learner.id}
    own_there = own | {"structure_id": place.structure}
    service.issue_card(learner.id, new_seed(), PEPPER)
    attempts = [
        Attempt(
            **own, id=uuid4(), created_at=later(), diagnostic_id=catalogue().entry.id,
            ended_at=None, ended_how=None, satisfaction=None,
        )
        for _ in range(rng.randint(1, 2))
    ]  # fmt: skip
    db.session.add_all(attempts)
    db.session.flush()
    last: Answer | None = None
    items = [item for item in catalogue().items.values() if not item.retired][:8]
    for number, item in enumerate(rng.sample(items, 6), start=1):
        submission = uuid4()
        db.session.add(
            Step(
                **own, id=uuid4(), attempt_id=attempts[0].id, kind="question", number=number,
                item_id=item.id, submission_id=submission, change_id=uuid4(), draft=None,
                answered_at=later(),
            )
        )  # fmt: skip
        last = _answer(learner.id, attempts[0].id, item.id, item.skill, rng, number, None, later())
    assert last is not None
    again = rng, last.sequence, last.id, later()
    _answer(learner.id, attempts[0].id, last.item_id, last.skill_id, *again)
    badges = [
        AwardedBadge(
            **own, id=uuid4(), created_at=later(), badge_id=badge, together=rng.random() < 0.5,
            shown=rng.random() < 0.7, seen_at=rng.choice([None, clock]), told_at=None,
        )
        for badge in rng.sample(sorted(catalogue().badges), 4)
    ]  # fmt: skip
    db.session.add_all(badges)
    db.session.flush()
    db.session.add_all(
        Credential(
            **own, id=uuid4(), awarded_badge_id=badge.id, code=uuid4().hex[:12], key_id="k",
            document="{}",
        )
        for badge in badges[:2]
    )  # fmt: skip
    db.session.add_all(
        LessonVisit(
            **own, id=uuid4(), created_at=later(), lesson_id=lesson, place="etape-1",
            finished_at=rng.choice([None, later()]), done_for_real_at=rng.choice([None, clock]),
            seen_for_real_at=rng.choice([None, clock]), seen_for_real_by=place.counsellor,
            draft=None, given=None,
        )
        for lesson in rng.sample(["P1.1", "P1.2", "P3.1", "P3.5"], 3)
    )  # fmt: skip
    db.session.add_all(
        [
            Attestation(**own, id=uuid4(), code=uuid4().hex[:12], content={"name": first_name}),
            Review(
                **own, id=uuid4(), items=[], offer_from=later(), draft=None, given=None
            ),
            Confidence(**own, id=uuid4(), track_id="P1", moment="avant", face=2),
            CountedFact(**own_there, id=uuid4(), fact="niveaux"),
            FollowUp(
                **own_there, id=uuid4(), created_at=later(), contact=rng.choice([None, "sms"]),
                followed_by=rng.choice([None, place.counsellor]), project=None,
                equipment=rng.choice([None, ["telephone"]]),
            ),
            Consent(**own_there, id=uuid4(), agreed=True, wording="2026-11"),
            Handover(
                **own_there, id=uuid4(), from_staff=None, to_staff=place.counsellor, until=None,
                ended_at=None, told_at=None,
            ),
            Look(**own, id=uuid4(), staff_id=place.counsellor, view="person"),
            Note(**own_there, id=uuid4(), staff_id=place.counsellor, text="Préfère le matin."),
            Proposal(
                **own_there, id=uuid4(), staff_id=None, kind="parcours", target="P3",
                title="Mes e-mails", on_date=clock.date(), modality=None, word=None, reasons=[],
                grid_version=None, answered_at=None, done_learner=None, why_learner=None,
                done_staff=None, why_staff=None,
            ),
            LearnerTag(id=uuid4(), tag_id=rng.choice(tags).id, **own),
            Device(**own, id=uuid4(), token_hash=uuid4().hex, last_used_at=clock),
            SignedIn(**own, id=uuid4(), token_hash=uuid4().hex, last_used_at=now()),
        ]
    )  # fmt: skip
    db.session.add_all(
        Seat(
            **own, id=uuid4(), created_at=later(), workshop_id=workshop, card_number=None,
            help_asked_at=None, admitted_at=rng.choice([None, clock]), paused_at=None,
        )
        for workshop in rng.sample(workshops, 2)
    )  # fmt: skip
    db.session.flush()
    return learner.id


def _answer(
    learner_id: UUID,
    attempt_id: UUID,
    item_id: str,
    skill_id: str,
    rng: Random,
    sequence: int,
    supersedes: UUID | None,
    at: datetime,
) -> Answer:
    answer = Answer(
        id=uuid4(), learner_id=learner_id, submission_id=uuid4(), source_id=attempt_id,
        item_id=item_id, content_hash="", skill_id=skill_id, outcome=float(rng.randint(0, 1)),
        guess=0.1, how="seul", given={"secret": "what the person wrote"}, sequence=sequence,
        supersedes_id=supersedes, created_at=at,
    )  # fmt: skip
    db.session.add(answer)
    db.session.flush()
    return answer
