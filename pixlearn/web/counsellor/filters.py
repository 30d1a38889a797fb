"""What the list of learners is narrowed down to: read from its address, said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from flask import request
from flask_babel import gettext

from pixlearn.accounts.rules import CODE_LENGTH, read_code
from pixlearn.accounts.secret import hash_code
from pixlearn.accounts.store import Staff
from pixlearn.casework.listing import BY_LEVEL, BY_NAME, NONE, Narrowed
from pixlearn.content.current import catalogue
from pixlearn.content.grids import Grid
from pixlearn.db import now
from pixlearn.orientation.rules import State
from pixlearn.orientation.store import Tag
from pixlearn.structures.store import Workshop
from pixlearn.web.level_words import level_words
from pixlearn.web.login import settings, visitor

LONGEST_SEARCH = 40
WEEK, MONTH, AWAY, LONG_AWAY = "7-jours", "30-jours", "plus-14-jours", "plus-90-jours"
EVERYBODY, ME, NOBODY = "tous", "moi", "personne"
FOLLOWED = "suivi"
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from. ``name`` stands in the address; ``plain``: its words say enough."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str
    plain: bool = False
    content: bool = False  # its words are content, in French

    @property
    def narrows(self) -> bool:
        """Whether something is chosen that leaves somebody out."""
        return self.chosen not in ("", EVERYBODY)

    @property
    def words(self) -> str:
        """What is chosen."""
        return dict(self.options)[self.chosen]


@dataclass(frozen=True, slots=True)
class Filters:
    """All that the address asks of the list."""

    search: str
    lists: tuple[Filter, ...]
    order: Filter

    @property
    def chosen(self) -> tuple[Filter, ...]:
        """The lists in which something is chosen that leaves somebody out."""
        return tuple(one for one in self.lists if one.narrows)

    @property
    def followed(self) -> str:
        """Whose people are asked for."""
        return next(one.chosen for one in self.lists if one.name == FOLLOWED)

    def address(self, without: str = "", followed: str = "") -> dict[str, str]:
        """What the address says, perhaps ``without`` one of its parts, or for other people."""
        parts = {"q": self.search, "tri": self.order.chosen}
        parts |= {one.name: one.chosen for one in self.lists}
        parts = {name: value for name, value in parts.items() if value and name != without}
        return parts | {FOLLOWED: followed or parts.get(FOLLOWED, EVERYBODY)}


def asked_filters(
    workshops: Sequence[Workshop],
    tags: Sequence[Tag],
    grid: Grid,
    staff: Sequence[Staff],
    *,
    follows: bool,
) -> Filters:
    """What the address asks, among what can be chosen; what nobody offers is left out.

    When it asks nothing, whoever ``follows`` somebody sees their own people.
    """
    lists = (
        _filter(
            "atelier", gettext("Workshop"), [(str(w.id), w.title) for w in workshops], plain=True
        ),
        _filter("niveau", gettext("Level"), _levels()),
        _filter(
            "bande",
            gettext("Band of the grid"),
            [(band.id, band.title) for band in grid.bands],
            content=True,
        ),
        _filter("visite", gettext("Last visit"), _visits()),
        _filter("proposition", gettext("Proposal"), _states()),
        _filter("etiquette", gettext("Tag"), [(str(tag.id), tag.label) for tag in tags]),
        _filter(FOLLOWED, gettext("Followed by"), _followers(staff), plain=True),
        _filter("visio", gettext("Video call badge"), [("oui", gettext("held"))]),
    )
    search = " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]
    asked = bool(search) or any(one.narrows for one in lists)
    usual = ME if follows and not asked and FOLLOWED not in request.args else EVERYBODY
    return Filters(
        search=search,
        lists=tuple(
            replace(one, chosen=one.chosen or usual) if one.name == FOLLOWED else one
            for one in lists
            if one.options
        ),
        order=_filter("tri", gettext("In the order of"), _orders()),
    )


def narrowed(filters: Filters, grid: Grid) -> Narrowed:
    """The same for the query."""
    chosen = {one.name: one.chosen for one in filters.chosen}
    visit = chosen.get("visite")
    limits = {WEEK: 7, MONTH: 30, AWAY: 14, LONG_AWAY: 90}
    limit = now() - timedelta(days=limits[visit]) if visit else None
    band = next((one for one in grid.bands if one.id == chosen.get("bande")), None)
    followed = chosen.get(FOLLOWED, "")
    level_of, level = _level(chosen.get("niveau"))
    return Narrowed(
        name=filters.search,
        card=_card(filters.search),
        level=level,
        level_of=level_of,
        workshop=_id(chosen.get("atelier")),
        percents=(band.lowest, band.highest) if band else None,
        percents_of=catalogue().entry.id,
        seen_from=limit if visit in (WEEK, MONTH) else None,
        seen_before=limit if visit in (AWAY, LONG_AWAY) else None,
        proposal=chosen.get("proposition", ""),
        visio="visio" in chosen,
        tag=_id(chosen.get("etiquette")),
        followed_by=visitor().staff_id if followed == ME else _known(followed),
        unfollowed=followed == NOBODY,
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


def _filter(
    name: str,
    label: str,
    options: Sequence[Option],
    *,
    plain: bool = False,
    content: bool = False,
) -> Filter:
    asked = request.args.get(name, "")
    chosen = asked if asked in dict(options) else ""
    return Filter(name, label, tuple(options), chosen, plain, content)


def _levels() -> list[Option]:
    """As the list and each person's page say them; « 2-3 » of the entry, « clea.2-3 » of others."""
    options = []
    for diagnostic in catalogue().diagnostics.values():
        last = len(diagnostic.levels)
        steps = [(one, *more) for one in range(1, last + 1) for more in ((), (one + 1,))]
        before = "" if diagnostic.entry else f"{diagnostic.id}."
        after = "" if diagnostic.entry else f" ({diagnostic.public_name})"
        for step in steps[:-1]:
            words = level_words(step[0], step[1:] and step, diagnostic.id)
            options.append((before + "-".join(map(str, step)), words + after))
    return options


def _level(chosen: str | None) -> tuple[str, tuple[int, ...]]:
    """The diagnostic and the level, or two, that one of these options holds."""
    if not chosen:
        return "", ()
    before, _, step = chosen.rpartition(".")
    return before or catalogue().entry.id, tuple(map(int, step.split("-")))


def _followers(staff: Sequence[Staff]) -> list[Option]:
    """Everybody's, one's own, nobody's, each colleague's; those of a colleague who left too."""
    me = visitor().staff_id
    words = [
        (EVERYBODY, gettext("everybody")),
        (ME, gettext("followed by me")),
        (NOBODY, gettext("followed by nobody")),
    ]
    for one in staff:
        if one.active and one.is_counsellor and one.id != me:
            words.append((str(one.id), gettext("followed by %(name)s", name=one.name)))
    for one in staff:
        if not one.active and one.is_counsellor:
            words.append((str(one.id), gettext("followed by %(name)s, who left", name=one.name)))
    return words


def _card(search: str) -> str:
    """The hash of a card's code, when that is what was written."""
    code = read_code(search)
    return hash_code(settings().pepper, code) if len(code) == CODE_LENGTH else ""


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


def _known(followed: str) -> UUID | None:
    return None if followed in ("", NOBODY) else UUID(followed)


def _id(text: str | None) -> UUID | None:
    """An id that one of our own options holds."""
    return UUID(text) if text else None
