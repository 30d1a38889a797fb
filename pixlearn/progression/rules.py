"""Progression: one value made from the evidence, rendered alike for everybody who reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pixlearn.badges.rules import ground_of, skills_of
from pixlearn.content.badges import DoneForReal
from pixlearn.content.catalogue import Badge, Catalogue, Framework, Skill, Teaching
from pixlearn.content.lessons import Lesson, Track
from pixlearn.mastery.rules import (
    Evidence,
    Mastery,
    Proof,
    SkillStatus,
    proof_of,
    round_half_up,
    shown_skills,
)
from pixlearn.tracks.rules import AFTER, BEFORE, most_useful_first

STRENGTHS = 3
PROPOSALS = 2


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One « Je sais … » with its status, what proves it, and when it was last shown."""

    id: str
    text: str
    status: SkillStatus
    proof: Proof
    shown_on: date | None
    seen_for_real_on: date | None = None


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
    """The one thing to learn next: a competence, the « Je sais … » to reach, and its lesson.

    There is none before the diagnostic has ended: then the next step is its next question.
    ``reason`` ends « Parce que … »; the lesson is none once all those on the goal are done.
    """

    competence: str
    skill_id: str
    goal: str
    lesson: LessonLine | None
    reason: str


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson: its title, and the days it was finished, done and seen for real, if it was."""

    id: str
    title: str
    track: str  # slugs of the addresses
    slug: str
    finished_on: date | None
    done_for_real_on: date | None = None  # said by the learner
    seen_for_real_on: date | None = None  # confirmed by a professional


@dataclass(frozen=True, slots=True)
class BadgeLine:
    """A badge that was earned: when, whether only with somebody, and who may see it."""

    badge: Badge
    earned_on: date
    together: bool
    shown: bool
    seen_for_real_on: date | None


@dataclass(frozen=True, slots=True)
class TrackProposal:
    """A useful track and its first lesson to do; ``reason`` ends « Parce que … »."""

    id: str
    title: str
    slug: str
    reason: str
    lesson: LessonLine


@dataclass(frozen=True, slots=True)
class ConfidenceLine:
    """How sure the person felt before and after a track: 1 not sure, 2 it depends, 3 sure."""

    track: str
    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Days:
    """The day of each thing: the last success a skill, then lessons finished, done for real by
    the learner, and seen for real by a professional."""

    shown: Mapping[str, date] = field(default_factory=dict)
    finished: Mapping[str, date] = field(default_factory=dict)
    done_for_real: Mapping[str, date] = field(default_factory=dict)
    seen_for_real: Mapping[str, date] = field(default_factory=dict)

    def seen_among(self, lessons: Collection[str]) -> date | None:
        """The latest day on which one of these lessons was seen for real."""
        return max(
            (self.seen_for_real[one] for one in lessons if one in self.seen_for_real), default=None
        )


@dataclass(frozen=True, slots=True)
class Journey:
    """Where the person stands in the diagnostic, as facts."""

    began: bool
    ended_on: date | None
    ended_by_learner: bool
    weighed: int  # answers with a weight, gestures left out
    together: int
    enough: bool  # weighed answers suffice for a percentage and a level
    with_someone: bool = False  # « On commence ensemble »


@dataclass(frozen=True, slots=True)
class Progression:
    """What a person can do, has done and can do next; one value for all readers."""

    diagnostic: str  # the id of the one taken last: its level, percentage and competences
    domains: tuple[DomainLine, ...]
    strengths: tuple[SkillLine, ...]
    next_step: NextStep | None
    lessons: tuple[LessonLine, ...]  # finished ones
    level: int | None
    neighbours: tuple[int, ...]
    percent: int | None
    journey: Journey
    badges: tuple[BadgeLine, ...] = ()  # in the order earned
    proposals: tuple[TrackProposal, ...] = ()  # at most two, the most useful first
    confidence: tuple[ConfidenceLine, ...] = ()  # tracks with an answer, in their order
    certainty: float | None = None  # probability of the level
    competences: Mapping[str, int] = field(default_factory=dict)  # rounded percentages

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
    catalogue: Catalogue,
    mastery: Mastery,
    evidence: Sequence[Evidence],
    days: Days,
    journey: Journey,
    badges: Sequence[BadgeLine] = (),
    confidence: Sequence[ConfidenceLine] = (),
    diagnostic_id: str | None = None,
) -> Progression:
    """Put together what people see; ``evidence`` are the weighed answers. Without an id, the
    diagnostic is that with which one begins.

    Skills are those of the diagnostic's competences, and whatever was shown elsewhere.
    """
    framework = catalogue.framework
    lessons = lesson_lines(catalogue.teaching, days)
    shown = shown_skills(evidence)
    domains = tuple(
        _domain_line(catalogue, domain.id, domain.title, skills, mastery, evidence, days)
        for domain in framework.domains
        if (
            skills := tuple(
                skill
                for competence in domain.competences
                for skill in competence.skills
                if competence.id in mastery.competences or skill.id in shown
            )
        )
    )
    proposals = _proposals(catalogue, mastery, lessons)
    return Progression(
        diagnostic=catalogue.diagnostic(diagnostic_id).id,
        domains=domains,
        strengths=best_shown(framework, domains)[:STRENGTHS],
        next_step=_next_step(catalogue, mastery, proposals) if journey.ended_on else None,
        lessons=tuple(line for line in lessons.values() if line.finished_on),
        level=mastery.level if journey.enough else None,
        neighbours=mastery.neighbours if journey.enough else (),
        percent=mastery.rounded if journey.enough else None,
        journey=journey,
        badges=tuple(badges),
        proposals=proposals,
        confidence=tuple(confidence),
        certainty=mastery.confidence if journey.enough else None,
        competences={one: round_half_up(value) for one, value in mastery.competences.items()},
    )


def badge_line(
    catalogue: Catalogue, badge: Badge, earned_on: date, days: Days, *, together: bool, shown: bool
) -> BadgeLine:
    """A badge that was earned, with the day when something of it was seen for real."""
    if isinstance(badge.criterion, DoneForReal):
        lessons = frozenset(catalogue.teaching.lessons)
    else:
        lessons = _lessons_on(catalogue.teaching, skills_of(badge, ground_of(catalogue)))
    return BadgeLine(
        badge=badge,
        earned_on=earned_on,
        together=together,
        shown=shown,
        seen_for_real_on=days.seen_among(lessons),
    )


def confidence_lines(
    teaching: Teaching, faces: Mapping[tuple[str, str], int]
) -> tuple[ConfidenceLine, ...]:
    """A line a track with an answer; ``faces`` by track and moment."""
    lines = (
        ConfidenceLine(
            track=track.id,
            title=track.text.title,
            before=faces.get((track.id, BEFORE)),
            after=faces.get((track.id, AFTER)),
        )
        for track in teaching.tracks.values()
    )
    return tuple(line for line in lines if line.before or line.after)


def _lessons_on(teaching: Teaching, skills: Collection[str]) -> frozenset[str]:
    """The lessons that teach one of these skills."""
    return frozenset[str]().union(*(teaching.lessons_on.get(one, ()) for one in skills))


def _domain_line(
    catalogue: Catalogue,
    domain_id: str,
    title: str,
    skills: Sequence[Skill],
    mastery: Mastery,
    evidence: Sequence[Evidence],
    days: Days,
) -> DomainLine:
    lines = tuple(
        SkillLine(
            id=skill.id,
            text=skill.text,
            status=mastery.status(skill.id),
            proof=proof_of(skill.id, evidence),
            shown_on=days.shown.get(skill.id),
            seen_for_real_on=days.seen_among(_lessons_on(catalogue.teaching, (skill.id,))),
        )
        for skill in skills
    )
    acquired = [line for line in lines if line.status is SkillStatus.ACQUIRED]
    shown = sum(line.proof is Proof.DIRECT for line in acquired)
    return DomainLine(domain_id, title, shown, len(acquired) - shown, len(lines), lines)


def best_shown(framework: Framework, domains: Sequence[DomainLine]) -> tuple[SkillLine, ...]:
    """Acquired skills with direct proof: the hardest of each domain first, then the next ones."""
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
    return tuple(line for _, _, line in rounds)


def lesson_lines(teaching: Teaching, days: Days) -> dict[str, LessonLine]:
    """Every lesson by its id, in the order of the tracks."""
    return {
        lesson.id: LessonLine(
            id=lesson.id,
            title=lesson.text.title,
            track=track.text.slug,
            slug=lesson.text.slug,
            finished_on=days.finished.get(lesson.id),
            done_for_real_on=days.done_for_real.get(lesson.id),
            seen_for_real_on=days.seen_for_real.get(lesson.id),
        )
        for track in teaching.tracks.values()
        for lesson in track.lessons
    }


def _next_step(
    catalogue: Catalogue, mastery: Mastery, proposals: Sequence[TrackProposal]
) -> NextStep | None:
    """The lesson of the first proposal; its goal is the first skill there not yet acquired.

    Once no lesson is left on what is missing, the first such skill alone.
    """
    framework = catalogue.framework
    missing = [
        skill
        for competence in framework.competences
        for skill in competence.skills
        if competence.id in mastery.competences and not _acquired(mastery, skill.id)
    ]
    if not missing:
        return None
    first = proposals[0] if proposals else None
    taught = catalogue.teaching.lessons[first.lesson.id].text.skills if first else ()
    goal = next((one for one in missing if one.id in taught), None)
    lesson = first.lesson if first and goal else None
    reason = first.reason if first and goal else ""
    goal = goal or missing[0]
    [title] = [one.title for one in framework.competences if goal in one.skills]
    return NextStep(
        competence=title, skill_id=goal.id, goal=goal.text, lesson=lesson, reason=reason
    )


def _proposals(
    catalogue: Catalogue, mastery: Mastery, lessons: Mapping[str, LessonLine]
) -> tuple[TrackProposal, ...]:
    """The two most useful tracks, with the lines of their lessons."""
    finished = frozenset(line.id for line in lessons.values() if line.finished_on)
    return tuple(
        TrackProposal(
            id=track.id,
            title=track.text.title,
            slug=track.text.slug,
            reason=track.text.reason,
            lesson=lessons[lesson.id],
        )
        for track, lesson in useful_tracks(catalogue, mastery, finished)
    )


def useful_tracks(
    catalogue: Catalogue, mastery: Mastery, finished: Collection[str]
) -> list[tuple[Track, Lesson]]:
    """`deux_plus_utiles` of a grid among the tracks with a lesson left: first those that teach
    something not yet acquired, each by its first such lesson."""

    def brings(lesson: Lesson) -> bool:
        return not all(_acquired(mastery, skill) for skill in lesson.text.skills)

    left = {}
    for track in catalogue.teaching.tracks.values():
        undone = [one for one in track.lessons if one.id not in finished]
        if undone:
            left[track.id] = next((one for one in undone if brings(one)), undone[0])
    levels = {skill.id: skill.level for skill in catalogue.framework.skills}
    open_ones = [track for track in catalogue.teaching.tracks.values() if track.id in left]
    useful = most_useful_first(open_ones, levels, mastery.skills, mastery.level)
    useful.sort(key=lambda track: not brings(left[track.id]))
    return [(track, left[track.id]) for track in useful[:PROPOSALS]]


def _acquired(mastery: Mastery, skill: str) -> bool:
    return mastery.status(skill) is SkillStatus.ACQUIRED
