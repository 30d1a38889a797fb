"""The content as the app uses it: read once, checked, never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from pixlearn.activities import Item
from pixlearn.content.badges import Badge
from pixlearn.content.badges_check import badge_faults, read_badges
from pixlearn.content.bank import bank_faults, unread_faults
from pixlearn.content.check import read_content
from pixlearn.content.diagnostic import Diagnostic, Gesture
from pixlearn.content.faults import ContentError, ContentFault
from pixlearn.content.framework import Competence, Domain, Framework, Prerequisites, Skill
from pixlearn.content.grids import Grid, known_prescriptions
from pixlearn.content.grids_check import read_grids
from pixlearn.content.help import Article
from pixlearn.content.help_check import read_help
from pixlearn.content.lessons import Lesson, Teaching, Track, Word
from pixlearn.content.lessons_check import read_teaching, teaching_faults
from pixlearn.scenes.rules import reachable
from pixlearn.scenes.schema import Authored, Scene, Scenes
from pixlearn.scenes.words import FRENCH

__all__ = [
    "Article",
    "Badge",
    "Catalogue",
    "Competence",
    "ContentError",
    "ContentFault",
    "Diagnostic",
    "Domain",
    "Framework",
    "Grid",
    "Lesson",
    "Prerequisites",
    "Skill",
    "Teaching",
    "Track",
    "Word",
    "check_content",
    "load_catalogue",
]

HASH_LENGTH = 16


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All content for one language of the interface, without a fault; what is not written in that
    language is in French, and each piece says in which language it is.

    `items` holds retired ones too: they are read for old answers, and never asked.
    """

    framework: Framework
    diagnostics: Mapping[str, Diagnostic]
    """Every diagnostic by its id, the entry first."""
    scenes: Scenes
    items: Mapping[str, Item]
    teaching: Teaching
    tries: Mapping[str, Item]
    """Kind (its French name) → the unscored try that shows its gesture."""
    badges: Mapping[str, Badge]
    """Every badge by its id, in the order of display."""
    help: Mapping[str, Article]
    """Slug → article of the counsellor's help, guides first."""
    grids: Mapping[str, Grid]
    """The default reading grid of each diagnostic that has one, by its id; the entry has one."""
    prescribable: Mapping[str, str]
    """Prescription → its title, in the words that the person reads; tracks have their own."""
    language: str = FRENCH
    _hashes: dict[str, str] = field(default_factory=dict, repr=False)

    def with_other(
        self, *, scenes: Mapping[str, Scene], teaching: Teaching, language: str
    ) -> Catalogue:
        """The same with other scenes and lessons, for another language."""
        return replace(
            self,
            scenes=MappingProxyType(dict(scenes)),
            teaching=teaching,
            language=language,
            _hashes={},
        )

    @cached_property
    def entry(self) -> Diagnostic:
        """The diagnostic with which one begins."""
        return next(iter(self.diagnostics.values()))

    def diagnostic(self, diagnostic_id: str | None) -> Diagnostic:
        """The diagnostic of that id; the entry when there is none, or the content lost it."""
        return self.diagnostics.get(diagnostic_id or "", self.entry)

    @property
    def grid(self) -> Grid:
        """The default reading grid of the entry: the one that a structure may change."""
        return self.grids[self.entry.id]

    def diagnostic_at(self, slug: str) -> Diagnostic | None:
        """The diagnostic at this address, if there is one."""
        return next((one for one in self.diagnostics.values() if one.slug == slug), None)

    @cached_property
    def gestures(self) -> Mapping[str, Gesture]:
        """Every warm-up's gestures by id; they stand outside the count of questions."""
        found = (gesture for one in self.diagnostics.values() for gesture in one.gestures)
        return {gesture.id: gesture for gesture in found}

    @cached_property
    def asked_items(self) -> tuple[Item, ...]:
        """The items that may be asked, in the order of the files."""
        return tuple(item for item in self.items.values() if not item.retired)

    @cached_property
    def prescriptions(self) -> tuple[str, ...]:
        """Everything that a reading grid may prescribe, the tracks first."""
        tracks = sorted(track.id for track in self.teaching.tracks.values())
        return known_prescriptions(tracks, self.prescribable)

    def content_hash(self, item_id: str) -> str:
        """What an item, a try or a warm-up gesture says and shows, as 16 hexadecimal digits.

        It changes with the words, the choices and the scenes that can be opened from it; being
        retired changes nothing. KeyError when there is no such id.
        """
        if item_id not in self._hashes:
            self._hashes[item_id] = self._hash(self._authored[item_id])
        return self._hashes[item_id]

    @cached_property
    def _authored(self) -> Mapping[str, Authored]:
        tries = {item.id: item for item in self.tries.values()}
        return {**self.gestures, **tries, **self.items, **self.teaching.items}

    def _hash(self, authored: Authored) -> str:
        shown = {
            reference
            for named in (authored.scene_refs if isinstance(authored, Item) else ())
            for reference in reachable(self.scenes, named)
        }
        said = [
            authored.model_dump(mode="json", by_alias=True, exclude={"retired"}),
            [[name, self.scenes[name].model_dump(mode="json")] for name in sorted(shown)],
        ]
        canonical = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return sha256(canonical.encode()).hexdigest()[:HASH_LENGTH]


def load_catalogue(root: Path, locale: str = "fr") -> Catalogue:
    """Read the content under `root`/`locale`.

    Raises:
        ContentError: with every fault of every file. A bank that is merely incomplete can be
            used; `check_content` tells that too.
    """
    content = read_content(root, locale)
    teaching = read_teaching(content)
    badges = read_badges(content, teaching)
    articles = read_help(content)
    grids = read_grids(content, teaching)
    faults = content.faults
    if faults or content.framework is None or not content.diagnostics:
        raise ContentError(faults)
    entry_first = sorted(content.diagnostics.values(), key=lambda one: not one.entry)
    return Catalogue(
        framework=content.framework,
        diagnostics=MappingProxyType({one.id: one for one in entry_first}),
        scenes=MappingProxyType(content.scenes),
        items=MappingProxyType(content.items),
        teaching=teaching,
        tries=MappingProxyType(content.tries),
        help=MappingProxyType(articles),
        grids=MappingProxyType(grids.grids),
        prescribable=MappingProxyType(grids.titles),
        badges=MappingProxyType(badges),
    )


def check_content(root: Path, locale: str = "fr") -> list[ContentFault]:
    """Every fault of every file, by file and line, and what the whole bank lacks."""
    content = read_content(root, locale)
    teaching = read_teaching(content)
    badges = read_badges(content, teaching)
    read_help(content)
    read_grids(content, teaching)
    return sorted(
        [
            *content.faults,
            *bank_faults(content),
            *teaching_faults(content, teaching),
            *badge_faults(content, teaching, badges),
            *unread_faults(content),
        ]
    )
