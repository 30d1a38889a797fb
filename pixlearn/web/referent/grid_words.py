"""A reading grid in words: what each band and each rule says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from flask_babel import gettext

from pixlearn.content.current import catalogue
from pixlearn.content.grids import (
    LEFT_ONLY,
    MODALITY,
    TRACK,
    TWO_MOST_USEFUL,
    Band,
    Condition,
    Grid,
    Rule,
)
from pixlearn.orientation.grid import DEFAULT, titles_of
from pixlearn.orientation.grid_editing import Line, Part, rule_id
from pixlearn.web.proposal_words import project_word


@dataclass(frozen=True, slots=True)
class Words:
    """A whole grid in words."""

    bands: Sequence[Part]
    rules: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick; `ui.choices` draws it."""

    value: str
    word: str
    chosen: bool
    pictogram: None = None
    speech: None = None


def words_of(grid: Grid) -> Words:
    """What each band and each rule of a grid says."""
    return Words(
        bands=[_band(band) for band in grid.bands],
        rules=[_rule(rule, place) for place, rule in enumerate(grid.rules)],
    )


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a grid may propose by itself."""

    tracks: Sequence[Box]
    others: Sequence[Box]


def boxes(chosen: Iterable[str]) -> list[Box]:
    """Everything that may be ticked, but how it is done."""
    ticked = set(chosen)
    return [
        Box(one, prescription_word(one), one in ticked)
        for one in catalogue().prescriptions
        if not one.startswith(MODALITY)
    ]


def left_boxes(chosen: Iterable[str]) -> list[Box]:
    """What may be left to the counsellor: no track, which they may always propose."""
    return [one for one in boxes(chosen) if one.chosen or not one.value.startswith(TRACK)]


def proposed(chosen: Iterable[str]) -> Proposed:
    """What the grid may propose, without what only a counsellor may choose; the tracks apart."""
    found = [one for one in boxes(chosen) if one.value not in LEFT_ONLY]
    return Proposed(
        tracks=[one for one in found if one.value.startswith(TRACK)],
        others=[one for one in found if not one.value.startswith(TRACK)],
    )


def modalities() -> list[tuple[str, str]]:
    """How something may be done: value and words."""
    known = [one for one in catalogue().prescriptions if one.startswith(MODALITY)]
    return [(one, prescription_word(one)) for one in known]


def version_word(number: int) -> str:
    """The name of a version."""
    if number == DEFAULT:
        return str(gettext("Starting grid"))
    return str(gettext("Version %(number)s", number=number))


def prescription_word(prescription: str) -> str:
    """What a grid may propose, in words; its id when the content has lost it."""
    if prescription == TWO_MOST_USEFUL:
        return str(gettext("The 2 most useful tracks"))
    title = titles_of(catalogue()).get(prescription, prescription)
    if prescription.startswith(TRACK):
        return str(gettext("Track “%(title)s”", title=title))
    return title


def equipment_lacked(equipment: str) -> str:
    """What a person does not have, as a rule says it."""
    words = {
        "telephone": gettext("no phone"),
        "ordinateur": gettext("no computer"),
        "connexion": gettext("no internet at home"),
        "imprimante": gettext("no printer"),
    }
    return str(words[equipment])


def _band(band: Band) -> Part:
    limits = str(gettext("from %(low)s to %(high)s%%", low=band.lowest, high=band.highest))
    return Part(
        key=band.id,
        title=str(gettext("%(title)s: %(limits)s", title=band.title, limits=limits)),
        said=(
            Line(str(gettext("Title")), (band.title,)),
            Line(str(gettext("Limits")), (limits,)),
        ),
        lines=_lines(
            (gettext("Aim"), (band.aim,)),
            (gettext("To check together"), band.to_check),
            (gettext("Proposed"), [prescription_word(one) for one in band.prescriptions]),
            (
                gettext("Left to the counsellor"),
                [prescription_word(one) for one in band.left_to_counsellor],
            ),
        ),
    )


def _rule(rule: Rule, place: int) -> Part:
    how = [one for one in rule.then if one.startswith(MODALITY)]
    what = [one for one in rule.then if one not in how]
    return Part(
        key=rule_id(rule, place),
        title=str(gettext("Rule %(number)s", number=place + 1)),
        lines=_lines(
            (gettext("If"), (_all_of(_clauses(rule.when)),)),
            (gettext("Propose"), [prescription_word(one) for one in what]),
            (gettext("How"), [prescription_word(one) for one in how]),
            (gettext("Note"), (rule.note,) if rule.note else ()),
        ),
    )


def _lines(*lines: tuple[str, Sequence[str]]) -> tuple[Line, ...]:
    return tuple(Line(str(label), tuple(words)) for label, words in lines if words)


def _all_of(clauses: Iterable[str]) -> str:
    def joined(first: str, second: str) -> str:
        return str(gettext("%(first)s, and %(second)s", first=first, second=second))

    return reduce(joined, clauses)


def _clauses(when: Condition) -> Iterable[str]:
    """Each thing that a rule asks, as the end of a sentence that begins with « si »."""
    if when.warm_up is not None:
        yield str(gettext("the first gestures were done with somebody"))
    if when.certainty_max is not None:
        limit = round(when.certainty_max * 100)
        yield str(gettext("the level is sure at %(limit)s%% or less", limit=limit))
    if when.percent_min is not None:
        yield str(gettext("the result is %(limit)s%% or more", limit=when.percent_min))
    if when.percent_max is not None:
        yield str(gettext("the result is %(limit)s%% or less", limit=when.percent_max))
    if when.one_below:
        below = [
            str(gettext("“%(competence)s” below %(limit)s%%", competence=title, limit=limit))
            for title, limit in _titled(when.one_below.items())
        ]
        yield str(gettext("a competence is low (%(list)s)", list=", ".join(below)))
    if when.project is not None:
        yield str(gettext("the project is %(project)s", project=project_word(when.project)))
    if when.skills:
        yield str(gettext("these skills are acquired: %(list)s", list=_skills(when.skills)))
    if when.direct:
        shown = _skills(when.direct)
        yield str(gettext("these skills were shown without help: %(list)s", list=shown))
    if when.without is not None:
        yield str(gettext("the person has %(lack)s", lack=equipment_lacked(when.without)))


def _titled(limits: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    titles = {one.id: one.title for one in catalogue().framework.competences}
    return [(titles.get(one, one), limit) for one, limit in limits]


def _skills(skills: Iterable[str]) -> str:
    texts = {one.id: one.text for one in catalogue().framework.skills}
    quoted = [gettext("“%(words)s”", words=texts.get(one, one).rstrip(".")) for one in skills]
    return ", ".join(map(str, quoted))
