"""Badges as written: a family, a picture, a declarative criterion that the engine judges."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag

from pixlearn.content.framework import SkillId
from pixlearn.content.lessons import TrackId
from pixlearn.scenes.schema import Authored, Many, Pictogram, ShortId, Text, near_miss, refusal

BadgeId = Annotated[str, StringConstraints(pattern=r"^bd-[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
CompetenceId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}\.[1-9]$")]
Count = Annotated[int, Field(ge=1, le=50)]
Percent = Annotated[int, Field(ge=0, le=100)]
Family = Literal["premier_pas", "effort", "savoir_faire", "parcours", "autonomie"]


class WarmUp(Authored):
    """The gestures of the warm-up were tried."""

    warm_up: Literal["fait"] = Field(alias="echauffement")


class CameBack(Authored):
    """The person came back on later days, so many times; the days need not follow each other."""

    times: Count = Field(alias="reprises_apres_pause")


class FoundAfterTries(Authored):
    """So many activities or questions were found after at least one miss."""

    items: Count = Field(alias="reussi_apres_essais")


class DoneForReal(Authored):
    """So many « En vrai » tasks were ticked."""

    times: Count = Field(alias="faits_en_vrai")


class LessonsFinished(Authored):
    """So many lessons were finished, whichever."""

    lessons: Count = Field(alias="lecons_finies")


class CompetenceHeld(Authored):
    """Every skill of a competence is acquired, and so many of them have direct proof."""

    competence: CompetenceId
    status: Literal["acquis"] = Field(alias="statut")
    direct: Count = Field(alias="preuve_directe")


class TrackDone(Authored):
    """So many lessons of a track are finished, and this share of its items was found."""

    track: TrackId = Field(alias="parcours")
    lessons: Count = Field(alias="lecons")
    found: Annotated[float, Field(ge=0, le=1)] = Field(alias="questions_reussies")


class SkillsHeld(Authored):
    """These skills are acquired, some of them with direct proof."""

    skills: Many[SkillId] = Field(alias="acquis", min_length=1)
    status: Literal["acquis"] = Field(alias="statut")
    direct: Many[SkillId] = Field(default=(), alias="preuve_directe")


class OnOnesOwn(Authored):
    """The percentage of the whole and of each domain, with so few answers found together; in the
    entry diagnostic, unless another one is named."""

    overall: Percent = Field(alias="global_min")
    each_domain: Percent = Field(alias="domaines_min")
    together: Annotated[int, Field(ge=0)] = Field(alias="reponses_trouvees_ensemble")
    diagnostic: ShortId | None = None


_BY_KEY = {
    "echauffement": "warm_up",
    "reprises_apres_pause": "came_back",
    "reussi_apres_essais": "found_after_tries",
    "faits_en_vrai": "done_for_real",
    "lecons_finies": "lessons_finished",
    "competence": "competence",
    "parcours": "track",
    "acquis": "skills",
    "global_min": "on_ones_own",
}
"""The key that says which kind of criterion it is."""


def _kind(written: Any) -> str:
    if not isinstance(written, Mapping):
        return next(iter(_BY_KEY.values()))
    return next((kind for key, kind in _BY_KEY.items() if key in written), "")


def _known_kind(written: Any) -> Any:
    if isinstance(written, Mapping) and not _kind(written):
        first = str(next(iter(written), ""))
        known = ", ".join(_BY_KEY)
        raise refusal(f"un critère a l'une de ces clés : {known}.{near_miss(first, _BY_KEY)}")
    return written


Criterion = Annotated[
    Annotated[WarmUp, Tag("warm_up")]
    | Annotated[CameBack, Tag("came_back")]
    | Annotated[FoundAfterTries, Tag("found_after_tries")]
    | Annotated[DoneForReal, Tag("done_for_real")]
    | Annotated[LessonsFinished, Tag("lessons_finished")]
    | Annotated[CompetenceHeld, Tag("competence")]
    | Annotated[TrackDone, Tag("track")]
    | Annotated[SkillsHeld, Tag("skills")]
    | Annotated[OnOnesOwn, Tag("on_ones_own")],
    Discriminator(_kind),
]


class Picture(Authored):
    """What stands in the badge's shape, and how it is told to who does not see it."""

    pictogram: Pictogram = Field(alias="pictogramme")
    alternative: Text = Field(alias="alt")


class Alignment(Authored):
    """Where a public framework says the same thing."""

    framework: Text = Field(alias="cadre")
    code: Text
    name: Text = Field(alias="nom")


class Badge(Authored):
    """One badge: ``name`` and ``message`` for the person, ``description`` for whoever reads it.

    ``dots`` (1 to 3) is the highest level of what it shows, drawn under the picture.
    """

    id: BadgeId
    family: Family = Field(alias="famille")
    name: Text = Field(alias="nom")
    description: Text
    criterion: Annotated[Criterion, BeforeValidator(_known_kind)] = Field(alias="critere")
    message: Text
    picture: Picture = Field(alias="image")
    dots: Annotated[int, Field(ge=1, le=3)] = Field(default=1, alias="points")
    alignment: Many[Alignment] = Field(default=(), alias="alignement")
