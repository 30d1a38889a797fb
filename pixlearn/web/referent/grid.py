"""The structure's reading grid: the one in force, its versions, and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.content.grids import Grid
from pixlearn.db import transaction
from pixlearn.orientation.grid import (
    Published,
    begin_draft,
    draft_of,
    grid_numbered,
    history_of,
)
from pixlearn.orientation.grid_editing import Change, changes, reordered
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp
from pixlearn.web.referent.grid_words import version_word, words_of
from pixlearn.web.whole import whole


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two grids, in words."""

    bands: list[Change]
    rules: list[Change]
    reordered: bool

    @property
    def none(self) -> bool:
        """Whether they say the same."""
        return not (self.bands or self.rules or self.reordered)


def difference(before: Grid, after: Grid) -> Difference:
    """What differs between two grids; another order of rules is told apart."""
    first, second = words_of(before), words_of(after)
    return Difference(
        bands=changes(first.bands, second.bands),
        rules=changes(first.rules, second.rules),
        reordered=reordered(first.rules, second.rules),
    )


@bp.get("/grille")
def grid() -> ResponseReturnValue:
    """The grid in force, the draft if there is one, and the versions."""
    history = history_of(own_structure())
    return _page(history, history[0], noted=request.args.get("note", ""))


@bp.post("/grille")
def begin_grid_draft() -> ResponseReturnValue:
    """Begin a draft from a version; one that is there is replaced only when the page said so."""
    with transaction():
        number = request.form.get("depuis", type=whole)
        if number is None:
            abort(400)
        instead_of = request.form.get("remplace", type=UUID)
        begin_draft(own_structure(), visitor().staff_id, number, instead_of=instead_of)
    return redirect(url_for(".grid_draft"), 303)


@bp.get("/grille/versions/<int:version>")
def grid_version(version: int) -> ResponseReturnValue:
    """One version, to read and perhaps to take again."""
    history = history_of(own_structure())
    found = next((one for one in history if one.number == version), None)
    if found is None:
        abort(404)
    return _page(history, found)


@bp.get("/grille/comparer")
def compare_grids() -> ResponseReturnValue:
    """What differs between two versions, chosen in the address."""
    history = history_of(own_structure())
    numbers = {one.number for one in history}
    after = _asked("apres", numbers, history[0].number)
    before = _asked("avant", numbers, history[min(1, len(history) - 1)].number)
    return render(
        "referent/grid_compare.html",
        names={one.number: version_word(one.number) for one in history},
        before=before,
        after=after,
        difference=difference(
            grid_numbered(own_structure(), before), grid_numbered(own_structure(), after)
        ),
    )


def to_grid() -> ResponseReturnValue:
    """Back to the grid, for pages of a draft when there is none."""
    return redirect(url_for(".grid"), 303)


def _asked(name: str, numbers: set[int], otherwise: int) -> int:
    number = request.args.get(name, type=whole)
    return number if number in numbers else otherwise


def _page(history: list[Published], shown: Published, noted: str = "") -> ResponseReturnValue:
    return render(
        "referent/grid.html",
        words=words_of(grid_numbered(own_structure(), shown.number)),
        shown=shown,
        in_force=history[0],
        history=history,
        names={one.number: version_word(one.number) for one in history},
        draft=draft_of(own_structure()),
        noted=noted,
    )
