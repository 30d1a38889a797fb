"""One rule of the draft: when it holds, and what it proposes then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import get_args

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault
from pixlearn.content.current import catalogue
from pixlearn.content.grids import MODALITY, Equipment, Project, Rule
from pixlearn.db import transaction
from pixlearn.orientation.grid import Draft, draft_of, draft_to_change, keep_draft
from pixlearn.orientation.grid_editing import (
    MOST_RULES,
    with_rule,
    without_rule,
)
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.proposal_words import project_word
from pixlearn.web.referent import bp
from pixlearn.web.referent.grid import to_grid
from pixlearn.web.referent.grid_fields import (
    fault,
    percent_fault,
    percent_typed,
    prescriptions_typed,
    text_fault,
    typed,
)
from pixlearn.web.referent.grid_words import equipment_lacked, modalities, proposed

LONGEST_NOTE = 200
SKILLS = {"acquis": "acquis", "montre": "preuve_directe"}
FEWEST_SLOTS, MOST_SKILLS = 2, 8
LIMITS = ("global_min", "global_max")
PERCENTS = ("certitude", *LIMITS)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form of a rule."""

    id: str
    warm_up: bool
    percents: Mapping[str, str]
    below: Mapping[str, str]  # by competence
    project: str
    without: str
    skills: Mapping[str, Sequence[str]]  # by field, with empty slots
    then: Sequence[str]
    note: str

    @property
    def modality(self) -> str:
        """How it is done, when the rule says it."""
        return next((one for one in self.then if one.startswith(MODALITY)), "")


@bp.get("/grille/brouillon/nouvelle-regle")
def new_grid_rule() -> ResponseReturnValue:
    """An empty rule."""
    draft = draft_of(own_structure())
    if draft is None:
        return to_grid()
    return _page(_known(None, f"r{token_hex(4)}"), new=True)


@bp.post("/grille/brouillon/nouvelle-regle")
def add_grid_rule() -> ResponseReturnValue:
    """Add the rule at the end; sent twice, it is there once."""
    with transaction():
        draft = draft_to_change(own_structure())
        if draft is None:
            return to_grid()
        asked = typed("id")
        known = asked.startswith("r") and asked.isascii() and asked.isalnum() and asked.islower()
        rule_id = asked if known and len(asked) <= 20 else f"r{token_hex(4)}"
        others = [one for one in draft.grid.rules if one.id != rule_id]
        response = _keep(draft, rule_id, None, new=True, full=len(others) >= MOST_RULES)
    return response


@bp.get("/grille/brouillon/regles/<rule_id>")
def grid_rule(rule_id: str) -> ResponseReturnValue:
    """A rule, to change or to remove."""
    draft = draft_of(own_structure())
    if draft is None:
        return to_grid()
    return _page(_known(_rule_of(draft, rule_id), rule_id))


@bp.post("/grille/brouillon/regles/<rule_id>")
def keep_grid_rule(rule_id: str) -> ResponseReturnValue:
    """Keep the rule as changed, or remove it."""
    with transaction():
        draft = draft_to_change(own_structure())
        if draft is None:
            return to_grid()
        if "retirer" in request.form:
            keep_draft(own_structure(), without_rule(draft.grid, rule_id))
            return redirect(url_for(".grid_draft", note=1), 303)
        response = _keep(draft, rule_id, _rule_of(draft, rule_id))
    return response


def _rule_of(draft: Draft, rule_id: str) -> Rule:
    found = next((one for one in draft.grid.rules if one.id == rule_id), None)
    if found is None:
        abort(404)
    return found


def _keep(
    draft: Draft, rule_id: str, former: Rule | None, *, new: bool = False, full: bool = False
) -> ResponseReturnValue:
    given = _typed(rule_id, former)
    faults = _faults(given)
    if full:
        faults.append(fault("note", gettext("%(num)s rules at most.", num=MOST_RULES)))
    if faults:
        return _page(given, faults, new=new)
    keep_draft(own_structure(), with_rule(draft.grid, _rule(given)))
    return redirect(f"{url_for('.grid_draft', note=1)}#regle-{rule_id}", 303)


def _known(rule: Rule | None, rule_id: str) -> Typed:
    """The form of a rule, or an empty one."""
    when = rule.when if rule else None
    certainty = when.certainty_max if when else None
    percents = {
        "certitude": None if certainty is None else round(certainty * 100),
        "global_min": when.percent_min if when else None,
        "global_max": when.percent_max if when else None,
    }
    return Typed(
        id=rule_id,
        warm_up=bool(when and when.warm_up),
        percents={name: "" if one is None else f"{one}" for name, one in percents.items()},
        below={one: f"{limit}" for one, limit in ((when and when.one_below) or {}).items()},
        project=(when and when.project) or "",
        without=(when and when.without) or "",
        skills={
            "acquis": _slots(when.skills if when else ()),
            "montre": _slots(when.direct if when else ()),
        },
        then=rule.then if rule else (),
        note=(rule and rule.note) or "",
    )


def _slots(skills: Sequence[str]) -> list[str]:
    """What is chosen, and room for more."""
    slots = min(max(len(skills) + 1, FEWEST_SLOTS), MOST_SKILLS)
    return [*skills, *[""] * (slots - len(skills))]


def _typed(rule_id: str, former: Rule | None) -> Typed:
    skills = {one.id for one in catalogue().framework.skills}
    named = {
        field: [typed(f"{field}-{place}") for place in range(1, MOST_SKILLS + 1)]
        for field in SKILLS
    }
    return Typed(
        id=rule_id,
        warm_up="echauffement" in request.form,
        percents={name: typed(name) for name in PERCENTS},
        below={
            one.id: typed(f"sous-{one.id}")
            for one in catalogue().framework.competences
            if typed(f"sous-{one.id}")
        },
        project=typed("projet") if typed("projet") in get_args(Project) else "",
        without=typed("sans") if typed("sans") in get_args(Equipment) else "",
        skills={
            field: _slots(list(dict.fromkeys(one for one in ones if one in skills)))
            for field, ones in named.items()
        },
        then=prescriptions_typed("alors", former.then if former else ()),
        note=typed("note"),
    )


def _faults(given: Typed) -> list[Fault]:
    faults = []
    for field, text in given.percents.items():
        faults += percent_fault(field, text) if text else []
    for competence, text in given.below.items():
        faults += percent_fault(f"sous-{competence}", text)
    low, high = (given.percents[name] for name in LIMITS)
    if not faults and low and high and percent_typed(low) > percent_typed(high):
        faults.append(fault("global_max", gettext("Write %(low)s or more.", low=low)))
    if not _asks_something(given):
        faults.append(fault("echauffement", gettext("Choose at least one condition.")))
    if not (given.then or given.note):
        words = gettext("Choose what the rule proposes, or write a note.")
        faults.append(fault("alors", words))
    return faults + text_fault("note", given.note, LONGEST_NOTE)


def _asks_something(given: Typed) -> bool:
    named = (one for ones in given.skills.values() for one in ones)
    return given.warm_up or any(
        (*given.percents.values(), given.below, given.project, given.without, *named)
    )


def _rule(given: Typed) -> Rule:
    """The rule that a form without fault makes, by way of the keys of the content files."""
    certainty = given.percents["certitude"]
    asked: dict[str, object] = {
        "echauffement": "difficile" if given.warm_up else None,
        "confiance_niveau_max": percent_typed(certainty) / 100 if certainty else None,
        "une_competence_sous": {one: percent_typed(text) for one, text in given.below.items()},
        "projet": given.project,
        "equipement_sans": given.without,
    }
    for field in LIMITS:
        asked[field] = percent_typed(given.percents[field]) if given.percents[field] else None
    for field, key in SKILLS.items():
        asked[key] = [one for one in given.skills[field] if one]
    said = {key: one for key, one in asked.items() if one not in (None, "", [], {})}
    written = {"id": given.id, "si": said, "alors": list(given.then), "note": given.note or None}
    return Rule.model_validate(written)


def _page(given: Typed, faults: Sequence[Fault] = (), *, new: bool = False) -> ResponseReturnValue:
    framework = catalogue().framework
    return render(
        "referent/grid_rule.html",
        status=422 if faults else 200,
        rule=given,
        new=new,
        domains=framework.domains,
        skills=[
            (one.title, [(skill.id, skill.text) for skill in one.skills])
            for one in framework.competences
        ],
        projects=[(one, project_word(one)) for one in get_args(Project)],
        equipment=[(one, equipment_lacked(one)) for one in get_args(Equipment)],
        proposed=proposed(given.then),
        modalities=modalities(),
        longest=LONGEST_NOTE,
        faults=faults,
        wrong={one.field: one.message for one in faults},
    )
