"""What can be proposed, laid out for the form: by the grid, or one kind at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask import request
from flask_babel import gettext

from pixlearn.content.current import catalogue
from pixlearn.db import now
from pixlearn.orientation.offers import next_workshops
from pixlearn.orientation.partner_schema import SERVICES
from pixlearn.orientation.partners import Wanted as WantedPartner
from pixlearn.orientation.partners import found_partners, partners_named
from pixlearn.orientation.proposals import Wanted
from pixlearn.orientation.rules import Advice, GridAdvice, Kind, Modality, Proposed, ReasonCode
from pixlearn.web.house import diagnostic_called, local
from pixlearn.web.i18n import moment
from pixlearn.web.proposal_words import reasons_in_words

GRID = "grille"
MOST_PARTNERS = 30
OUTSIDE = ("diagnostic_externe:", "horizon:", "attestation", "cv")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to propose; ``made`` is the last proposal of it to this person."""

    wanted: Wanted
    detail: str | None = None
    made: Proposed | None = None
    said: tuple[str, ...] = ()  # the reasons, but the band that stands in the legend

    @property
    def value(self) -> str:
        """How the form names it."""
        return f"{self.wanted.kind}|{self.wanted.target or ''}"


@dataclass(frozen=True, slots=True)
class Group:
    """Some options under a legend; lessons are too many for anything but a list to unfold.

    ``title`` ends the legend, in words of the content.
    """

    legend: str
    options: tuple[Option, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Proposable:
    """The options of one page."""

    genre: str
    groups: tuple[Group, ...]
    partners: WantedPartner = field(default_factory=WantedPartner)  # what is looked for
    kinds_of_partner: tuple[Advice, ...] = ()  # advised by the grid: places are looked for by them

    @property
    def options(self) -> tuple[Option, ...]:
        """All of them, in order."""
        return tuple(option for group in self.groups for option in group.options)

    @property
    def lists(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same as lists of values and words."""
        return [
            (group.legend, [(one.value, one.wanted.title) for one in group.options])
            for group in self.groups
        ]

    def find(self, value: str) -> Option | None:
        """The option that the form names; nothing else can be proposed."""
        return next((one for one in self.options if one.value == value), None)


def asked_genre(default: str, *, with_grid: bool) -> str:
    """The kind that the address asks for."""
    asked = request.args.get("genre", default)
    known = {*Kind, GRID} if with_grid else set(Kind)
    return asked if asked in known else default


def by_grid(found: GridAdvice, made: Sequence[Proposed]) -> Proposable:
    """What the grid advises, and apart what it leaves to the counsellor."""
    ruled = [one for one in found.advice if not _only_band(one)]
    groups = [Group(gettext("By the grid"), _advised(found, ruled, made))]
    if found.band:
        legend = gettext(
            "Result from %(low)s to %(high)s%%:",
            low=found.band.lowest,
            high=found.band.highest,
        )
        by_band = [one for one in found.advice if _only_band(one)]
        groups.append(Group(legend, _advised(found, by_band, made), found.band.title))
    if found.left:
        legend = gettext("Up to you, never chosen first")
        groups.append(Group(legend, _advised(found, found.left, made)))
    return Proposable(
        GRID,
        tuple(one for one in groups if one.options),
        kinds_of_partner=tuple(
            one for one in (*found.advice, *found.left) if one.kind is Kind.PARTNER
        ),
    )


def by_kind(genre: str, structure_id: UUID, made: Sequence[Proposed]) -> Proposable:
    """Everything of one kind."""
    looked_for = WantedPartner(
        commune=request.args.get("commune", "").strip()[:100],
        service=_one_of(SERVICES, request.args.get("service", "")),
        prescription=_one_of(catalogue().prescribable, request.args.get("prescription", "")),
    )
    match Kind(genre):
        case Kind.TRACK:
            groups = [_tracks()]
        case Kind.LESSON:
            groups = _lessons()
        case Kind.DIAGNOSTIC:
            groups = [_diagnostics()]
        case Kind.WORKSHOP:
            groups = [_workshops(structure_id)]
        case Kind.PARTNER:
            groups = [_partners(structure_id, looked_for)]
        case _:
            groups = [_outside()]
    return Proposable(
        genre,
        tuple(_with_last(group, made) for group in groups if group.options),
        partners=looked_for,
    )


def _one_of(known: Iterable[str], asked: str) -> str:
    """What is asked when it is known, else nothing."""
    return asked if asked in set(known) else ""


def _only_band(advice: Advice) -> bool:
    return {one.code for one in advice.reasons} == {ReasonCode.BAND}


def _advised(
    found: GridAdvice, advice: Iterable[Advice], made: Sequence[Proposed]
) -> tuple[Option, ...]:
    return tuple(
        Option(
            Wanted(
                kind=one.kind,
                target=one.target,
                title=one.title,
                reasons=reasons_in_words(one.reasons),
                grid_version=found.version,
            ),
            made=_last(one.kind, one.target, made),
            said=reasons_in_words(
                reason for reason in one.reasons if reason.code is not ReasonCode.BAND
            ),
        )
        for one in advice
    )


def _option(kind: Kind, target: str | None, title: str, detail: str | None = None) -> Option:
    return Option(Wanted(kind, target, title[:160]), detail)


def _diagnostics() -> Group:
    """That with which one begins has no target: it is called as the structure calls it."""
    options = tuple(
        _option(Kind.DIAGNOSTIC, None, diagnostic_called(gettext("My starting point")))
        if one.entry
        else _option(Kind.DIAGNOSTIC, one.id, one.public_name)
        for one in catalogue().diagnostics.values()
    )
    return Group(diagnostic_called(gettext("Starting point")), options)


def _tracks() -> Group:
    tracks = sorted(catalogue().teaching.tracks.values(), key=lambda track: track.id)
    options = (_option(Kind.TRACK, one.id, one.text.title, one.text.purpose) for one in tracks)
    return Group(gettext("A track"), tuple(options))


def _lessons() -> list[Group]:
    tracks = sorted(catalogue().teaching.tracks.values(), key=lambda track: track.id)
    return [
        Group(
            track.text.title,
            tuple(_option(Kind.LESSON, one.id, one.text.title) for one in track.lessons),
        )
        for track in tracks
    ]


def _workshops(structure_id: UUID) -> Group:
    options = []
    for one in next_workshops(structure_id, now()):
        detail = ", ".join(part for part in (moment(one.starts_at), one.place) if part)
        wanted = Wanted(
            kind=Kind.WORKSHOP,
            target=str(one.id),
            title=one.title,
            on_date=local(one.starts_at).date(),
            modality=Modality.WORKSHOP,
        )
        options.append(Option(wanted, detail))
    return Group(gettext("A workshop"), tuple(options))


def _partners(structure_id: UUID, looked_for: WantedPartner) -> Group:
    found = found_partners(structure_id, looked_for)[:MOST_PARTNERS]
    options = tuple(
        _option(
            Kind.PARTNER,
            str(one.id),
            f"{one.name}, {one.commune}" if one.commune else one.name,
            ", ".join(one.services),
        )
        for one in partners_named(structure_id, found)
    )
    return Group(gettext("A partner"), options)


def _outside() -> Group:
    titles = catalogue().prescribable
    named = [one for one in titles if one.startswith(OUTSIDE)]
    return Group(
        gettext("A step elsewhere"),
        tuple(_option(Kind.OUTSIDE, one, titles[one]) for one in named),
    )


def _with_last(group: Group, made: Sequence[Proposed]) -> Group:
    options = (
        Option(one.wanted, one.detail, _last(one.wanted.kind, one.wanted.target, made))
        for one in group.options
    )
    return Group(group.legend, tuple(options))


def _last(kind: Kind, target: str | None, made: Sequence[Proposed]) -> Proposed | None:
    return next((one for one in made if (one.kind, one.target) == (kind, target)), None)
