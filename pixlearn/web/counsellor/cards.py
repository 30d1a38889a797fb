"""Cards: a stack without names, first names for those that were taken, and who is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pixlearn.accounts.first_hour import Step, note_steps
from pixlearn.accounts.secret import new_seed
from pixlearn.accounts.service import issue_stack, prepare_stack
from pixlearn.activities.answer import Fault, Problem
from pixlearn.activities.view import ChoiceView
from pixlearn.casework.homonyms import told_apart
from pixlearn.db import transaction
from pixlearn.privacy.cards import Holder, expected_people, names_known
from pixlearn.privacy.service import name_card, record_look
from pixlearn.privacy.store import taken_cards_without_name
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.called import place_among
from pixlearn.web.counsellor.cards_print import A_SHEET, let_print
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.counsellor.paging import asked_page
from pixlearn.web.house import local
from pixlearn.web.htmx import render
from pixlearn.web.i18n import day
from pixlearn.web.login import settings, visitor
from pixlearn.web.professional import myself, own_structure
from pixlearn.web.whole import whole
from pixlearn.web.written import first_name_fault, written

STACKS = {str(count): count for count in (8, 16, 24)}


@bp.get("/cartes")
def cards() -> ResponseReturnValue:
    """What the cards are for, how many to make, and who is expected."""
    people = expected_people(visitor())
    return looked(_show(people), list=[one.id for one in asked_page(people).rows])


@bp.post("/cartes")
def work_on_cards() -> ResponseReturnValue:
    """Name whoever took a card, or make a stack: each button of the page says which."""
    return _name_card() if request.form.get("action") == "nommer" else _make_stack()


def _name_card() -> ResponseReturnValue:
    number = request.form.get("numero", type=whole)
    if number is None:
        abort(400)
    field = f"prenom-{number}"
    first_name = written(field)
    with transaction():
        fault = first_name_fault(field, first_name)
        if fault is not None:
            return _show_again(fault, typed=first_name)
        borne = bool(names_known(visitor(), [first_name]))
        name_card(visitor(), number, first_name)
    return redirect(url_for(".cards", note=1, deja=1 if borne else None), 303)


def _make_stack() -> ResponseReturnValue:
    """Make a stack; only this browser keeps what is needed to print it."""
    wanted = STACKS.get(request.form.get("nombre", ""))
    if wanted is None:
        words = gettext("Choose how many cards to make.")
        with transaction():
            return _show_again(Fault("nombre", Problem.NOTHING_CHOSEN, words))
    seed = new_seed()
    prepared = prepare_stack(seed, wanted, settings().pepper)
    with transaction():
        issue_stack(own_structure(), prepared)
        note_steps(myself(), [Step.CARDS])
    return let_print(url_for(".print_cards"), seed, wanted)


def _show_again(fault: Fault, typed: str = "") -> Response:
    """The page with what is wrong; it shows the same names, so the look is kept too."""
    people = expected_people(visitor())
    record_look(visitor(), [one.id for one in asked_page(people).rows], "list")
    return _show(people, fault, typed)


def _apart(people: Sequence[Holder]) -> Mapping[UUID, Sequence[str]]:
    """What tells those of one first name apart."""
    found = ((one.id, one.first_name, (day(local(one.since)),)) for one in people)
    return told_apart(found, place_among)


def _show(people: Sequence[Holder], fault: Fault | None = None, typed: str = "") -> Response:
    choices = [
        ChoiceView(
            value=value,
            word=ngettext(
                "%(cards)s cards, %(num)s sheet",
                "%(cards)s cards, %(num)s sheets",
                count // A_SHEET,
                cards=count,
            ),
            pictogram=None,
            speech=None,
            chosen=False,
        )
        for value, count in STACKS.items()
    ]
    return render(
        "counsellor/cards.html",
        status=422 if fault else 200,
        choices=choices,
        faults=(fault,) if fault else (),
        taken=[card.number for card in taken_cards_without_name(visitor())],
        expected=asked_page(people),
        apart=_apart(people),
        typed=typed,
        noted="note" in request.args,
        borne="deja" in request.args,
    )
