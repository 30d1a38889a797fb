"""A small world of people, made once: who learns, who works where, and how to stand in their place.

`World.restore` puts every row back as it was, so that each request of a table meets the same world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from pixlearn.accounts import service, sessions
from pixlearn.accounts.secret import card_secrets, hash_token
from pixlearn.accounts.store import Learner, PasswordReset, SignedIn
from pixlearn.accounts.team import Roles, invitations_of, invite
from pixlearn.badges.attestation import Attested
from pixlearn.badges.papers import make_paper
from pixlearn.cli.demo_answers import answer_like
from pixlearn.content.current import catalogue
from pixlearn.db import Base, db, now, transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.orientation.grid import DEFAULT, begin_draft
from pixlearn.orientation.partners import add_partner
from pixlearn.privacy.service import agree_to_share
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_structure, agreed_a_month_ago, somebody_at_work

PEPPER = "pepper-of-the-tests-0123456789abcdefg"
SEED = "00112233445566778899aabbccddeeff"
OTHER_SEED = "ffeeddccbbaa99887766554433221100"
LEARNER, OTHER = "Zéphyrine", "Barnabé"  # names that stand nowhere else
PEOPLE = (
    "anonymous",
    "learner",
    "other learner",
    "counsellor",
    "counsellor elsewhere",
    "referent",
    "referent elsewhere",
)
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class World:
    """Ids of everybody. The learner is at the end and shares; the other one is at question 3."""

    app: Flask
    structure: UUID
    workshop: UUID
    workshop_code: str
    workshop_elsewhere: UUID
    paper: str
    proposal: UUID
    partner: UUID
    invitation: UUID
    staff: UUID
    learner: UUID
    other: UUID
    tokens: Mapping[str, str]
    rows: Rows

    def restore(self) -> None:
        """Put every row back as it was; everybody was here a moment ago."""
        used = {"last_used_at": now()}
        with self.app.app_context(), db.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                changed = used if table.name == "signed_in" else {}
                rows = [row | changed for row in self.rows[table.name]]
                if rows:
                    connection.execute(table.insert(), rows)

    def rest(self, minutes: int) -> None:
        """Everybody was last here so many minutes ago."""
        with self.app.app_context(), transaction():
            then = now() - timedelta(minutes=minutes)
            db.session.execute(update(SignedIn).values(last_used_at=then))

    def browser(self, person: str, *, checked: bool = False) -> FlaskClient:
        """A browser in which this person of `PEOPLE` is signed in.

        ``checked`` gives the browser that looks at each page; the other one is faster.
        """
        browser = (
            self.app.test_client() if checked else FlaskClient(self.app, self.app.response_class)
        )
        if person != "anonymous":
            with browser.session_transaction() as session:
                session["_user_id"] = self.tokens[person]
        return browser

    def looking(self, person: str) -> Browser:
        """The browser of this person that checks each page."""
        browser = self.browser(person, checked=True)
        assert isinstance(browser, Browser)
        return browser

    @property
    def places(self) -> dict[str, Any]:
        """What stands in the addresses of all routes."""
        return {
            "filename": "app.css",
            "learner_id": self.learner,
            "other_id": self.other,
            "workshop_id": self.workshop,
            "number": 1,
            "diagnostic_slug": "point-de-depart",
            "rest": "1",
            "token": card_secrets(SEED, 0).token,
            "code": self.workshop_code,
            "track_slug": "mes-emails",
            "lesson_slug": "joindre-un-document",
            "lesson_id": "P3.5",
            "article_slug": "guide-animer-un-atelier",
            "place": "etape-1",
            "kind": "csv",
            "structure_id": self.structure,
            "mark": "no-logo-yet",
            "badge_id": "bd-premier-pas",
            "paper": self.paper,
            "proposal_id": self.proposal,
            "partner_id": self.partner,
            "invitation_id": self.invitation,
            "band_id": "socle",
            "rule_id": "r1",
            "version": DEFAULT,
            "staff_id": self.staff,
            "word_id": next(iter(catalogue().teaching.words)),
        }

    def now_in_base(self) -> Rows:
        """Every row of every table as it stands."""
        with self.app.app_context():
            return all_rows()


def found(app: Flask) -> World:
    """Make the world in an empty database."""
    with app.app_context():
        with transaction():
            here, elsewhere = a_structure("Mission locale du Val"), a_structure("Cap emploi Nord")
            workshop = open_workshop(here, "Atelier du lundi", shared_computers=False)
            there = open_workshop(elsewhere, "Atelier du mardi", shared_computers=False)
            learner, other = _learner(LEARNER, SEED), _learner(OTHER, OTHER_SEED)
            service.take_seat(learner, workshop)
            service.take_seat(other, there)
            agree_to_share(learner, here)
            ids = workshop.id, workshop.code or "", there.id
            tokens = {
                "learner": sessions.begin(learner_id=learner),
                "other learner": sessions.begin(learner_id=other),
            }
            team: dict[str, UUID] = {}
            for person in PEOPLE[3:]:
                staff = somebody_at_work(
                    elsewhere if "elsewhere" in person else here,
                    person,
                    counsels=person.startswith("counsellor"),
                    refers=person.startswith("referent"),
                )
                tokens[person] = sessions.begin(staff_id=staff, second_factor_at=now())
                team[person] = staff
            invitation = _links(here, team["counsellor"])
            said = Attested(name="", made_on=now().date(), skills=())
            paper = make_paper(learner, uuid4(), said).code
            proposal = agreed_a_month_ago(learner, here).id
            begin_draft(here, team["referent"], DEFAULT)
            partner = add_partner(here, {"name": "Espace du Val", "commune": "Val"}).id
            db.session.flush()
        answer_like(learner, 0.5, None, 1)
        answer_like(other, 0.5, 2, 2)
        return World(
            app,
            here,
            *ids,
            paper,
            proposal,
            partner,
            invitation,
            team["counsellor"],
            learner=learner,
            other=other,
            tokens=tokens,
            rows=all_rows(),
        )


def _links(structure_id: UUID, staff_id: UUID) -> UUID:
    """Somebody is invited and somebody forgot a password; both links hold the card's token."""
    token_hash = hash_token(card_secrets(SEED, 0).token)
    invite(structure_id, "Lou Garnier", "lou@structure.example", Roles(counsels=True, refers=False))
    (invitation,) = invitations_of(structure_id)
    invitation.token_hash = token_hash
    db.session.add(
        PasswordReset(
            staff_id=staff_id,
            token_hash=token_hash,
            expires_at=now() + timedelta(minutes=30),
            used_at=None,
        )
    )
    return invitation.id


def all_rows() -> Rows:
    """Every row of every table, inside an app context."""
    with db.engine.connect() as connection:
        return {
            table.name: [
                dict(row._mapping) for row in connection.execute(select(table).order_by(table.c.id))
            ]
            for table in Base.metadata.sorted_tables
        }


def wipe() -> None:
    """Empty every table, inside an app context."""
    with db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


def _learner(first_name: str, seed: str) -> UUID:
    learner: Learner = service.start_learner({})
    learner.first_name = first_name
    service.issue_card(learner.id, seed, PEPPER)
    diagnostic.begin(learner.id, catalogue())
    return learner.id
