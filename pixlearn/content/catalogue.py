"""The content as the app uses it: read once, checked, never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from pixlearn.activities import Item
from pixlearn.content.badges import Badge
from pixlearn.content.badges_check import badge_faults, read_badges
from pixlearn.content.bank import bank_faults, unread_faults
from pixlearn.content.check import read_content
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.content.faults import ContentError, ContentFault
from pixlearn.content.framework import Competence, Domain, Framework, Prerequisites, Skill
from pixlearn.content.grids import Grid, known_prescriptions
from pixlearn.content.grids_check import read_grids
from pixlearn.content.help import Article
from pixlearn.content.help_check import read_help
from pixlearn.content.lessons import Lesson, Teaching, Track, Word
from pixlearn.content.lessons_check import read_teaching, teaching_faults
from pixlearn.scenes.rules import reachable
from pixlearn.scenes.schema import Authored, Scenes

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
    """All content of one language, without a fault.

    `items` holds retired ones too: they are read for old answers, and never asked.
    """

    framework: Framework
    diagnostic: Diagnostic
    scenes: Scenes
    items: Mapping[str, Item]
    teaching: Teaching
    tries: Mapping[str, Item]
    """Kind (its French name) → the unscored try that shows its gesture."""
    badges: Mapping[str, Badge]
    """Every badge by its id, in the order of display."""
    help: Mapping[str, Article]
    """Slug → article of the counsellor's help, guides first."""
    grid: Grid
    """The default reading grid."""
    prescribable: Mapping[str, str]
    """Prescription → its title, in the words that the person reads; tracks have their own."""
    _hashes: dict[str, str] = field(default_factory=dict, repr=False)

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
        gestures = {gesture.id: gesture for gesture in self.diagnostic.warm_up.gestures}
        tries = {item.id: item for item in self.tries.values()}
        return {**gestures, **tries, **self.items, **self.teaching.items}

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
    if faults or content.framework is None or content.diagnostic is None or grids.grid is None:
        raise ContentError(faults)
    return Catalogue(
        framework=content.framework,
        diagnostic=content.diagnostic,
        scenes=MappingProxyType(content.scenes),
        items=MappingProxyType(content.items),
        teaching=teaching,
        tries=MappingProxyType(content.tries),
        help=MappingProxyType(articles),
        grid=grids.grid,
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
