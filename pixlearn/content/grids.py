"""A reading grid as written: bands of the percentage, what each proposes, declarative rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from pixlearn.content.faults import Path
from pixlearn.content.framework import CompetenceId, Framework, SkillId
from pixlearn.scenes.schema import Authored, Many, ShortId, Text, near_miss, refusal, repeated

Percent = Annotated[int, Field(ge=0, le=100)]
Prescription = Annotated[
    str, StringConstraints(pattern=r"^[a-z_]+(:[A-Za-z0-9_]+)?$", max_length=60)
]
"""« parcours:P1 », « partenaire:epn », « attestation »; what is known: `Grid.troubles`."""
Project = Literal["emploi", "formation", "demarches", "autre"]
Equipment = Literal["telephone", "ordinateur", "connexion", "imprimante"]

TWO_MOST_USEFUL = "parcours:deux_plus_utiles"
TRACK, MODALITY, BADGE = "parcours:", "modalite:", "badge:"
LEFT_ONLY = ("partenaire:remise_a_niveau_lire_ecrire_compter",)
"""What only the counsellor may choose: a grid shows it, and never proposes it by itself."""


class Head(Authored):
    """Which grid this is; ``structure`` is none for the default one. ``diagnostic``: whose
    percentage it reads, the entry's unless another one is named."""

    id: ShortId
    version: Annotated[int, Field(ge=1)]
    structure: Text | None = None
    diagnostic: ShortId | None = None


class Band(Authored):
    """A stretch of the rounded percentage, both ends in it, and what is proposed there."""

    id: ShortId
    lowest: Percent = Field(alias="min")
    highest: Percent = Field(alias="max")
    level: Annotated[int, Field(ge=1, le=9)] = Field(alias="niveau")
    title: Text = Field(alias="titre")
    aim: Text = Field(alias="objectif")
    to_check: Many[Text] = Field(default=(), alias="verifier")
    prescriptions: Many[Prescription] = ()
    left_to_counsellor: Many[Prescription] = Field(default=(), alias="au_choix_du_conseiller")


class Condition(Authored):
    """When a rule holds: everything that is written here is true of the person."""

    warm_up: Literal["difficile"] | None = Field(default=None, alias="echauffement")
    certainty_max: Annotated[float, Field(ge=0, le=1)] | None = Field(
        default=None, alias="confiance_niveau_max"
    )
    percent_min: Percent | None = Field(default=None, alias="global_min")
    percent_max: Percent | None = Field(default=None, alias="global_max")
    one_below: Mapping[CompetenceId, Percent] | None = Field(
        default=None, alias="une_competence_sous"
    )
    project: Project | None = Field(default=None, alias="projet")
    skills: Many[SkillId] = Field(default=(), alias="acquis")
    direct: Many[SkillId] = Field(default=(), alias="preuve_directe")
    without: Equipment | None = Field(default=None, alias="equipement_sans")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, name) not in (None, (), {}) for name in self.model_fields_set):
            raise refusal("une règle a au moins une condition.")
        return self


class Rule(Authored):
    """« si … alors … »; it proposes, nothing more. ``id`` is for grids that are edited by forms."""

    id: ShortId | None = None
    when: Condition = Field(alias="si")
    then: Many[Prescription] = Field(alias="alors")
    note: Text | None = None


class Grid(Authored):
    """A whole grid. Bands are checked by `troubles`, which tells the place of each fault."""

    head: Head = Field(alias="grille")
    bands: Many[Band] = Field(alias="bandes", min_length=1)
    rules: Many[Rule] = Field(default=(), alias="regles")

    def band_of(self, percent: int) -> Band | None:
        """The band of a rounded percentage."""
        return next((one for one in self.bands if one.lowest <= percent <= one.highest), None)

    def troubles(
        self, framework: Framework | None, prescriptions: Sequence[str]
    ) -> Iterator[tuple[Path, str]]:
        """Path and sentence of all that is wrong beyond the form of each value."""
        if (twice := repeated(band.id for band in self.bands)) is not None:
            yield ("bandes",), f"l'id « {twice} » est écrit deux fois."
        if (twice := repeated(rule.id for rule in self.rules if rule.id)) is not None:
            yield ("regles",), f"l'id « {twice} » est écrit deux fois."
        for fault in stretch_faults([(band.lowest, band.highest) for band in self.bands]):
            yield ("bandes", fault.place, fault.end), _stretch_sentence(fault)
        for place, band in enumerate(self.bands):
            at: Path = ("bandes", place)
            yield from _proposed((*at, "prescriptions"), band.prescriptions, prescriptions)
            left = (*at, "au_choix_du_conseiller")
            yield from _known(left, band.left_to_counsellor, prescriptions)
        for place, rule in enumerate(self.rules):
            yield from _proposed(("regles", place, "alors"), rule.then, prescriptions)
            if framework is not None:
                yield from _condition(("regles", place, "si"), rule.when, framework)


def known_prescriptions(tracks: Sequence[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that a grid may prescribe: the tracks first."""
    return (*(f"{TRACK}{track}" for track in tracks), TWO_MOST_USEFUL, *titles)


class StretchProblem(StrEnum):
    """What is wrong with the ends of a band."""

    UPSIDE_DOWN = "upside_down"
    HOLE = "hole"
    OVERLAP = "overlap"
    ENDS_EARLY = "ends_early"


@dataclass(frozen=True, slots=True)
class StretchFault:
    """A problem at one end of the band at ``place``; ``low`` and ``high``: what is missing, or the
    one value that is expected."""

    place: int
    end: Literal["min", "max"]
    problem: StretchProblem
    low: int
    high: int


def stretch_faults(stretches: Sequence[tuple[int, int]]) -> Iterator[StretchFault]:
    """What keeps these stretches, in order, from covering 0 to 100 without hole or overlap."""
    expected = 0
    for place, (low, high) in enumerate(stretches):
        if low > high:
            yield StretchFault(place, "max", StretchProblem.UPSIDE_DOWN, low, low)
        if low > expected:
            yield StretchFault(place, "min", StretchProblem.HOLE, expected, low - 1)
        elif low < expected:
            yield StretchFault(place, "min", StretchProblem.OVERLAP, expected, expected)
        expected = max(expected, high + 1)
    if expected <= 100:
        last = len(stretches) - 1
        yield StretchFault(last, "max", StretchProblem.ENDS_EARLY, expected, 100)


def _stretch_sentence(fault: StretchFault) -> str:
    match fault.problem:
        case StretchProblem.UPSIDE_DOWN:
            return f"{fault.low} au moins attendu : c'est le « min »."
        case StretchProblem.HOLE:
            return f"il manque {_stretch(fault.low, fault.high)} : « min » est {fault.low}."
        case StretchProblem.OVERLAP:
            return f"cette bande recouvre celle d'avant : « min » est {fault.low}."
        case StretchProblem.ENDS_EARLY:
            return f"il manque {_stretch(fault.low, fault.high)} : le dernier « max » est 100."


def _stretch(low: int, high: int) -> str:
    return f"{low} %" if low == high else f"de {low} à {high} %"


def _proposed(
    path: Path, written: Sequence[str], prescriptions: Sequence[str]
) -> Iterator[tuple[Path, str]]:
    yield from _known(path, written, prescriptions)
    for place, one in enumerate(written):
        if one in LEFT_ONLY:
            yield (*path, place), f"« {one} » s'écrit sous « au_choix_du_conseiller » seulement."


def _known(
    path: Path, written: Sequence[str], prescriptions: Sequence[str]
) -> Iterator[tuple[Path, str]]:
    for place, one in enumerate(written):
        if one not in prescriptions:
            yield (
                (*path, place),
                f"« {one} » n'est pas une prescription connue.{near_miss(one, prescriptions)}",
            )


def _condition(path: Path, when: Condition, framework: Framework) -> Iterator[tuple[Path, str]]:
    competences = [one.id for one in framework.competences]
    for competence in when.one_below or ():
        if competence not in competences:
            sentence = f"« {competence} » n'est pas dans le référentiel."
            yield (*path, "une_competence_sous", competence), sentence
    skills = [one.id for one in framework.skills]
    for key, named in (("acquis", when.skills), ("preuve_directe", when.direct)):
        for place, skill in enumerate(named):
            if skill not in skills:
                hint = near_miss(skill, skills)
                yield (*path, key, place), f"« {skill} » n'est pas dans le référentiel.{hint}"
    low, high = when.percent_min, when.percent_max
    if low is not None and high is not None and low > high:
        yield (*path, "global_max"), f"{low} au moins attendu : c'est « global_min »."
