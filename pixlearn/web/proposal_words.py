"""Why a grid advises something, in words."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from pixlearn.content.current import catalogue
from pixlearn.orientation.rules import Reason, ReasonCode


def reasons_in_words(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Each reason as a sentence."""
    return tuple(_reason(one) for one in reasons)


def project_word(project: str) -> str:
    """What a person aims at, as told in an interview."""
    words = {
        "emploi": gettext("a job"),
        "formation": gettext("a training course"),
        "demarches": gettext("online procedures"),
    }
    return str(words.get(project, gettext("another project")))


def _reason(reason: Reason) -> str:
    match reason.code:
        case ReasonCode.BAND:
            aim = reason.about[:1].lower() + reason.about[1:]
            return str(
                gettext(
                    "The result is between %(low)s and %(high)s%%: %(aim)s.",
                    low=reason.low,
                    high=reason.high,
                    aim=aim,
                )
            )
        case ReasonCode.BELOW:
            return str(
                gettext(
                    "“%(competence)s” is below %(limit)s%%.",
                    competence=_competence(reason.about),
                    limit=reason.high,
                )
            )
        case ReasonCode.AT_MOST:
            return str(gettext("The result is %(limit)s%% at most.", limit=reason.high))
        case ReasonCode.AT_LEAST:
            return str(gettext("The result is %(limit)s%% or more.", limit=reason.low))
        case ReasonCode.PROJECT:
            return str(
                gettext("The project told: %(project)s.", project=project_word(reason.about))
            )
        case ReasonCode.WITHOUT:
            return _without(reason.about)
        case ReasonCode.NOTE:
            return reason.about
        case _:
            return _plain(reason.code)


def _plain(code: ReasonCode) -> str:
    words = {
        ReasonCode.USEFUL: gettext("It is one of the 2 most useful tracks now."),
        ReasonCode.WARM_UP: gettext("The first gestures were done with somebody."),
        ReasonCode.CERTAINTY: gettext("The level is still to be confirmed."),
        ReasonCode.SKILLS: gettext("The skills that it needs were shown."),
    }
    return str(words[code])


def _without(equipment: str) -> str:
    words = {
        "telephone": gettext("No phone, the person said."),
        "ordinateur": gettext("No computer, the person said."),
        "connexion": gettext("No internet at home, the person said."),
        "imprimante": gettext("No printer, the person said."),
    }
    return str(words[equipment])


def _competence(competence_id: str) -> str:
    titles = {one.id: one.title for one in catalogue().framework.competences}
    return titles.get(competence_id, competence_id)
