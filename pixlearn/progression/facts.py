"""From stored answers to what they come to: where the person stands, and facts for badges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.badges.rules import Facts, earned, earned_together, ground_of
from pixlearn.badges.service import award
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.store import Attempt, latest_attempt
from pixlearn.mastery.rules import (
    Evidence,
    Given,
    Mastery,
    SkillStatus,
    estimate,
    round_half_up,
    shown_skills,
)
from pixlearn.mastery.service import evidence_of, latest_by_item
from pixlearn.mastery.store import Answer, answers_of
from pixlearn.structures.days import day_of
from pixlearn.tracks.rules import GUESS_AFTER_HINT, lesson_of
from pixlearn.tracks.store import LessonVisit, visits_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person's answers come to; computed once for all who need it."""

    diagnostic: Diagnostic  # whose percentage and levels are meant
    answers: tuple[Answer, ...]
    evidence: tuple[Evidence, ...]
    mastery: Mastery
    weighed: int  # answers with a weight on its competences, gestures left out
    together: int
    enough: bool  # weighed answers suffice for a percentage and a level


def standing_of(
    answers: Sequence[Answer], catalogue: Catalogue, diagnostic_id: str | None = None
) -> Standing:
    """Weigh the answers that stand, for a diagnostic; none: the one with which one begins."""
    engine = engine_of(catalogue, diagnostic_id)
    asked = [
        one
        for one in latest_by_item(answers)
        if one.item_id not in catalogue.gestures and one.skill_id in engine.model.counted
    ]
    weighed = sum(one.way in {Given.ALONE, Given.DONT_KNOW} for one in asked)
    evidence = tuple(evidence_of(answers))
    return Standing(
        diagnostic=engine.diagnostic,
        answers=tuple(answers),
        evidence=evidence,
        mastery=estimate(engine.model, evidence),
        weighed=weighed,
        together=sum(one.way is Given.TOGETHER for one in asked),
        enough=weighed >= engine.diagnostic.result.min_weighed,
    )


def facts_from(
    standing: Standing,
    catalogue: Catalogue,
    zone: tzinfo,
    *,
    ended: bool,
    done_for_real: int = 0,
) -> Facts:
    """What badges are judged on. ``ended``: the diagnostic has ended; ``zone``: where days count.

    ``done_for_real`` counts « En vrai » tasks: left out where no answer can change it.
    """
    answers, mastery = standing.answers, standing.mastery
    own = [one for one in answers if one.way is Given.ALONE and one.outcome == 1]
    shown = shown_skills(standing.evidence)
    sure = ended and standing.enough and not mastery.to_confirm
    return Facts(
        ground=ground_of(catalogue),
        diagnostic=standing.diagnostic.id,
        warm_up_done=_warm_up_done(answers, catalogue),
        came_back=max(len({day_of(one.created_at, zone) for one in answers}) - 1, 0),
        found_after_tries=len({one.item_id for one in own if one.guess >= GUESS_AFTER_HINT}),
        done_for_real=done_for_real,
        lessons_finished=frozenset(
            lesson_of(one.item_id) for one in answers if one.way is Given.LESSON
        ),
        items_found=frozenset(one.item_id for one in own),
        acquired=frozenset(
            skill for skill in mastery.skills if mastery.status(skill) is SkillStatus.ACQUIRED
        ),
        shown=shown,
        percent=mastery.rounded if sure else None,
        domains={name: round_half_up(value) for name, value in mastery.domains.items()}
        if sure
        else None,
        together=standing.together,
        only_together=frozenset(
            one.skill_id for one in latest_by_item(answers) if one.way is Given.TOGETHER
        )
        - shown,
    )


def facts_of(actor: Visitor, learner_id: UUID, catalogue: Catalogue) -> Facts:
    """The facts of one person, from all that is kept about them; three statements."""
    answers, attempt = answers_of(actor, learner_id), latest_attempt(actor, learner_id)
    return facts_from(
        standing_of(answers, catalogue, diagnostic_of(attempt)),
        catalogue,
        actor.zone,
        ended=has_ended(attempt),
        done_for_real=done_for_real(visits_of(actor, learner_id)),
    )


def award_earned(
    learner_id: UUID, facts: Facts, catalogue: Catalogue, before: Facts | None = None
) -> None:
    """Give the badges that these facts earn; one statement, none when there is nothing to give.

    With the facts ``before``, only what is new since is given: an answer mostly earns nothing.
    """
    new = [
        badge
        for badge in catalogue.badges.values()
        if earned(badge, facts) and not (before and earned(badge, before))
    ]
    award(
        learner_id,
        [badge.id for badge in new],
        together=[badge.id for badge in new if earned_together(badge, facts)],
    )


def diagnostic_of(attempt: Attempt | None) -> str | None:
    """The id of the diagnostic that this attempt is of."""
    return attempt.diagnostic_id if attempt else None


def has_ended(attempt: Attempt | None) -> bool:
    """Tell whether the diagnostic has been done to an end."""
    return attempt is not None and attempt.ended_at is not None


def done_for_real(visits: Iterable[LessonVisit]) -> int:
    """How many « En vrai » tasks were ticked."""
    return sum(visit.done_for_real_at is not None for visit in visits)


def _warm_up_done(answers: Sequence[Answer], catalogue: Catalogue) -> bool:
    """Every gesture was met, and one at least was done: a hard one left spoils nothing."""
    gestures = {gesture.id for gesture in catalogue.entry.gestures}
    ways = {one.item_id: one.way for one in answers if one.item_id in gestures}
    met = len(ways) == len(gestures)
    return met and any(way in {Given.ALONE, Given.TOGETHER} for way in ways.values())
