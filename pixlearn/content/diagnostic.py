"""A diagnostic as written: perimeter, levels, warm-up, model, choice of items, stop rules.

Every number of a diagnostic stands in its file, once; the engine takes these values as they are.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pixlearn.content.faults import Path
from pixlearn.content.framework import CompetenceId, Framework, SkillId
from pixlearn.scenes.schema import Authored, Many, ShortId, Text, near_miss

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
RESERVED = frozenset({"ensemble", "pause", "arreter", "resultat", "revoir", "gestes"})
"""Words of addresses that no diagnostic may take."""


class Opening(Authored):
    """What is said before the first gesture."""

    title: Text = Field(alias="titre")
    sentences: Many[Text] = Field(alias="phrases")


class Gesture(Authored):
    """One warm-up gesture; done alone it is direct evidence for its skill."""

    id: Literal["geste-appuyer", "geste-defiler", "geste-ecrire"]
    skill: SkillId = Field(alias="acquis")
    prompt: Text = Field(alias="consigne")


class WarmUp(Authored):
    """Gestures before the items; `guess` is their g."""

    guess: Share = Field(alias="hasard")
    gestures: Many[Gesture] = Field(alias="gestes", min_length=1)


class Grid(Authored):
    """The grid of θ, in logits."""

    low: float = Field(alias="min")
    high: float = Field(alias="max")
    step: Positive = Field(alias="pas")

    def values(self) -> tuple[float, ...]:
        """Every point of the grid, both ends included."""
        count = round((self.high - self.low) / self.step) + 1
        return tuple(self.low + place * self.step for place in range(count))


class ModelParameters(Authored):
    """a, s, the spread of the prior, and the grid (docs/diagnostic.md)."""

    discrimination: Positive
    slip: Share = Field(alias="etourderie")
    spread: Positive = Field(alias="ecart_type")
    grid: Grid = Field(alias="grille")


class Floors(Authored):
    """Least predicted success of an item: at the start, then, after misses."""

    start: Share = Field(alias="debut")
    start_length: Count = Field(alias="questions_du_debut")
    then: Share = Field(alias="ensuite")
    after_a_miss: Share = Field(alias="apres_un_echec")
    after_two_misses: Share = Field(alias="apres_deux_echecs")

    def at(self, answers: int, misses: int) -> float:
        """The floor after so many weighed answers, so many of the last ones missed in a row.

        A floor of 1 is never met: the easiest item comes then.
        """
        floor = self.start if answers < self.start_length else self.then
        if misses == 0:
            return floor
        return max(floor, self.after_a_miss if misses == 1 else self.after_two_misses)


class Weights(Authored):
    """What is added to or taken from an item's worth, to go round the framework."""

    same_competence: Share = Field(alias="meme_competence")
    same_domain: Share = Field(alias="meme_domaine")
    new_domain: Share = Field(alias="nouveau_domaine")


class ItemChoice(Authored):
    """How the next item is chosen."""

    floors: Floors = Field(alias="planchers")
    weights: Weights = Field(alias="poids")
    hidden_at: Share = Field(alias="prerequis_cache")


class StopWhenSure(Authored):
    """Stop: a sure level, after so many weighed answers."""

    after: Count = Field(alias="reponses_min")
    confidence: Share = Field(alias="confiance")


class GentleStop(Authored):
    """Stop: it is getting hard."""

    after: Count = Field(alias="reponses_min")
    level_one: Share = Field(alias="confiance_niveau_1")
    misses: Count = Field(alias="echecs_de_suite")


class EarlyGentleStop(Authored):
    """Stop: misses in a row and nothing easier left."""

    after: Count = Field(alias="reponses_min")
    misses: Count = Field(alias="echecs_de_suite")
    no_item_at: Share = Field(alias="plus_de_question_a")


class StopRules(Authored):
    """When the diagnostic ends; a rule that is not written never ends it."""

    max_shown: Annotated[int, Field(ge=1, le=99)] = Field(alias="questions_max")
    max_together: Count = Field(alias="trouvees_ensemble_max")
    confident: StopWhenSure | None = Field(default=None, alias="sur")
    gentle: GentleStop | None = Field(default=None, alias="doux")
    early: EarlyGentleStop | None = Field(default=None, alias="doux_tot")

    @property
    def soonest(self) -> int:
        """The number of questions before which no rule but a lack of questions ends it."""
        rules = (self.confident, self.gentle, self.early)
        return min((rule.after for rule in rules if rule), default=self.max_shown)


class LastItem(Authored):
    """The skill asked once before closing, when its predicted success reaches the floor."""

    skill: SkillId = Field(alias="acquis")
    floor: Share = Field(alias="plancher")


class ResultRules(Authored):
    """Below so many weighed answers: no percentage and no level."""

    min_weighed: Count = Field(alias="reponses_min")


class Level(Authored):
    """A stretch of the rounded percentage, up to its top, and its name."""

    top: Annotated[int, Field(ge=0, le=100)] = Field(alias="jusqu_a")
    name: Text = Field(alias="nom")


class Diagnostic(Authored):
    """A whole diagnostic. One of the course is the entry: who begins begins with it.

    Without `competences` it is about the whole framework; without `warm_up` it begins with its
    first question; without `last_item` nothing is asked before closing but by the engine's choice.
    """

    id: ShortId
    slug: Slug = Field(alias="adresse")
    public_name: Text = Field(alias="nom_public")
    entry: bool = Field(default=False, alias="entree")
    opening: Opening = Field(alias="ouverture")
    closing: Text = Field(alias="fermeture")
    competences: Many[CompetenceId] = Field(default=(), alias="competences")
    levels: Many[Level] = Field(alias="niveaux", min_length=2, max_length=9)
    warm_up: WarmUp | None = Field(default=None, alias="echauffement")
    model: ModelParameters = Field(alias="modele")
    choice: ItemChoice = Field(alias="choix")
    stop: StopRules = Field(alias="arret")
    last_item: LastItem | None = Field(default=None, alias="derniere_question")
    result: ResultRules = Field(alias="resultat")

    def troubles(self, framework: Framework | None) -> Iterator[tuple[Path, str]]:
        """Path and sentence of all that is wrong beyond the form of each value."""
        if self.slug in RESERVED:
            yield ("adresse",), f"« {self.slug} » est le nom d'une page. Choisissez-en un autre."
        for place, (low, high) in enumerate(pairwise(self.levels), start=1):
            if high.top <= low.top:
                yield ("niveaux", place, "jusqu_a"), f"plus de {low.top} attendu."
        if self.levels[-1].top != 100:
            yield ("niveaux", len(self.levels) - 1, "jusqu_a"), "le dernier niveau va jusqu'à 100."
        if framework is not None:
            yield from self._unknown(framework)

    def _unknown(self, framework: Framework) -> Iterator[tuple[Path, str]]:
        known = [one.id for one in framework.competences]
        for place, one in enumerate(self.competences):
            if one not in known:
                hint = near_miss(one, known)
                yield ("competences", place), f"« {one} » n'est pas dans le référentiel.{hint}"
        named: list[tuple[Path, str]] = [
            (("echauffement", "gestes", place, "acquis"), gesture.skill)
            for place, gesture in enumerate(self.gestures)
        ]
        if self.last_item is not None:
            named.append((("derniere_question", "acquis"), self.last_item.skill))
        for path, skill in named:
            if skill not in framework:
                hint = near_miss(skill, (one.id for one in framework.skills))
                yield path, f"l'acquis « {skill} » n'est pas dans le référentiel.{hint}"

    @property
    def tops(self) -> tuple[int, ...]:
        """The last rounded percent of each level but the last."""
        return tuple(level.top for level in self.levels[:-1])

    @property
    def gestures(self) -> tuple[Gesture, ...]:
        """The gestures of the warm-up, if there is one."""
        return self.warm_up.gestures if self.warm_up else ()

    def level_name(self, level: int) -> str:
        """The name of a level, counted from 1; of the last one for a level that is no more."""
        return self.levels[min(level, len(self.levels)) - 1].name
