"""« J'ai deux cartes »: somebody joins their two files themselves, and may separate them again."""

from __future__ import annotations

from time import time
from uuid import UUID

from flask import abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from pixlearn.accounts import service
from pixlearn.accounts.sealed_card import keep_sealed
from pixlearn.accounts.secret import new_seed
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.records.files import File, file_of, proved
from pixlearn.records.merging import joined, merge, note_told, separate
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.card import SHOWN_FOR
from pixlearn.web.learner.places import hold_learner
from pixlearn.web.login import (
    as_response,
    card_cookie,
    passport,
    phone_cookie,
    set_cookie,
    settings,
    visitor,
)
from pixlearn.web.written import card_digits, written

PROVED = "other_file"  # where the signed cookie keeps whose card was shown, and when
PROVED_FOR = 900  # seconds


@bp.get("/ma-carte/deux-cartes")
def two_cards() -> ResponseReturnValue:
    """Ask for the other card."""
    return _two_cards_page()


@bp.post("/ma-carte/deux-cartes")
def prove_other_card() -> ResponseReturnValue:
    """The other card, by its code and digits or by its square: its file is this person's too."""
    if not _something_written():
        return _two_cards_page(problem="nothing")
    token = request.form.get("carte")
    code, digits = request.form.get("code", "")[:40], card_digits()
    tried = service.try_code(code, digits, passport()) if token is None else None
    with transaction():
        own = hold_learner()
        try:
            if tried is None:
                found = service.card_for(token or "").learner_id
            else:
                found = service.card_by_digits(code, tried, passport()).learner_id
        except (service.WrongSecret, service.UnknownCard):
            found, problem = None, "wrong"
        else:
            problem = "empty" if found is None else "same"
        if found is not None and found != own:
            file_of(proved(visitor(), found), found)
            session[PROVED] = f"{found}.{int(time())}"
            return redirect(url_for(".join_own_files"), 303)
    return _two_cards_page(problem=problem)


@bp.get("/ma-carte/deux-cartes/reunir")
def join_own_files() -> ResponseReturnValue:
    """Both files side by side, and what changes."""
    return _join_page()


@bp.post("/ma-carte/deux-cartes/reunir")
def join_now() -> ResponseReturnValue:
    """One file and one new card from now on; this browser stays signed in."""
    seed = new_seed()
    card = service.prepare_stack(seed, 1, settings().pepper)[0]
    with transaction():
        files = _own_files()
        if files is None:
            return redirect(url_for(".two_cards"), 303)
        choice = request.form.get("partage")
        if _must_choose(*files) and choice not in {"oui", "non"}:
            return _join_page(problem=True)
        merge(visitor(), *files, catalogue(), card, share_on=choice == "oui")
        keep_sealed(request.cookies.get(phone_cookie()), files[0].id, seed)
    session.pop(PROVED, None)
    response = as_response(redirect(url_for(".joined_files"), 303))
    set_cookie(response, card_cookie(), seed, seconds=SHOWN_FOR)
    return response


@bp.get("/dossiers-reunis")
def joined_files() -> ResponseReturnValue:
    """What was joined, by whom, and until when it can be undone."""
    together = joined(visitor(), _own_id())
    if together is None:
        return redirect(url_for(".two_cards"), 303)
    return render("learner/merged.html", together=together)


@bp.post("/dossiers-reunis")
def answer_joined_files() -> ResponseReturnValue:
    """« J'ai compris », or each file as it was."""
    with transaction():
        own = hold_learner()
        match request.form.get("action"):
            case "compris":
                note_told(visitor(), own)
                return redirect(url_for("public.home"), 303)
            case "separer":
                try:
                    separate(visitor(), own, catalogue())
                except NoResultFound:  # pressed twice, or too late: the page says what is so
                    return redirect(url_for(".two_cards"), 303)
            case _:
                abort(400)
    return redirect(url_for(".two_cards", fait=1), 303)


def _two_cards_page(problem: str | None = None) -> ResponseReturnValue:
    return render(
        "learner/merge.html",
        status=422 if problem else 200,
        problem=problem,
        typed=written("code")[:20] if problem else "",
        together=joined(visitor(), _own_id()),
        separated="fait" in request.args,
    )


def _join_page(*, problem: bool = False) -> ResponseReturnValue:
    files = _own_files()
    if files is None:
        return redirect(url_for(".two_cards"), 303)
    return render(
        "learner/merge_confirm.html",
        status=422 if problem else 200,
        here=files[0],
        other=files[1],
        must_choose=_must_choose(*files),
        problem=problem,
    )


def _something_written() -> bool:
    """An empty form is no wrong try."""
    return any(request.form.get(name, "").strip() for name in ("carte", "code", "digits"))


def _own_files() -> tuple[File, File] | None:
    """The file at hand and the one whose card was shown a moment ago; none when it is too long."""
    text, _, moment = str(session.get(PROVED, "")).partition(".")
    if not moment.isdecimal() or time() - int(moment) > PROVED_FOR:
        return None
    own, other = _own_id(), UUID(text)
    try:
        return file_of(visitor(), own), file_of(proved(visitor(), other), other)
    except NoResultFound:  # joined or erased meanwhile
        return None


def _must_choose(here: File, other: File) -> bool:
    """Only the other file is shared: the person says whether all of it is from now on."""
    return here.structure_id is None and other.structure_id is not None


def _own_id() -> UUID:
    learner_id = visitor().learner_id
    if learner_id is None:
        abort(404)
    return learner_id
