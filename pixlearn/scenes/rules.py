"""Walks through scenes: replay of a path, shortest way, chance of reaching the goal blindly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pixlearn.scenes.schema import Scenes, Zone, beside

BLIND_SHARE = 0.4
"""« Je ne sais pas » stands beside, so a person who does not know taps 4 times in 10."""
LOWEST_GUESS, HIGHEST_GUESS = 0.02, 0.25


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a walk must lead: arriving at `scene`, or pressing `zone` in `scene`."""

    scene: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a path has led so far."""

    scene: str
    taps_left: int
    reached: bool
    over: bool
    last_opened_nothing: bool
    path: tuple[str, ...] = ()
    """The part of the asked path that could be walked."""


def most_taps(shortest: int) -> int:
    """Taps allowed: the first one answers when one is enough, else twice the shortest way."""
    return 1 if shortest == 1 else 2 * shortest


def replay(scenes: Scenes, start: str, path: Sequence[str], goal: Goal, taps: int) -> Walk:
    """Walk `path` (zone ids) from `start`, at most `taps` taps.

    A zone that the screen does not have ends the walked part there; a zone that leads nowhere
    is a tap and stays on the same screen. Never raises on any path.
    """
    scene, walked = start, 0
    reached = opened_nothing = False
    for zone_id in path[: max(taps, 0)]:
        zone = scenes[scene].zone(zone_id)
        if zone is None:
            break
        walked += 1
        before, scene = scene, _after(scenes, scene, zone)
        opened_nothing = scene == before
        reached = _hits(goal, before, zone, scene)
        if reached:
            break
    return Walk(
        scene=scene,
        taps_left=taps - walked,
        reached=reached,
        over=reached or walked >= taps,
        last_opened_nothing=opened_nothing and not reached,
        path=tuple(path[:walked]),
    )


def shortest_way(scenes: Scenes, start: str, goal: Goal) -> tuple[str, ...] | None:
    """The zone ids of the shortest way to the goal, first found in reading order; None without."""
    ways: dict[str, tuple[str, ...]] = {start: ()}
    waiting = [start]
    for scene in waiting:
        for zone in scenes[scene].zones:
            way = (*ways[scene], zone.id)
            after = _after(scenes, scene, zone)
            if _hits(goal, scene, zone, after):
                return way
            if after not in ways:
                ways[after] = way
                waiting.append(after)
    return None


def fruitless(scenes: Scenes, start: str, path: Sequence[str], goal: Goal) -> int:
    """How many presses of a path did not bring the goal nearer; going back from a detour does."""
    scene, count = start, 0
    for zone_id in path:
        zone = scenes[scene].zone(zone_id)
        if zone is None:
            break
        before, scene = scene, _after(scenes, scene, zone)
        if _hits(goal, before, zone, scene):
            break
        count += _far(scenes, scene, goal) >= _far(scenes, before, goal)
    return count


def _far(scenes: Scenes, scene: str, goal: Goal) -> int:
    """Presses from a screen to the goal; more than any walk when there is no way."""
    way = shortest_way(scenes, scene, goal)
    return len(scenes) + 1 if way is None else len(way)


def guess(scenes: Scenes, start: str, goal: Goal, taps: int) -> float:
    """Probability of reaching the goal without knowing: .4 × that of uniform random taps.

    Bounded to .02–.25 (docs/decisions/0004).
    """
    chance: Mapping[str, float] = dict.fromkeys(reachable(scenes, start), 0.0)
    for _ in range(taps):
        chance = {scene: _one_tap(scenes, scene, goal, chance) for scene in chance}
    return min(max(BLIND_SHARE * chance[start], LOWEST_GUESS), HIGHEST_GUESS)


def reachable(scenes: Scenes, start: str) -> tuple[str, ...]:
    """Every scene that presses can open from `start`, itself first."""
    found = [start]
    for scene in found:
        for zone in scenes[scene].zones:
            after = _after(scenes, scene, zone)
            if after not in found:
                found.append(after)
    return tuple(found)


def words_of(scenes: Scenes, start: str, path: Sequence[str]) -> tuple[str, ...]:
    """The words of the zones pressed along a path, for people who read the answer later."""
    words: list[str] = []
    scene = start
    for zone_id in path:
        zone = scenes[scene].zone(zone_id)
        if zone is None:
            break
        words.append(_told_apart(zone, scenes[scene].zones))
        scene = _after(scenes, scene, zone)
    return tuple(words)


def _told_apart(zone: Zone, zones: Sequence[Zone]) -> str:
    """The zone's word, with its detail when another zone of the screen has the same word."""
    alone = sum(other.word == zone.word for other in zones) == 1
    return zone.word if alone or not zone.detail else f"{zone.word}, {zone.detail}"


def _after(scenes: Scenes, scene: str, zone: Zone) -> str:
    if zone.to is None:
        return scene
    target = beside(scene, zone.to)
    return target if target in scenes else scene


def _hits(goal: Goal, before: str, zone: Zone, after: str) -> bool:
    if goal.zone is None:
        return after == goal.scene
    return before == goal.scene and zone.id == goal.zone


def _one_tap(scenes: Scenes, scene: str, goal: Goal, chance: Mapping[str, float]) -> float:
    zones = scenes[scene].zones
    if not zones:
        return 0.0
    total = 0.0
    for zone in zones:
        after = _after(scenes, scene, zone)
        total += 1.0 if _hits(goal, scene, zone, after) else chance[after]
    return total / len(zones)
