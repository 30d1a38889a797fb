"""What a badge asks and how it was checked, in sentences for whoever reads its file (pure).

They belong to the language of the content, not to the interface: the file that is signed says the
same to everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pixlearn.content.badges import (
    Badge,
    CameBack,
    CompetenceHeld,
    DoneForReal,
    FoundAfterTries,
    LessonsFinished,
    OnOnesOwn,
    SkillsHeld,
    TrackDone,
    WarmUp,
)
from pixlearn.content.catalogue import Catalogue
from pixlearn.structures.days import day_in_words

LANGUAGE = "fr"
HOW_CHECKED = "Comment cela a été vérifié"
ALONE = "La personne l'a fait seule, sur les écrans de pixlearn."
TOGETHER = "La personne en a fait une partie avec quelqu'un, sur les écrans de pixlearn."
SEEN = "Un professionnel l'a vue en faire une partie en vrai, le {day}."


def asked(badge: Badge, content: Catalogue) -> str:
    """What must be done to earn the badge."""
    match badge.criterion:
        case WarmUp():
            return "Essayer les gestes de base : appuyer, faire défiler, écrire."
        case CameBack(times=times):
            return f"Revenir apprendre {_at_least(times, 'autre jour', 'autres jours')}."
        case FoundAfterTries(items=items):
            return f"Essayer encore, et trouver, {_at_least(items, 'fois', 'fois')}."
        case DoneForReal(times=times):
            return (
                f"Essayer {_at_least(times, 'leçon', 'leçons')} en vrai, sur son propre appareil."
            )
        case LessonsFinished(lessons=number):
            return f"Suivre {_at_least(number, 'leçon', 'leçons')} jusqu'à la fin."
        case CompetenceHeld(competence=wanted, direct=direct):
            [held] = [one for one in content.framework.competences if one.id == wanted]
            return _sentences([skill.text for skill in held.skills], direct)
        case SkillsHeld(skills=skills, direct=direct):
            return _sentences([content.framework.skill(one).text for one in skills], len(direct))
        case TrackDone(track=track_id, lessons=number, found=found):
            [track] = [one for one in content.teaching.tracks.values() if one.id == track_id]
            return (
                f"Finir {number} leçons du parcours « {track.text.title} »."
                f" Trouver au moins {round(100 * found)} % des réponses."
            )
        case OnOnesOwn(overall=overall, each_domain=each, together=together):
            most = (
                f"Trouver au plus {together} réponses" if together else "Ne trouver aucune réponse"
            )
            return (
                f"Savoir faire au moins {overall} % de tout, et {each} % de chaque domaine."
                f" {most} avec quelqu'un."
            )


def checked(*, together: bool, seen_for_real_on: date | None) -> str:
    """How it was checked: alone, with somebody, seen for real."""
    said = TOGETHER if together else ALONE
    if seen_for_real_on is None:
        return said
    day = day_in_words(seen_for_real_on, LANGUAGE)
    return f"{said} {SEEN.format(day=day)}"


def _sentences(skills: Sequence[str], shown: int) -> str:
    said = f"Pouvoir dire : {' '.join(skills)}"
    return f"{said} En montrer au moins {shown} sur un écran d'exercice." if shown else said


def _at_least(count: int, one: str, many: str) -> str:
    return f"au moins {count} {one if count == 1 else many}"
