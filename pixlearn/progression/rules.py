"""Progression: one value made from the evidence, rendered alike for everybody who reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pixlearn.content.catalogue import Competence, Framework, Skill
from pixlearn.mastery.rules import Evidence, Mastery, Proof, SkillStatus, proof_of

STRENGTHS = 3


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One « Je sais … » with its status, what proves it, and when it was last shown."""

    id: str
    text: str
    status: SkillStatus
    proof: Proof
    shown_on: date | None


@dataclass(frozen=True, slots=True)
class DomainLine:
    """A domain in words and figures: skills shown, probable (acquired by inference), and all."""

    id: str
    title: str
    shown: int
    probable: int
    total: int
    skills: tuple[SkillLine, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to learn next: a competence and the « Je sais … » to reach in it.

    There is none before the diagnostic has ended: then the next step is its next question.
    """

    competence: str
    skill_id: str
    goal: str


@dataclass(frozen=True, slots=True)
class Journey:
    """Where the person stands in the diagnostic, as facts."""

    began: bool
    ended_on: date | None
    ended_by_learner: bool
    weighed: int  # answers with a weight, gestures left out
    together: int
    enough: bool  # weighed answers suffice for a percentage and a level


@dataclass(frozen=True, slots=True)
class Progression:
    """What a person can do, has done and can do next; one value for all readers."""

    domains: tuple[DomainLine, ...]
    strengths: tuple[SkillLine, ...]
    next_step: NextStep | None
    level: int | None
    neighbours: tuple[int, ...]
    percent: int | None
    journey: Journey

    @property
    def to_confirm(self) -> bool:
        """Two neighbouring levels are shown: an interview decides."""
        return bool(self.neighbours)

    @property
    def mostly_together(self) -> bool:
        """Too few answers weigh because they were found with somebody: no level, no percentage."""
        return self.level is None and self.journey.together > 0

    @property
    def done_once(self) -> tuple[SkillLine, ...]:
        """What was shown at least once, acquired or not yet."""
        return tuple(
            line for domain in self.domains for line in domain.skills if line.proof is Proof.DIRECT
        )


def assemble(
    framework: Framework,
    mastery: Mastery,
    evidence: Sequence[Evidence],
    shown_on: Mapping[str, date],
    journey: Journey,
) -> Progression:
    """Put together what people see.

    ``evidence`` are the weighed answers, ``shown_on`` the day of the last success a skill.
    """
    domains = tuple(
        _domain_line(
            domain.id,
            domain.title,
            [skill for competence in domain.competences for skill in competence.skills],
            mastery,
            evidence,
            shown_on,
        )
        for domain in framework.domains
    )
    return Progression(
        domains=domains,
        strengths=_strengths(framework, domains),
        next_step=_next_step(framework, mastery) if journey.ended_on else None,
        level=mastery.level if journey.enough else None,
        neighbours=mastery.neighbours if journey.enough else (),
        percent=mastery.rounded if journey.enough else None,
        journey=journey,
    )


def _domain_line(
    domain_id: str,
    title: str,
    skills: Sequence[Skill],
    mastery: Mastery,
    evidence: Sequence[Evidence],
    shown_on: Mapping[str, date],
) -> DomainLine:
    lines = tuple(
        SkillLine(
            id=skill.id,
            text=skill.text,
            status=mastery.status(skill.id),
            proof=proof_of(skill.id, evidence),
            shown_on=shown_on.get(skill.id),
        )
        for skill in skills
    )
    acquired = [line for line in lines if line.status is SkillStatus.ACQUIRED]
    shown = sum(line.proof is Proof.DIRECT for line in acquired)
    return DomainLine(domain_id, title, shown, len(acquired) - shown, len(lines), lines)


def _strengths(framework: Framework, domains: Sequence[DomainLine]) -> tuple[SkillLine, ...]:
    """Up to three acquired skills with direct proof: the hardest ones, from as many domains."""
    difficulty = {skill.id: skill.difficulty for skill in framework.skills}
    proved = [
        sorted(
            (
                line
                for line in domain.skills
                if line.status is SkillStatus.ACQUIRED and line.proof is Proof.DIRECT
            ),
            key=lambda line: -difficulty[line.id],
        )
        for domain in domains
    ]
    rounds = [
        (place, -difficulty[line.id], line) for lines in proved for place, line in enumerate(lines)
    ]
    rounds.sort(key=lambda one: one[:2])
    return tuple(line for _, _, line in rounds[:STRENGTHS])


def _next_step(framework: Framework, mastery: Mastery) -> NextStep | None:
    """The most useful competence now: greatest Σ m (1 − m) + .5 (1 − m) over its skills of a level
    up to the person's own plus one (pedagogy C); in it, the first skill not yet acquired."""

    def usefulness(competence: Competence) -> float:
        reachable = [s for s in competence.skills if s.level <= mastery.level + 1]
        masteries = [mastery.skills[skill.id] for skill in reachable]
        return sum(m * (1 - m) + 0.5 * (1 - m) for m in masteries)

    open_ones = [
        competence
        for domain in framework.domains
        for competence in domain.competences
        if any(mastery.status(skill.id) is not SkillStatus.ACQUIRED for skill in competence.skills)
    ]
    if not open_ones:
        return None
    best = max(open_ones, key=lambda competence: (usefulness(competence), competence.id))
    goal = next(s for s in best.skills if mastery.status(s.id) is not SkillStatus.ACQUIRED)
    return NextStep(competence=best.title, skill_id=goal.id, goal=goal.text)
