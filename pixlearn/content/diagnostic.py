"""A diagnostic as written: warm-up, model, choice of items, stop rules. Names no engine."""

from typing import Annotated

from pydantic import Field

from pixlearn.content.framework import SkillId
from pixlearn.scenes.schema import Authored, Many, ShortId, Text

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]


class Opening(Authored):
    """What is said before the first gesture."""

    title: Text = Field(alias="titre")
    sentences: Many[Text] = Field(alias="phrases")


class Gesture(Authored):
    """One warm-up gesture; done alone it is direct evidence for its skill."""

    id: Annotated[str, Field(pattern=r"^geste-[a-z]+$")]
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
    """a, s, the spread of the prior, and the grid (pedagogy B)."""

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
    """When the diagnostic ends."""

    max_shown: Count = Field(alias="questions_max")
    max_together: Count = Field(alias="trouvees_ensemble_max")
    confident: StopWhenSure = Field(alias="sur")
    gentle: GentleStop = Field(alias="doux")
    early: EarlyGentleStop = Field(alias="doux_tot")

    @property
    def soonest(self) -> int:
        """The number of questions before which no rule but a lack of questions ends it."""
        return min(self.confident.after, self.gentle.after, self.early.after)


class VisioItem(Authored):
    """The skill asked once before closing, when its predicted success reaches the floor."""

    skill: SkillId = Field(alias="acquis")
    floor: Share = Field(alias="plancher")


class ResultRules(Authored):
    """Below so many weighed answers: no percentage and no level."""

    min_weighed: Count = Field(alias="reponses_min")


class Diagnostic(Authored):
    """A whole diagnostic."""

    id: ShortId
    public_name: Text = Field(alias="nom_public")
    opening: Opening = Field(alias="ouverture")
    closing: Text = Field(alias="fermeture")
    warm_up: WarmUp = Field(alias="echauffement")
    model: ModelParameters = Field(alias="modele")
    choice: ItemChoice = Field(alias="choix")
    stop: StopRules = Field(alias="arret")
    visio: VisioItem = Field(alias="visio")
    result: ResultRules = Field(alias="resultat")
