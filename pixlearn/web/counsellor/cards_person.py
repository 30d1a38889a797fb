"""The card of one person: made again, its digits changed, ended; and new cards for several."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service, store
from pixlearn.accounts.name_list import MOST
from pixlearn.accounts.secret import card_secrets, hash_secret, new_seed
from pixlearn.activities.answer import Fault
from pixlearn.db import transaction
from pixlearn.privacy.cards import Holder, holder, holders_who_share, names_known
from pixlearn.privacy.service import record_look
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.cards_print import DIGITS, let_print
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.written import first_name_fault, written

FIELD = "prenom"


@bp.get("/cartes/<uuid:learner_id>")
def person_card(learner_id: UUID) -> ResponseReturnValue:
    """What can be done with the card; nobody can read it again."""
    person = holder(visitor(), learner_id)
    return looked(_show(person, person.first_name or ""), list=[learner_id])


@bp.post("/cartes/<uuid:learner_id>")
def work_on_card(learner_id: UUID) -> ResponseReturnValue:
    """Make it again, change its digits, end it, or forget somebody who never came; or correct the
    first name."""
    match request.form.get("action"):
        case "nommer":
            return _correct_name(learner_id)
        case "refaire":
            return _make_again(learner_id)
        case "chiffres":
            return _change_digits(learner_id)
        case "arreter":
            with transaction():
                holder(visitor(), learner_id)
                service.end_card(learner_id)
                _close_if_lost(learner_id)
                record_look(visitor(), [learner_id], "card_end")
            return redirect(url_for(".person_card", learner_id=learner_id, fait="arretee"), 303)
        case "retirer":
            with transaction():
                if holder(visitor(), learner_id).shares or store.has_come(learner_id):
                    return redirect(url_for(".person_card", learner_id=learner_id), 303)
                service.forget_expected(learner_id)
            return redirect(url_for(".cards", note=1), 303)
        case _:
            holder(visitor(), learner_id)
            abort(400)


def _correct_name(learner_id: UUID) -> ResponseReturnValue:
    """Another first name; the person can read who wrote it, and correct it too."""
    first_name = written(FIELD)
    with transaction():
        person = holder(visitor(), learner_id)
        fault = first_name_fault(FIELD, first_name)
        if fault is not None:
            record_look(visitor(), [learner_id], "list")
            return _show(person, first_name, fault)
        others = names_known(visitor(), [first_name], but=learner_id)
        if first_name != person.first_name:
            service.name_learner(learner_id, first_name)
            record_look(visitor(), [learner_id], "name")
    done = "deja" if others else "nom"
    return redirect(url_for(".person_card", learner_id=learner_id, fait=done), 303)


def _show(person: Holder, typed: str, fault: Fault | None = None) -> Response:
    return render(
        "counsellor/cards_person.html",
        status=422 if fault else 200,
        person=person,
        works=store.live_card_of(person.id) is not None,
        came=person.shares or store.has_come(person.id),
        done=request.args.get("fait"),
        typed=typed,
        field=FIELD,
        faults=(fault,) if fault else (),
    )


def _make_again(learner_id: UUID) -> ResponseReturnValue:
    seed = new_seed()
    prepared = service.prepare_stack(seed, 1, settings().pepper)
    with transaction():
        _renew([holder(visitor(), learner_id)], prepared)
        _close_if_lost(learner_id)
    return let_print(url_for(".print_cards"), seed, 1)


def _change_digits(learner_id: UUID) -> ResponseReturnValue:
    """Other digits for the card that works; without one, the page says to make a card."""
    seed = new_seed()
    hashed = hash_secret(settings().pepper, card_secrets(seed, 0).digits)
    with transaction():
        holder(visitor(), learner_id)
        try:
            service.change_digits(learner_id, hashed)
        except service.UnknownCard:
            return redirect(url_for(".person_card", learner_id=learner_id), 303)
        record_look(visitor(), [learner_id], "digits")
    return let_print(url_for(".print_digits", learner_id=learner_id), seed, DIGITS)


def _close_if_lost(learner_id: UUID) -> None:
    """Somebody else may hold the card: what it opened is closed."""
    if request.form.get("perdue") == "oui":
        service.close_devices(learner_id)


@bp.get("/cartes/refaire")
def renew_cards() -> ResponseReturnValue:
    """Who gets a new card, and that the former ones stop."""
    people = holders_who_share(visitor(), _asked())
    asked = request.args.get("pour", "")
    page = render("counsellor/cards_again.html", people=people, asked=asked)
    return looked(page, list=[one.id for one in people])


@bp.post("/cartes/refaire")
def make_cards_again() -> ResponseReturnValue:
    """Make the new cards; only this browser keeps what is needed to print them."""
    seed, asked = new_seed(), _asked()
    prepared = service.prepare_stack(seed, len(asked), settings().pepper)
    with transaction():
        people = holders_who_share(visitor(), asked)
        if not people:
            abort(404)
        _renew(people, prepared[: len(people)])
    return let_print(url_for(".print_cards"), seed, len(people))


def _renew(people: Sequence[Holder], prepared: Sequence[service.HashedCard]) -> None:
    """A new card each; they can read that it was made."""
    for one, hashed in zip(people, prepared, strict=True):
        service.renew_card(one.id, hashed, own_structure())
    record_look(visitor(), [one.id for one in people], "new_card")


def _asked() -> list[UUID]:
    """« ?pour=id,id »; what is no id is left out."""
    found = []
    for one in request.args.get("pour", "").split(",")[:MOST]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return list(dict.fromkeys(found))
