"""`trouver_a_l_ecran`: press the right things on a simulated screen."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pixlearn.activities.answer import (
    JSON,
    Answer,
    Form,
    Moved,
    Problem,
    Scored,
    State,
    held,
    refused,
    stored_texts,
    text,
)
from pixlearn.activities.item import Item, Moment, Trouble
from pixlearn.activities.view import Bearing, ItemView
from pixlearn.scenes import rules
from pixlearn.scenes.schema import Authored, SceneRef, Scenes, ShortId
from pixlearn.scenes.view import show_scene


class WrittenGoal(Authored):
    """A zone to press, a scene to reach, or a zone to press in a scene."""

    zone: ShortId | None = None
    scene: SceneRef | None = None


class FindOnScreen(Item):
    """Scored 1 when the goal is reached, else 0; taps are never counted."""

    new_gesture: ClassVar[bool] = True
    seconds: ClassVar[int] = 40
    tried: ClassVar[bool] = True
    by_pressing: ClassVar[bool] = True
    state_names: ClassVar[tuple[str, ...]] = ("chemin",)
    scene_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("ecran",), ("depart",), ("but", "scene"))

    type: Literal["trouver_a_l_ecran"]
    start: SceneRef = Field(alias="depart")
    written_goal: WrittenGoal = Field(alias="but")
    taps: Annotated[int, Field(ge=1, le=6)] = Field(alias="gestes")
    """Taps of the shortest right way."""

    @property
    def scene_refs(self) -> tuple[str, ...]:
        target = self.written_goal.scene
        return (*super().scene_refs, self.start, *((target,) if target else ()))

    @property
    def goal(self) -> rules.Goal:
        """The goal, in the first scene unless another is named."""
        return rules.Goal(self.written_goal.scene or self.start, self.written_goal.zone)

    def guess(self, scenes: Scenes) -> float:
        return rules.guess(scenes, self.start, self.goal, rules.most_taps(self.taps))

    def troubles(self, scenes: Scenes) -> Iterator[Trouble]:
        goal = self.goal
        if self.written_goal.zone is None and self.written_goal.scene in (None, self.start):
            yield Trouble(
                ("but",), "« but » nomme une zone, ou une autre scène que celle du départ."
            )
            return
        if goal.zone is not None and scenes[goal.scene].zone(goal.zone) is None:
            yield Trouble(("but", "zone"), f"la scène n'a pas de zone « {goal.zone} ».")
            return
        if len(scenes[self.start].zones) < 2:
            yield Trouble(("depart",), "l'écran de départ a 2 zones au moins.")
        way = rules.shortest_way(scenes, self.start, goal)
        if way is None:
            yield Trouble(("but",), f"on ne peut pas arriver au but depuis « {self.start} ».")
        elif len(way) != self.taps:
            yield Trouble(
                ("gestes",),
                f"le chemin le plus court fait {len(way)} (par {', '.join(way)}), pas {self.taps}.",
            )

    def right_way(self, scenes: Scenes) -> tuple[tuple[str, str], ...]:
        here, way = self.start, []
        for zone_id in rules.shortest_way(scenes, self.start, self.goal) or ():
            way.append((here, zone_id))
            here = rules.replay(scenes, here, [zone_id], self.goal, 1).scene
        return tuple(way)

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        walk = self._walk(scenes, held(moment.state, moment.form, "chemin"))
        return self.view(
            scenes,
            moment,
            scene=show_scene(scenes[walk.scene], live=True),
            path=".".join(walk.path),
            walk_note=walk.last_opened_nothing,
            taps_left=walk.taps_left,
        )

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        pressed = text(form, "zone")
        if not pressed:
            return refused("zone", Problem.NOTHING_CHOSEN)
        before = self._walk(scenes, held(state, form, "chemin"))
        if scenes[before.scene].zone(pressed) is None:
            return refused("zone", Problem.UNKNOWN_CHOICE)
        walk = self._replay(scenes, (*before.path, pressed))
        if walk.over:
            return Scored(float(walk.reached), {"chemin": list(walk.path)})
        return Moved({"chemin": ".".join(walk.path)})

    def show_answered(self, scenes: Scenes, given: Mapping[str, JSON]) -> ItemView:
        """The screen where it was found, the button pressed ringed; or the screen it opened."""
        path = stored_texts(given, "chemin")
        before = self._replay(scenes, path[:-1]).scene
        opened = self._replay(scenes, path).scene
        if self.goal.zone is None:
            still = show_scene(scenes[opened])
        else:
            still = show_scene(scenes[before], rings=path[-1:])
        return self.view(scenes, Moment(given=given), scene=still)

    def bearing(self, scenes: Scenes, state: State) -> Bearing:
        walk = self._walk(scenes, held(state, None, "chemin"))
        zones = scenes[walk.scene].zones
        way = rules.shortest_way(scenes, walk.scene, self.goal)
        zone = scenes[walk.scene].zone(way[0]) if way else None
        return Bearing(
            fruitless=rules.fruitless(scenes, self.start, walk.path, self.goal),
            at_start=walk.scene == self.start,
            word=None if zone is None else zone.word,
            third=0 if zone is None else 3 * zones.index(zone) // len(zones),
            back=zone is not None and zone.id == "retour",
        )

    def state_after(self, scenes: Scenes, given: Mapping[str, JSON]) -> State:
        """The person stays where the walk led, by the shortest way there, as far as taps allow."""
        here = self._replay(scenes, stored_texts(given, "chemin")).scene
        way = rules.shortest_way(scenes, self.start, rules.Goal(here)) if here != self.start else ()
        path = ".".join(way or ())
        return {"chemin": path} if path and not self._replay(scenes, way or ()).over else {}

    def opened_nothing(self, scenes: Scenes, given: Mapping[str, JSON]) -> bool:
        return self._replay(scenes, stored_texts(given, "chemin")).last_opened_nothing

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        return rules.words_of(scenes, self.start, stored_texts(given, "chemin"))

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        way = rules.shortest_way(scenes, self.start, self.goal) or ()
        return rules.words_of(scenes, self.start, way)

    def _walk(self, scenes: Scenes, written: str) -> rules.Walk:
        """The walk so far; one that is over was written by hand, and starts again."""
        walk = self._replay(scenes, tuple(written.split(".")))
        return self._replay(scenes, ()) if walk.over else walk

    def _replay(self, scenes: Scenes, path: tuple[str, ...]) -> rules.Walk:
        return rules.replay(scenes, self.start, path, self.goal, rules.most_taps(self.taps))
