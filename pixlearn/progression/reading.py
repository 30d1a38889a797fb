"""What a reading grid may know of people: from one's progression, or from what is kept of many."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pixlearn.badges.rules import ground_of
from pixlearn.content.catalogue import Catalogue
from pixlearn.mastery.kept import Kept
from pixlearn.mastery.rules import Proof, SkillStatus, round_half_up
from pixlearn.orientation.rules import Reading
from pixlearn.privacy.store import FollowUp
from pixlearn.progression.rules import Progression, useful_tracks


def reading_of(
    progression: Progression, follow_up: FollowUp | None, catalogue: Catalogue
) -> Reading:
    """Of somebody whose progression is at hand: nothing is measured before the diagnostic ends."""
    ended = progression.journey.ended_on is not None
    skills = [line for domain in progression.domains for line in domain.skills]
    return Reading(
        diagnostic=progression.diagnostic,
        warm_up=ground_of(catalogue).warm_up,
        percent=progression.percent if ended else None,
        certainty=progression.certainty if ended else None,
        competences=progression.competences,
        acquired=frozenset(line.id for line in skills if line.status is SkillStatus.ACQUIRED),
        shown=frozenset(line.id for line in skills if line.proof is Proof.DIRECT),
        with_someone=progression.journey.with_someone,
        useful=tuple(line.id for line in progression.proposals) if ended else (),
        finished=_finished({line.id for line in progression.lessons}, catalogue),
        project=follow_up.project if follow_up else None,
        equipment=_told(follow_up.equipment) if follow_up else None,
    )


def reading_kept(
    kept: Kept,
    lessons: Collection[str],
    follow_up: FollowUp,
    catalogue: Catalogue,
    *,
    measured: bool,
    ended: bool,
    with_someone: bool,
) -> Reading:
    """The same of one of many whose answers are not loaded, by the diagnostic with which one
    begins.

    ``lessons``: those that they finished; ``measured``: enough answers weigh for a percentage.
    """
    mastery = kept.mastery
    useful = useful_tracks(catalogue, mastery, lessons) if ended else []
    read = kept.shown.union(
        *(
            [skill.id for skill in one.skills]
            for one in catalogue.framework.competences
            if one.id in mastery.competences
        )
    )
    return Reading(
        diagnostic=catalogue.entry.id,
        warm_up=ground_of(catalogue).warm_up,
        percent=mastery.rounded if ended and measured else None,
        certainty=mastery.confidence if ended and measured else None,
        competences={one: round_half_up(value) for one, value in mastery.competences.items()},
        acquired=frozenset(
            one
            for one in mastery.skills
            if one in read and mastery.status(one) is SkillStatus.ACQUIRED
        ),
        shown=kept.shown & mastery.skills.keys(),
        with_someone=with_someone,
        useful=tuple(track.id for track, _ in useful),
        finished=_finished(lessons, catalogue),
        project=follow_up.project,
        equipment=_told(follow_up.equipment),
    )


def _finished(lessons: Collection[str], catalogue: Catalogue) -> frozenset[str]:
    """The tracks of which every lesson is finished."""
    return frozenset(
        track.id
        for track in catalogue.teaching.tracks.values()
        if all(lesson.id in lessons for lesson in track.lessons)
    )


def _told(equipment: Sequence[str] | None) -> frozenset[str] | None:
    return None if equipment is None else frozenset(equipment)
