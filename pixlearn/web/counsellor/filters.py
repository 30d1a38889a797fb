"""What the list of learners is narrowed down to: read from its address, said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import request
from flask_babel import gettext

from pixlearn.content.grids import Grid
from pixlearn.db import now
from pixlearn.orientation.rules import State
from pixlearn.orientation.store import Tag
from pixlearn.progression.listing import BY_LEVEL, BY_NAME, NONE, Narrowed
from pixlearn.structures.store import Workshop
from pixlearn.web.login import visitor

LONGEST_SEARCH = 40
WEEK, MONTH, AWAY, LONG_AWAY = "7-jours", "30-jours", "plus-14-jours", "plus-90-jours"
ME, NOBODY = "moi", "personne"

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from. ``name`` stands in the address; ``plain``: its words say enough."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str
    plain: bool = False

    @property
    def said(self) -> str:
        """What is chosen, as part of a sentence."""
        words = dict(self.options)[self.chosen]
        if self.plain:
            return words
        return str(gettext("%(label)s: %(words)s", label=self.label.lower(), words=words))


@dataclass(frozen=True, slots=True)
class Filters:
    """All that the address asks of the list."""

    search: str
    lists: tuple[Filter, ...]
    order: Filter

    @property
    def chosen(self) -> tuple[Filter, ...]:
        """The lists in which something is chosen."""
        return tuple(one for one in self.lists if one.chosen)

    @property
    def said(self) -> str:
        """Everything that narrows the list, as the end of a sentence."""
        return "".join(f", {words}" for _, words in self.active())

    def active(self) -> Iterator[tuple[str, str]]:
        """The name and the words of each thing that narrows the list."""
        if self.search:
            yield "q", str(gettext("first name with “%(text)s”", text=self.search))
        for one in self.chosen:
            yield one.name, one.said

    def address(self, without: str = "") -> dict[str, str]:
        """What the address says, perhaps ``without`` one of its parts."""
        parts = {"q": self.search, "tri": self.order.chosen}
        parts |= {one.name: one.chosen for one in self.chosen}
        return {name: value for name, value in parts.items() if value and name != without}


def asked_filters(workshops: Sequence[Workshop], tags: Sequence[Tag], grid: Grid) -> Filters:
    """What the address asks, among what can be chosen; what nobody offers is left out."""
    lists = (
        _filter(
            "atelier", gettext("Workshop"), [(str(w.id), w.title) for w in workshops], plain=True
        ),
        _filter(
            "niveau", gettext("Level"), [(band.id, band.title) for band in grid.bands], plain=True
        ),
        _filter("visite", gettext("Last visit"), _visits()),
        _filter("proposition", gettext("Proposal"), _states()),
        _filter("etiquette", gettext("Tag"), [(str(tag.id), tag.label) for tag in tags]),
        _filter("suivi", gettext("Followed by"), [(ME, gettext("me")), (NOBODY, _nobody())]),
        _filter("visio", gettext("Video call badge"), [("oui", gettext("held"))]),
    )
    return Filters(
        search=" ".join(request.args.get("q", "").split())[:LONGEST_SEARCH],
        lists=tuple(one for one in lists if one.options),
        order=_filter("tri", gettext("In the order of"), _orders()),
    )


def narrowed(filters: Filters, grid: Grid) -> Narrowed:
    """The same for the query."""
    chosen = {one.name: one.chosen for one in filters.chosen}
    visit = chosen.get("visite")
    limits = {WEEK: 7, MONTH: 30, AWAY: 14, LONG_AWAY: 90}
    limit = now() - timedelta(days=limits[visit]) if visit else None
    band = next((one for one in grid.bands if one.id == chosen.get("niveau")), None)
    return Narrowed(
        name=filters.search,
        workshop=_id(chosen.get("atelier")),
        percents=(band.lowest, band.highest) if band else None,
        seen_from=limit if visit in (WEEK, MONTH) else None,
        seen_before=limit if visit in (AWAY, LONG_AWAY) else None,
        proposal=chosen.get("proposition", ""),
        visio="visio" in chosen,
        tag=_id(chosen.get("etiquette")),
        followed_by=visitor().staff_id if chosen.get("suivi") == ME else None,
        unfollowed=chosen.get("suivi") == NOBODY,
    )


def state_words(state: State) -> str:
    """What came of a proposal, in a few words."""
    words = {
        State.PROPOSED: gettext("no answer yet"),
        State.AGREED: gettext("agreed"),
        State.LATER: gettext("later"),
        State.TO_TALK: gettext("to talk about"),
        State.NO_THANKS: gettext("no thank you"),
        State.WITHDRAWN: gettext("taken back"),
    }
    return str(words[state])


def _filter(name: str, label: str, options: Sequence[Option], *, plain: bool = False) -> Filter:
    asked = request.args.get(name, "")
    chosen = asked if asked in dict(options) else ""
    return Filter(name, label, tuple(options), chosen, plain)


def _visits() -> list[Option]:
    return [
        (WEEK, gettext("less than 7 days ago")),
        (MONTH, gettext("less than 30 days ago")),
        (AWAY, gettext("more than 14 days ago")),
        (LONG_AWAY, gettext("more than 3 months ago")),
    ]


def _states() -> list[Option]:
    asked = [state for state in State if state is not State.WITHDRAWN]
    return [(NONE, gettext("none")), *((state.value, state_words(state)) for state in asked)]


def _orders() -> list[Option]:
    return [(BY_NAME, gettext("first name")), (BY_LEVEL, gettext("level"))]


def _nobody() -> str:
    return str(gettext("no named counsellor"))


def _id(text: str | None) -> UUID | None:
    """An id that one of our own options holds."""
    return UUID(text) if text else None
