"""`flask demo`: data to try the site with; the same each time, refused in production."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from pixlearn.accounts import service as accounts
from pixlearn.accounts.rules import show_code
from pixlearn.accounts.secret import card_secrets, hash_secret, hash_token, secret_matches
from pixlearn.accounts.staff_sign_in import add_staff
from pixlearn.accounts.store import Learner, Seat, card_by_token, staff_by_email
from pixlearn.cli.demo_answers import answer_like, practise_like
from pixlearn.cli.demo_figures import closed_month
from pixlearn.cli.demo_follow_up import adapted_workshop, follow_up
from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.config import Settings
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.orientation.partner_import import read_places
from pixlearn.orientation.partners import import_places
from pixlearn.privacy.service import agree_to_share
from pixlearn.structures.service import LIFE_OF_CODE, open_workshop
from pixlearn.structures.store import Structure, Workshop


@dataclass(frozen=True, slots=True)
class Person:
    """A learner of the demo: how far they went, how well they do, their lessons, their sharing."""

    name: str
    structure: int | None
    ease: float  # θ of the synthetic person, in logits
    questions: int | None  # how many were answered; none means to the end
    shares: bool = True
    lessons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A structure of the demo and its open workshop."""

    structure_id: UUID
    name: str
    workshop_id: UUID
    code: str


STRUCTURES = ("Mission locale du Val-Fleuri", "Cap emploi des Deux-Rives")
PEOPLE = (
    Person("Sonia", 0, 0.5, None, lessons=("P3.1", "P3.2", "P3.3", "P3.4", "P3.5", "P3.6")),
    Person("Karim", 0, -1.6, None, lessons=("P1.1", "P1.2", "P1.3")),
    Person("Lucie", 0, 1.8, None, lessons=("P4.3",)),
    Person("Mehdi", 0, 0.0, 5),
    Person("Awa", 0, -0.6, None),
    Person("Paul", 0, 2.6, None, shares=False),
    Person("Inès", 0, 0.9, 0),
    Person("Tomasz", 1, -2.4, None, lessons=("P1.1",)),
    Person("Marie-Christine", 1, 0.2, None),
    Person("Fatou", 1, 1.1, 8),
    Person("Jean-Baptiste", 1, -0.2, None),
    Person("Rosa", None, 0.7, 3),
)
WORKSHOP = "Premiers pas sur mon téléphone"
PARTNERS = "fr/partenaires/exemple.csv"


class LearnerEntry(TypedDict):
    """How to enter as a learner."""

    name: str
    structure: str | None
    link: str
    card_code: str
    digits: str


class StaffEntry(TypedDict):
    """How to enter as a professional."""

    name: str
    email: str
    password: str
    structure: str


class WorkshopEntry(TypedDict):
    """An open workshop."""

    code: str
    structure: str


class Entries(TypedDict):
    """Everything that `flask demo --json` prints."""

    learners: list[LearnerEntry]
    counsellors: list[StaffEntry]
    referents: list[StaffEntry]
    workshops: list[WorkshopEntry]


@click.command("demo", cls=DatabaseCommand)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def demo_command(*, as_json: bool) -> None:
    """Make demo data once, and tell how to enter; refused in production."""
    settings: Settings = current_app.extensions["pixlearn_settings"]
    if settings.production:
        raise click.ClickException("demo data is refused in production.")
    entries = make_demo(settings)
    if as_json:
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    else:
        click.echo(_in_words(entries, settings.public_url))


def make_demo(settings: Settings) -> Entries:
    """Make what is missing, inside an app context, and return how everybody enters."""
    entries = Entries(learners=[], counsellors=[], referents=[], workshops=[])
    with transaction():
        places = [_place(structure) for structure in STRUCTURES]
        partners = read_places((settings.content / PARTNERS).read_bytes()).places
        for number, place in enumerate(places, start=1):
            for kind, name in (("conseil", "Camille Perrin"), ("referent", "Dominique Roche")):
                entry = _staff(place, f"{kind}{number}@demo.example", name, settings)
                entries["counsellors" if kind == "conseil" else "referents"].append(entry)
            import_places(place.structure_id, partners)
            entries["workshops"].append(WorkshopEntry(code=place.code, structure=place.name))
        adapted_workshop(places[1].structure_id)
        closed_month(places[0].structure_id)
    for number, person in enumerate(PEOPLE):
        where = places[person.structure] if person.structure is not None else None
        entries["learners"].append(_learner(number, person, where, settings))
    return entries


def _place(name: str) -> Place:
    structure = db.session.execute(
        select(Structure).where(Structure.name == name)
    ).scalar_one_or_none()
    if structure is None:
        structure = Structure(name=name)
        db.session.add(structure)
        db.session.flush()
    workshop = _workshop(structure.id)
    return Place(structure.id, structure.name, workshop.id, workshop.code or "")


def _staff(place: Place, email: str, name: str, settings: Settings) -> StaffEntry:
    password = f"demo-{_secret(settings, email)[:12]}"
    staff = staff_by_email(email)
    if staff is None:
        referent = email.startswith("referent")
        hashed = hash_secret(settings.pepper, password)
        add_staff(place.structure_id, name, email, hashed, referent=referent)
    elif not secret_matches(settings.pepper, staff.password_hash, password):
        staff.password_hash = hash_secret(settings.pepper, password)
    return StaffEntry(name=name, email=email, password=password, structure=place.name)


def _workshop(structure_id: UUID) -> Workshop:
    query = (
        select(Workshop)
        .where(Workshop.structure_id == structure_id, Workshop.title == WORKSHOP)
        .order_by(Workshop.created_at, Workshop.id)
        .limit(1)
    )
    found = db.session.execute(query).scalar_one_or_none()
    if found is None or found.code is None:
        return open_workshop(structure_id, WORKSHOP, shared_computers=False)
    found.closes_at = now() + LIFE_OF_CODE
    return found


def _learner(number: int, person: Person, place: Place | None, settings: Settings) -> LearnerEntry:
    seed = _secret(settings, f"card {number} {person.name}")[:32]
    secrets = card_secrets(seed, 0)
    began = None
    with transaction():
        if card_by_token(hash_token(secrets.token)) is None:
            learner = accounts.start_learner({})
            learner.first_name = person.name
            _settle(learner, person, place)
            accounts.issue_card(learner.id, seed, settings.pepper)
            diagnostic.begin(learner.id, catalogue())
            began = learner.id
    if began is not None:
        answer_like(began, person.ease, person.questions, number)
        practise_like(began, person.lessons, number)
        if place is not None:
            follow_up(began, person.name, place.structure_id)
    return LearnerEntry(
        name=person.name,
        structure=place.name if place else None,
        link=f"/carte/{secrets.token}",
        card_code=show_code(secrets.code),
        digits=secrets.digits,
    )


def _settle(learner: Learner, person: Person, place: Place | None) -> None:
    if place is None:
        return
    db.session.add(Seat(workshop_id=place.workshop_id, learner_id=learner.id))
    if person.shares:
        agree_to_share(learner.id, place.structure_id)


def _secret(settings: Settings, purpose: str) -> str:
    """A secret of the demo that is the same at each call on this machine, and on no other."""
    key = settings.pepper.encode()
    return hmac.new(key, f"demo {purpose}".encode(), hashlib.sha256).hexdigest()


def _in_words(entries: Entries, site: str) -> str:
    lines = ["", "Learners (open the link, or write the code and digits):"]
    lines += [
        f"  {one['name']:<16} {site}{one['link']}   {one['card_code']}  {one['digits']}"
        for one in entries["learners"]
    ]
    lines += ["", "Workshops (write the code on the home page):"]
    lines += [f"  {one['code']}  {one['structure']}" for one in entries["workshops"]]
    lines += ["", f"Professionals ({site}/connexion):"]
    lines += [
        f"  {role:<11} {one['email']:<24} {one['password']}   {one['structure']}"
        for role, people in (
            ("counsellor", entries["counsellors"]),
            ("référent", entries["referents"]),
        )
        for one in people
    ]
    return "\n".join(lines)
