"""People created from a list of first names: written, looked over, then made with their cards."""

from __future__ import annotations

from flask import Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts.name_list import ALL_CELLS, MOST, MOST_SIGNS, NameList, read_names
from pixlearn.accounts.names import LONGEST
from pixlearn.accounts.secret import card_secrets, hash_token, new_seed
from pixlearn.accounts.service import expect_people, prepare_stack
from pixlearn.accounts.sheets import NotASheet, as_text, rows_of_file
from pixlearn.accounts.store import card_by_token, hold_row
from pixlearn.activities.answer import Fault, Problem
from pixlearn.activities.view import ChoiceView
from pixlearn.db import transaction
from pixlearn.privacy.cards import names_known
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.cards_print import let_print
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor
from pixlearn.web.professional import myself, own_structure

FIELD, FILE, TABLE, COLUMN = "prenoms", "fichier", "tableau", "colonne"
LIST = "people_to_create"  # seed, names: kept by the browser only, until the people are made


@bp.get("/cartes/personnes")
def new_people() -> ResponseReturnValue:
    """A list to write or paste, one first name a line."""
    _, names, _ = _kept()
    return _write("\n".join(names))


@bp.post("/cartes/personnes")
def check_new_people() -> ResponseReturnValue:
    """Read the list and show it; nobody is made yet, and nothing but first names is kept."""
    with transaction():
        text, table = request.form.get(FIELD, ""), request.form.get(TABLE, "")
        sent = request.files.get(FILE)
        if sent is not None and sent.filename:
            try:
                table = as_text(rows_of_file(sent.read()))
            except NotASheet:
                return _write(text, _not_a_sheet())
        if not table and not read_names(text).names:
            text, table = "", text
        typed, listed = read_names(text), read_names(table, request.form.get(COLUMN, ""))
        found = NameList(typed.names + listed.names, typed.other_columns or listed.other_columns)
        fault = _fault_of_table(listed) or (None if listed.columns else _fault(found))
        if listed.columns and fault is None:
            return _ask_column(text, table, listed)
        if fault is not None:
            return _write(text or table, fault)
    session[LIST] = [new_seed(), list(found.names), found.other_columns]
    return redirect(url_for(".checked_people"), 303)


@bp.get("/cartes/personnes/verification")
def checked_people() -> ResponseReturnValue:
    """How many people, who is there twice, and who may be here already."""
    _, names, other_columns = _kept()
    if not names:
        return redirect(url_for(".new_people"), 303)
    found = NameList(tuple(names), other_columns)
    return render(
        "counsellor/cards_people_check.html",
        found=found,
        known=names_known(visitor(), found.names),
    )


@bp.post("/cartes/personnes/verification")
def make_people() -> ResponseReturnValue:
    """Make the people with their cards; a second press makes nobody twice."""
    seed, names, _ = _kept()
    if not names:
        return redirect(url_for(".new_people"), 303)
    prepared = prepare_stack(seed, len(names), settings().pepper)
    with transaction():
        hold_row(myself())
        if card_by_token(hash_token(card_secrets(seed, 0).token)) is None:
            expect_people(own_structure(), names, prepared)
    session.pop(LIST, None)
    return let_print(url_for(".print_cards"), seed, len(names))


def _kept() -> tuple[str, list[str], bool]:
    """What this browser keeps of a list that was read."""
    seed, names, other_columns = session.get(LIST, ("", [], False))
    return seed, names, other_columns


def _fault(found: NameList) -> Fault | None:
    """What keeps these people from being made, in words."""
    how_many = len(found.names)
    if not how_many:
        return Fault(FIELD, Problem.NOTHING_WRITTEN, gettext("Write at least one first name."))
    if how_many > MOST:
        words = gettext(
            "%(num)s people at most at once: your list has %(found)s.", num=MOST, found=how_many
        )
        return Fault(FIELD, Problem.TOO_LONG, words)
    if found.too_long:
        words = gettext(
            "“%(name)s…” is too long: %(num)s letters at most.",
            name=found.too_long[0][:20],
            num=LONGEST,
        )
        return Fault(FIELD, Problem.TOO_LONG, words)
    if found.not_names:
        words = gettext(
            "“%(name)s” is no first name. Write the first names only.", name=found.not_names[0][:20]
        )
        return Fault(FIELD, Problem.WRONG_VALUE, words)
    if sum(map(len, found.names)) > MOST_SIGNS:
        words = gettext("This list is too long. Make it in two parts.")
        return Fault(FIELD, Problem.TOO_LONG, words)
    return None


def _fault_of_table(listed: NameList) -> Fault | None:
    """What keeps the first names of a table from being found, in words."""
    if listed.both_names:
        words = gettext(
            "This list has first names and surnames in one column. Write the first names only."
        )
        return Fault(FIELD, Problem.WRONG_VALUE, words)
    return None


def _not_a_sheet() -> Fault:
    words = gettext(
        "This file does not open as a list. Save the sheet as CSV, or copy the first names here."
    )
    return Fault(FIELD, Problem.WRONG_VALUE, words)


def _ask_column(text: str, table: str, listed: NameList) -> Response:
    """Which column holds the first names: what was sent stays in the page, and nowhere else."""
    options = []
    for number, column in enumerate(listed.columns, start=1):
        heading = column.heading or gettext("Column %(number)s", number=number)
        words = f"{heading} : {', '.join(column.examples)}"
        options.append(ChoiceView(f"{column.place}", words, None, None, chosen=False))
    each = gettext("Each cell is a first name")
    words = gettext("Your list has several columns. Choose the one with the first names.")
    fault = Fault(COLUMN, Problem.NOTHING_CHOSEN, words)
    return render(
        "counsellor/cards_people_column.html",
        status=422,
        text=text,
        table=table,
        options=[*options, ChoiceView(ALL_CELLS, each, None, None, chosen=False)],
        fields=(FIELD, TABLE, COLUMN),
        faults=(fault,),
    )


def _write(text: str, fault: Fault | None = None) -> Response:
    return render(
        "counsellor/cards_people.html",
        status=422 if fault else 200,
        text=text,
        field=FIELD,
        file_field=FILE,
        most=MOST,
        faults=(fault,) if fault else (),
    )
