"""A reading grid as written: bands of the percentage, what each proposes, declarative rules."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from pixlearn.content.faults import Path, in_french
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


class Head(Authored):
    """Which grid this is; ``structure`` is none for the default one."""

    id: ShortId
    version: Annotated[int, Field(ge=1)]
    structure: Text | None = None


class Band(Authored):
    """A stretch of the rounded percentage, both ends in it, and what is proposed there."""

    id: ShortId
    lowest: Percent = Field(alias="min")
    highest: Percent = Field(alias="max")
    level: Annotated[int, Field(ge=1, le=3)] = Field(alias="niveau")
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
    """« si … alors … »; it proposes, nothing more."""

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
        yield from _bands(self.bands)
        for place, band in enumerate(self.bands):
            at: Path = ("bandes", place)
            yield from _known((*at, "prescriptions"), band.prescriptions, prescriptions)
            left = (*at, "au_choix_du_conseiller")
            yield from _known(left, band.left_to_counsellor, prescriptions)
        for place, rule in enumerate(self.rules):
            yield from _known(("regles", place, "alors"), rule.then, prescriptions)
            if framework is not None:
                yield from _condition(("regles", place, "si"), rule.when, framework)


def read_grid(
    data: object, framework: Framework, prescriptions: Sequence[str]
) -> tuple[Grid | None, list[tuple[Path, str]]]:
    """A grid from plain values, such as a structure's own; none when it has faults."""
    try:
        grid = Grid.model_validate(data)
    except ValidationError as error:
        return None, in_french(error.errors(), data)
    faults = list(grid.troubles(framework, prescriptions))
    return (None if faults else grid), faults


def known_prescriptions(tracks: Sequence[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that a grid may prescribe: the tracks first."""
    return (*(f"{TRACK}{track}" for track in tracks), TWO_MOST_USEFUL, *titles)


def _bands(bands: Sequence[Band]) -> Iterator[tuple[Path, str]]:
    """From 0 to 100 without hole or overlap, in order."""
    if (twice := repeated(band.id for band in bands)) is not None:
        yield ("bandes",), f"l'id « {twice} » est écrit deux fois."
    expected = 0
    for place, band in enumerate(bands):
        if band.lowest > band.highest:
            yield ("bandes", place, "max"), f"{band.lowest} au moins attendu : c'est le « min »."
        if band.lowest > expected:
            sentence = f"il manque {_stretch(expected, band.lowest - 1)} : « min » est {expected}."
            yield ("bandes", place, "min"), sentence
        elif band.lowest < expected:
            sentence = f"cette bande recouvre celle d'avant : « min » est {expected}."
            yield ("bandes", place, "min"), sentence
        expected = max(expected, band.highest + 1)
    if expected <= 100:
        last = ("bandes", len(bands) - 1, "max")
        yield last, f"il manque {_stretch(expected, 100)} : le dernier « max » est 100."


def _stretch(low: int, high: int) -> str:
    return f"{low} %" if low == high else f"de {low} à {high} %"


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
