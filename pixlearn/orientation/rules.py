"""What a reading grid advises, and what became of proposals: values in, values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import floor
from uuid import UUID

from pixlearn.content.grids import (
    BADGE,
    MODALITY,
    TRACK,
    TWO_MOST_USEFUL,
    Band,
    Condition,
    Grid,
    Rule,
)

ASKED_AFTER = timedelta(days=30)
MOST_USEFUL = 2


class Kind(StrEnum):
    """What can be proposed."""

    TRACK = "parcours"
    LESSON = "lecon"
    DIAGNOSTIC = "diagnostic"
    WORKSHOP = "atelier"
    PARTNER = "partenaire"
    OUTSIDE = "externe"


class State(StrEnum):
    """What the person said of a proposal; the last one: its author took it back."""

    PROPOSED = "proposee"
    AGREED = "accord"
    LATER = "plus_tard"
    TO_TALK = "en_parler"
    NO_THANKS = "non_merci"
    WITHDRAWN = "retiree"


ANSWERS = (State.AGREED, State.LATER, State.TO_TALK, State.NO_THANKS)


class Why(StrEnum):
    """Why something agreed was not done; the last one: do not ask any more."""

    NO_OFFER = "pas_offre"
    TOO_FAR = "trop_loin"
    COST = "cout"
    TRANSPORT = "transport"
    CHILDCARE = "garde"
    NOT_ACCESSIBLE = "pas_accessible"
    NOT_NOW = "pas_moment"
    NO_LONGER = "plus_envie"
    NOT_SAID = "prefere_pas"
    SKIPPED = "passe"


REASONS_WHY = tuple(why for why in Why if why is not Why.SKIPPED)


class Modality(StrEnum):
    """With whom it is done."""

    ALONE = "seul"
    HELPED = "accompagne"
    WORKSHOP = "atelier"


_MODALITIES = {
    "modalite:seul": Modality.ALONE,
    "modalite:accompagne": Modality.HELPED,
    "modalite:atelier_6_a_10": Modality.WORKSHOP,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a grid may know of a person: what their counsellor reads too, and nothing else.

    Nothing in it comes from how they read, listen or take their time.
    """

    percent: int | None  # none before the end, or with too few answers
    certainty: float | None  # probability of the level
    competences: Mapping[str, int]  # rounded percentages
    acquired: frozenset[str]
    shown: frozenset[str]  # skills with direct proof
    with_someone: bool  # « On commence ensemble » was chosen
    useful: tuple[str, ...]  # tracks with a lesson left, the most useful first
    finished: frozenset[str]  # tracks without a lesson left
    project: str | None = None
    equipment: frozenset[str] | None = None  # none when it was not told
    diagnostic: str = ""  # the id of the one that the percentage is of
    warm_up: frozenset[str] = frozenset()  # the skills that the gestures show

    @property
    def warm_up_hard(self) -> bool:
        """The person began with somebody, and did not show every gesture alone."""
        return self.with_someone and not self.shown >= self.warm_up


class ReasonCode(StrEnum):
    """Why something is advised; said in words by the web layer."""

    BAND = "band"  # low, high; about: the band's title
    USEFUL = "useful"
    WARM_UP = "warm_up"
    CERTAINTY = "certainty"
    AT_MOST = "at_most"  # high
    AT_LEAST = "at_least"  # low
    BELOW = "below"  # about: the competence; high: the percentage that it does not reach
    PROJECT = "project"  # about: the project
    SKILLS = "skills"
    WITHOUT = "without"  # about: the equipment
    NOTE = "note"  # about: the words of the grid


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; what ``about``, ``low`` and ``high`` mean depends on the code."""

    code: ReasonCode
    about: str = ""
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to propose: a kind, a target, the words that the person reads, the reasons.

    ``target`` is a track's id, or the prescription of the grid (« partenaire:epn »).
    """

    kind: Kind
    target: str
    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class GridAdvice:
    """What a grid says of a reading. ``left`` is for the counsellor alone: never chosen first."""

    version: int | None  # none: no grid reads this diagnostic
    band: Band | None
    advice: tuple[Advice, ...]
    notes: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()  # such as « badge:visio »: something to use, not to propose
    modality: Modality | None = None
    left: tuple[Advice, ...] = ()


def advise(grid: Grid, reading: Reading, titles: Mapping[str, str]) -> GridAdvice:
    """What the rules that hold propose, in their order, then what the band does.

    Each thing is said once, with all its reasons. ``titles`` gives the words of « parcours:P1 »
    and the others; what has none, and a track without a lesson left, is not proposed.
    """
    said, left = _Said(reading, titles), _Said(reading, titles)
    for rule in grid.rules:
        if holds(rule.when, reading):
            said.add_rule(rule)
    band = grid.band_of(reading.percent) if reading.percent is not None else None
    if band is not None:
        why = (Reason(ReasonCode.BAND, band.title, band.lowest, band.highest),)
        said.add(band.prescriptions, why)
        left.add(band.left_to_counsellor, why)
    return GridAdvice(
        version=grid.head.version,
        band=band,
        advice=tuple(said.advice.values()),
        notes=tuple(dict.fromkeys(said.notes)),
        badges=tuple(dict.fromkeys(said.badges)),
        modality=said.modality,
        left=tuple(one for key, one in left.advice.items() if key not in said.advice),
    )


@dataclass(slots=True)
class _Said:
    """What a grid has said so far."""

    reading: Reading
    titles: Mapping[str, str]
    advice: dict[tuple[Kind, str], Advice] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    badges: list[str] = field(default_factory=list)
    modality: Modality | None = None

    def add_rule(self, rule: Rule) -> None:
        """A rule that holds. Its note goes with what it proposes, or stands alone."""
        reasons = tuple(_reasons(rule.when, self.reading))
        if rule.note and all(one.startswith((MODALITY, BADGE)) for one in rule.then):
            self.notes.append(rule.note)
        elif rule.note:
            reasons = (*reasons, Reason(ReasonCode.NOTE, rule.note))
        self.add(rule.then, reasons)

    def add(self, prescriptions: Sequence[str], reasons: tuple[Reason, ...]) -> None:
        """Some prescriptions, for these reasons; the first modality said is kept."""
        for one in prescriptions:
            if one.startswith(MODALITY):
                self.modality = self.modality or _MODALITIES.get(one)
            elif one.startswith(BADGE):
                self.badges.append(one)
            elif one == TWO_MOST_USEFUL:
                for track in self.reading.useful[:MOST_USEFUL]:
                    self._advise(f"{TRACK}{track}", (*reasons, Reason(ReasonCode.USEFUL)))
            else:
                self._advise(one, reasons)

    def _advise(self, prescription: str, reasons: tuple[Reason, ...]) -> None:
        before, _, after = prescription.partition(":")
        kind = Kind(before) if before in {Kind.TRACK, Kind.WORKSHOP, Kind.PARTNER} else Kind.OUTSIDE
        target = after if kind is Kind.TRACK else prescription
        if prescription not in self.titles or (
            kind is Kind.TRACK and target in self.reading.finished
        ):
            return
        former = self.advice.get((kind, target))
        reasons = tuple(dict.fromkeys((*(former.reasons if former else ()), *reasons)))
        self.advice[(kind, target)] = Advice(kind, target, self.titles[prescription], reasons)


def holds(when: Condition, reading: Reading) -> bool:
    """Whether everything that a rule asks is true of the person; what is not known is not true."""
    percent, certainty = reading.percent, reading.certainty
    return all(
        (
            when.warm_up is None or reading.warm_up_hard,
            when.certainty_max is None
            or (certainty is not None and floor(certainty * 100) / 100 <= when.certainty_max),
            when.percent_min is None or (percent is not None and percent >= when.percent_min),
            when.percent_max is None or (percent is not None and percent <= when.percent_max),
            when.one_below is None or any(_below(when.one_below, reading)),
            when.project is None or reading.project == when.project,
            reading.acquired.issuperset(when.skills),
            reading.shown.issuperset(when.direct),
            when.without is None
            or (reading.equipment is not None and when.without not in reading.equipment),
        )
    )


def _below(limits: Mapping[str, int], reading: Reading) -> Iterator[tuple[str, int]]:
    """Nothing is measured before there is a percentage."""
    if reading.percent is None:
        return
    for competence, limit in limits.items():
        if reading.competences.get(competence, 100) < limit:
            yield competence, limit


def _reasons(when: Condition, reading: Reading) -> Iterator[Reason]:
    """A rule's condition, as reasons; of several competences, those that are below."""
    if when.warm_up is not None:
        yield Reason(ReasonCode.WARM_UP)
    if when.certainty_max is not None:
        yield Reason(ReasonCode.CERTAINTY)
    if when.percent_min is not None:
        yield Reason(ReasonCode.AT_LEAST, low=when.percent_min)
    if when.percent_max is not None:
        yield Reason(ReasonCode.AT_MOST, high=when.percent_max)
    for competence, limit in _below(when.one_below or {}, reading):
        yield Reason(ReasonCode.BELOW, competence, high=limit)
    if when.project is not None:
        yield Reason(ReasonCode.PROJECT, when.project)
    if when.skills or when.direct:
        yield Reason(ReasonCode.SKILLS)
    if when.without is not None:
        yield Reason(ReasonCode.WITHOUT, when.without)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as it was made, the person's answer, and what came of it."""

    id: UUID
    kind: Kind
    target: str | None
    title: str
    on_date: date | None
    modality: Modality | None
    word: str | None
    reasons: tuple[str, ...]
    grid_version: int | None  # none: it did not come from a grid
    by: str | None  # the name of who proposed, unless they have left
    state: State
    made_at: datetime
    answered_at: datetime | None
    done_learner: bool | None = None
    why_learner: Why | None = None
    done_staff: bool | None = None
    why_staff: Why | None = None
    talked_at: datetime | None = None

    @property
    def to_talk(self) -> bool:
        """The person asked to talk about it first, and nobody has yet."""
        return self.state is State.TO_TALK and self.talked_at is None

    @property
    def open(self) -> bool:
        """Nobody has answered it, nor taken it back."""
        return self.state is State.PROPOSED

    def due(self, moment: datetime) -> bool:
        """Whether it was agreed long enough ago to ask what came of it."""
        agreed = self.state is State.AGREED and self.answered_at is not None
        return agreed and self.answered_at is not None and moment - self.answered_at >= ASKED_AFTER

    def to_ask_learner(self, moment: datetime) -> bool:
        """Whether the person is still to be asked; one answer, or one « ne plus demander »."""
        return self.due(moment) and self.done_learner is None and self.why_learner is None

    def to_ask_staff(self, moment: datetime) -> bool:
        """The same for the professional."""
        return self.due(moment) and self.done_staff is None and self.why_staff is None

    @property
    def done(self) -> bool | None:
        """Whether it was done; when the two do not say the same, the person's word holds."""
        return self.done_staff if self.done_learner is None else self.done_learner
