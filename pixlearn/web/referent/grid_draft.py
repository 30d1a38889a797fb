"""The draft of a reading grid: its bands and their limits, the order of its rules, publishing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.content.current import catalogue
from pixlearn.content.grids import MODALITY, Band, Grid, StretchFault, StretchProblem
from pixlearn.db import transaction
from pixlearn.figures.grid_effect import effect_of
from pixlearn.orientation.grid import (
    ChangedMeanwhile,
    Draft,
    draft_of,
    draft_to_change,
    drop_draft,
    grid_of,
    keep_draft,
    publish_draft,
)
from pixlearn.orientation.grid_editing import (
    MOST_BANDS,
    MOST_RULES,
    NewBand,
    Stretch,
    faults_of_limits,
    fingerprint,
    in_former_order,
    moved,
    with_band,
    with_limits,
)
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp
from pixlearn.web.referent.grid import difference, to_grid
from pixlearn.web.referent.grid_fields import (
    fault,
    lines_typed,
    percent_fault,
    percent_typed,
    prescriptions_typed,
    text_fault,
    typed,
)
from pixlearn.web.referent.grid_words import (
    boxes,
    left_boxes,
    modalities,
    proposed,
    words_of,
)
from pixlearn.web.whole import whole_or

NEW = "neuve"  # the fields of a band to add
LONGEST_TITLE, LONGEST_AIM, LONGEST_LINE = 80, 200, 120
MOST_LINES = 8


@bp.get("/grille/brouillon")
def grid_draft() -> ResponseReturnValue:
    """The draft, with a way to change each part."""
    draft = draft_of(own_structure())
    if draft is None:
        return to_grid()
    return render(
        "referent/grid_draft.html",
        draft=draft,
        words=words_of(draft.grid),
        full=len(draft.grid.rules) >= MOST_RULES,
        noted="note" in request.args,
    )


@bp.post("/grille/brouillon")
def change_grid_draft() -> ResponseReturnValue:
    """Move a rule to a place, or throw the draft away: each button says which."""
    with transaction():
        draft = draft_to_change(own_structure())
        if draft is None:
            return to_grid()
        if "jeter" in request.form:
            drop_draft(own_structure())
            return redirect(url_for(".grid", note="jete"), 303)
        rule_id, _, place = request.form.get("deplacer", "").partition(" ")
        wanted = whole_or(place, -1)
        if wanted < 0:
            abort(400)
        keep_draft(own_structure(), moved(draft.grid, rule_id, wanted))
    return redirect(f"{url_for('.grid_draft', note=1)}#regle-{rule_id}", 303)


@dataclass(frozen=True, slots=True)
class Limits:
    """What stands in the form of the limits: texts as typed, by band."""

    ends: Mapping[str, tuple[str, str]]
    removed: frozenset[str] = frozenset()
    new_id: str = ""
    title: str = ""


@bp.get("/grille/brouillon/limites")
def grid_limits() -> ResponseReturnValue:
    """Both ends of every band, on one page: one follows from the other."""
    draft = draft_of(own_structure())
    if draft is None:
        return to_grid()
    ends = {band.id: (f"{band.lowest}", f"{band.highest}") for band in draft.grid.bands}
    return _limits_page(draft, Limits({**ends, NEW: ("", "")}, new_id=f"b{token_hex(4)}"))


@bp.post("/grille/brouillon/limites")
def keep_grid_limits() -> ResponseReturnValue:
    """Keep the limits, when they leave no hole and do not overlap."""
    with transaction():
        draft = draft_to_change(own_structure())
        if draft is None:
            return to_grid()
        limits = _limits_typed(draft.grid)
        stretches, faults = _read_limits(draft.grid, limits)
        if faults:
            return _limits_page(draft, limits, faults)
        new = NewBand(limits.new_id, limits.title) if limits.title else None
        keep_draft(own_structure(), with_limits(draft.grid, stretches, new))
    return redirect(url_for(".grid_draft", note=1), 303)


def _limits_typed(grid: Grid) -> Limits:
    ends = {one: (typed(f"min-{one}"), typed(f"max-{one}")) for one in [*_ids(grid), NEW]}
    asked = typed("id")
    known = asked.isascii() and asked.isalnum() and asked == asked.lower() and len(asked) <= 20
    return Limits(
        ends,
        removed=frozenset(request.form.getlist("retirer")) & set(_ids(grid)),
        new_id=asked if known and asked else f"b{token_hex(4)}",
        title=typed("titre"),
    )


def _read_limits(grid: Grid, limits: Limits) -> tuple[list[Stretch], list[Fault]]:
    """The bands that stay or are added, and what is wrong with a field.

    Sent twice, the new band is there already: its fields are still those of a band to add.
    """
    gone = {*limits.removed, limits.new_id}
    fields = {one: one for one in _ids(grid) if one not in gone}
    if limits.title or any(limits.ends[NEW]):
        fields[NEW] = limits.new_id
    faults = []
    if not fields:
        faults.append(fault("retirer", gettext("Keep at least one band.")))
    if NEW in fields:
        faults += text_fault("titre", limits.title, LONGEST_TITLE, gettext("Write the title."))
        if len(fields) > MOST_BANDS:
            words = gettext("%(num)s bands at most.", num=MOST_BANDS)
            faults.append(fault("titre", words))
    for field in fields:
        for name, text in zip((f"min-{field}", f"max-{field}"), limits.ends[field], strict=True):
            faults += percent_fault(name, text)
    if faults:
        return [], faults
    stretches = {
        band_id: Stretch(band_id, *map(percent_typed, limits.ends[field]))
        for field, band_id in fields.items()
    }
    names = {band_id: field for field, band_id in fields.items()}
    return list(stretches.values()), [
        fault(f"{one.end}-{names[band_id]}", _stretch_words(one))
        for band_id, one in faults_of_limits(stretches.values())
    ]


def _stretch_words(found: StretchFault) -> str:
    if found.low > 100:
        return str(gettext("The band before goes up to 100 already. Give it a smaller end."))
    words = {
        StretchProblem.UPSIDE_DOWN: gettext("Write %(low)s or more.", low=found.low),
        StretchProblem.OVERLAP: gettext(
            "This band and the one before overlap. Write %(low)s.", low=found.low
        ),
        StretchProblem.HOLE: gettext(
            "No band from %(low)s to %(high)s%%. Write %(low)s.", low=found.low, high=found.high
        ),
        StretchProblem.ENDS_EARLY: gettext(
            "No band from %(low)s to %(high)s%%. Write 100.", low=found.low, high=found.high
        ),
    }
    return str(words[found.problem])


def _limits_page(draft: Draft, limits: Limits, faults: Sequence[Fault] = ()) -> ResponseReturnValue:
    return render(
        "referent/grid_limits.html",
        status=422 if faults else 200,
        bands=draft.grid.bands,
        limits=limits,
        new=NEW,
        longest=LONGEST_TITLE,
        faults=faults,
        wrong={one.field: one.message for one in faults},
    )


@bp.get("/grille/brouillon/bandes/<band_id>")
def grid_band(band_id: str) -> ResponseReturnValue:
    """What a band says and proposes."""
    draft = draft_of(own_structure())
    if draft is None:
        return to_grid()
    return _band_page(_band_of(draft.grid, band_id))


@bp.post("/grille/brouillon/bandes/<band_id>")
def keep_grid_band(band_id: str) -> ResponseReturnValue:
    """Keep what the band says and proposes."""
    with transaction():
        draft = draft_to_change(own_structure())
        if draft is None:
            return to_grid()
        former = _band_of(draft.grid, band_id)
        band, faults = _read_band(former)
        if faults:
            return _band_page(band, faults)
        keep_draft(own_structure(), with_band(draft.grid, band))
    return redirect(f"{url_for('.grid_draft', note=1)}#bande-{band_id}", 303)


def _band_of(grid: Grid, band_id: str) -> Band:
    found = next((one for one in grid.bands if one.id == band_id), None)
    if found is None:
        abort(404)
    return found


def _read_band(former: Band) -> tuple[Band, list[Fault]]:
    """The band as typed, even when something is wrong with it."""
    to_check = lines_typed("verifier")
    left = [box.value for box in boxes(request.form.getlist("au_choix")) if box.chosen]
    band = former.model_copy(
        update={
            "title": typed("titre"),
            "aim": typed("objectif"),
            "to_check": tuple(to_check),
            "prescriptions": prescriptions_typed("proposer", former.prescriptions),
            "left_to_counsellor": in_former_order(left, former.left_to_counsellor),
        }
    )
    faults = [
        *text_fault("titre", band.title, LONGEST_TITLE, gettext("Write the title.")),
        *text_fault("objectif", band.aim, LONGEST_AIM, gettext("Write the aim.")),
    ]
    if len(to_check) > MOST_LINES:
        words = gettext("%(num)s lines at most.", num=MOST_LINES)
        faults.append(fault("verifier", words))
    for line in to_check:
        faults += text_fault("verifier", line, LONGEST_LINE)[:1]
    return band, faults


def _band_page(band: Band, faults: Sequence[Fault] = ()) -> ResponseReturnValue:
    return render(
        "referent/grid_band.html",
        status=422 if faults else 200,
        band=band,
        proposed=proposed(band.prescriptions),
        left=left_boxes(band.left_to_counsellor),
        modalities=modalities(),
        modality=next((one for one in band.prescriptions if one.startswith(MODALITY)), ""),
        lengths=(LONGEST_TITLE, LONGEST_AIM),
        faults=faults,
        wrong={one.field: one.message for one in faults},
    )


@bp.get("/grille/brouillon/publier")
def grid_check() -> ResponseReturnValue:
    """What publishing would change: in the words, and for how many people."""
    draft = draft_of(own_structure())
    if draft is None:
        return to_grid()
    return _check_page(draft)


@bp.post("/grille/brouillon/publier")
def publish_grid() -> ResponseReturnValue:
    """The draft that was read becomes the grid in force."""
    with transaction():
        try:
            publish_draft(own_structure(), visitor().staff_id, typed("empreinte"))
        except ChangedMeanwhile:
            draft = draft_of(own_structure())
            if draft is None:
                return to_grid()
            words = gettext("The draft changed in the meantime. Read it again.")
            return _check_page(draft, (Fault("publier", Problem.WRONG_VALUE, words),))
    return redirect(url_for(".grid", note="publiee"), 303)


def _check_page(draft: Draft, faults: Sequence[Fault] = ()) -> ResponseReturnValue:
    in_force = grid_of(own_structure())
    found = difference(in_force, draft.grid)
    return render(
        "referent/grid_publish.html",
        status=422 if faults else 200,
        difference=found,
        effect=None if found.none else effect_of(visitor(), in_force, draft.grid, catalogue()),
        fingerprint=fingerprint(draft.grid),
        faults=faults,
    )


def _ids(grid: Grid) -> list[str]:
    return [band.id for band in grid.bands]
