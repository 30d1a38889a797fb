"""What a progression lets a person put on paper, and the paper that follows (pure)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pixlearn.badges.attestation import (
    Attested,
    AttestedBadge,
    AttestedLesson,
    AttestedSkill,
    AttestedTrack,
)
from pixlearn.content.catalogue import Catalogue
from pixlearn.progression.rules import Progression, best_shown


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the learner wants on the paper."""

    name: str
    skills: Collection[str]
    badges: bool
    lessons: bool
    next_step: bool
    structure: str | None
    percent: bool


def skills_for_paper(progression: Progression, catalogue: Catalogue) -> tuple[AttestedSkill, ...]:
    """Every acquired skill with direct proof, the best ones first (see `rules.best_shown`)."""
    domains = {line.id: domain.title for domain in progression.domains for line in domain.skills}
    return tuple(
        AttestedSkill(
            id=line.id,
            domain=domains[line.id],
            text=line.text,
            short=catalogue.framework.skill(line.id).short,
            shown_on=line.shown_on,
            seen_for_real_on=line.seen_for_real_on,
        )
        for line in best_shown(catalogue.framework, progression.domains)
        if line.shown_on is not None
    )


def badges_for_paper(progression: Progression) -> tuple[AttestedBadge, ...]:
    """The badges that the learner lets others see."""
    return tuple(
        AttestedBadge(
            id=line.badge.id,
            name=line.badge.name,
            earned_on=line.earned_on,
            together=line.together,
            seen_for_real_on=line.seen_for_real_on,
        )
        for line in progression.badges
        if line.shown
    )


def tracks_for_paper(progression: Progression, catalogue: Catalogue) -> tuple[AttestedTrack, ...]:
    """The lessons finished, by track, with the minutes planned for them."""
    finished = {line.id: line.finished_on for line in progression.lessons if line.finished_on}
    tracks = (
        AttestedTrack(
            title=track.text.title,
            lessons=tuple(
                AttestedLesson(
                    title=lesson.text.title,
                    minutes=lesson.text.minutes,
                    finished_on=finished[lesson.id],
                )
                for lesson in track.lessons
                if lesson.id in finished
            ),
            whole=all(lesson.id in finished for lesson in track.lessons),
        )
        for track in catalogue.teaching.tracks.values()
    )
    return tuple(track for track in tracks if track.lessons)


def attested(
    progression: Progression, catalogue: Catalogue, wishes: Wishes, made_on: date
) -> Attested:
    """The paper as wished; skills stand in the order of the framework."""
    order = [skill.id for skill in catalogue.framework.skills]
    chosen = [one for one in skills_for_paper(progression, catalogue) if one.id in wishes.skills]
    goal = progression.next_step.goal if progression.next_step else ""
    return Attested(
        name=wishes.name,
        made_on=made_on,
        skills=tuple(sorted(chosen, key=lambda one: order.index(one.id))),
        badges=badges_for_paper(progression) if wishes.badges else (),
        tracks=tracks_for_paper(progression, catalogue) if wishes.lessons else (),
        next_step=goal if wishes.next_step else "",
        structure=wishes.structure,
        percent=progression.percent if wishes.percent else None,
    )
