"""Walks through screens: replay, shortest way, blind guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.scenes.rules import (
    Goal,
    fruitless,
    guess,
    most_taps,
    reachable,
    replay,
    shortest_way,
    words_of,
)
from pixlearn.scenes.schema import Scene


def scene(**ways: str | None) -> Scene:
    zones = [{"id": name, "mot": name.title(), "vers": to} for name, to in ways.items()]
    return Scene.model_validate({"genre": "navigateur", "titre": "Page", "zones": zones})


SCENES = {
    "f/a": scene(b="b", c="c", rien=None),
    "f/b": scene(a="a", d="d"),
    "f/c": scene(a="a"),
    "f/d": scene(),
}
PATHS = st.lists(st.sampled_from(["a", "b", "c", "d", "rien", "absente", ""]), max_size=12)


def test_a_path_is_walked_to_its_goal():
    walk = replay(SCENES, "f/a", ["b", "d"], Goal("f/d"), 4)
    assert (walk.scene, walk.reached, walk.over, walk.taps_left) == ("f/d", True, True, 2)


def test_a_zone_of_another_screen_ends_the_path_there():
    walk = replay(SCENES, "f/a", ["b", "rien", "d"], Goal("f/d"), 4)
    assert (walk.scene, walk.path, walk.over) == ("f/b", ("b",), False)


def test_a_zone_to_press_is_reached_only_on_its_own_screen():
    goal = Goal("f/b", "a")
    assert not replay(SCENES, "f/a", ["c", "a"], goal, 6).reached
    assert replay(SCENES, "f/a", ["b", "a"], goal, 6).reached


def test_no_more_taps_than_allowed():
    walk = replay(SCENES, "f/a", ["rien"] * 9, Goal("f/d"), 4)
    assert (walk.over, walk.reached, walk.taps_left) == (True, False, 0)
    assert walk.last_opened_nothing


@given(PATHS, st.integers(0, 8))
def test_a_replay_never_raises_and_is_a_prefix_of_the_path(path, taps):
    walk = replay(SCENES, "f/a", path, Goal("f/d"), taps)
    assert walk.path == tuple(path[: len(walk.path)])
    assert walk.taps_left == taps - len(walk.path) >= 0
    assert replay(SCENES, "f/a", walk.path, Goal("f/d"), taps) == walk
    assert len(words_of(SCENES, "f/a", walk.path)) == len(walk.path)


@given(st.sampled_from(sorted(SCENES)), st.sampled_from(sorted(SCENES)))
def test_the_shortest_way_reaches_and_nothing_shorter_does(start, target):
    way = shortest_way(SCENES, start, Goal(target))
    if way is None:
        return
    assert replay(SCENES, start, way, Goal(target), len(way)).reached
    assert not replay(SCENES, start, way[:-1], Goal(target), len(way)).reached


def test_no_way_is_none():
    assert shortest_way(SCENES, "f/d", Goal("f/a")) is None
    assert shortest_way(SCENES, "f/a", Goal("f/d")) == ("b", "d")


def test_the_guess_of_one_tap_is_shared_by_the_zones():
    assert guess(SCENES, "f/a", Goal("f/a", "rien"), 1) == pytest.approx(0.4 / 3)


def test_the_guess_of_a_walk_is_that_of_random_taps():
    # Two taps: b (1 in 3), then d (1 in 2).
    assert guess(SCENES, "f/a", Goal("f/d"), 2) == pytest.approx(0.4 / 6)
    # Two taps more: those two at once (1/6), or after b-a, c-a (2 taps each), or rien before.
    more = 1 / 6 + (1 / 6 + 1 / 3) * 1 / 6 + 1 / 3 * (1 / 6 + 1 / 3 * 1 / 6)
    assert guess(SCENES, "f/a", Goal("f/d"), 4) == pytest.approx(0.4 * more)


def test_the_guess_stays_between_its_bounds():
    assert guess(SCENES, "f/c", Goal("f/a"), 2) == 0.25
    assert guess(SCENES, "f/d", Goal("f/a"), 2) == 0.02


def test_taps_allowed_and_screens_that_open():
    assert [most_taps(n) for n in (1, 2, 3)] == [1, 4, 6]
    assert reachable(SCENES, "f/a") == ("f/a", "f/b", "f/c", "f/d")
    assert reachable(SCENES, "f/d") == ("f/d",)


def test_two_zones_of_the_same_word_are_told_apart():
    offers = Scene.model_validate(
        {
            "genre": "resultats",
            "titre": "Offres",
            "zones": [
                {"id": "a", "mot": "Cuisinier", "detail": "Clairval"},
                {"id": "b", "mot": "Cuisinier", "detail": "Vert-Bois"},
                {"id": "c", "mot": "Vendeuse", "detail": "Clairval"},
            ],
        }
    )
    assert words_of({"f/o": offers}, "f/o", ["b", "c"]) == ("Cuisinier, Vert-Bois", "Vendeuse")


@pytest.mark.parametrize(
    ("path", "count"),
    [(["b", "d"], 0), (["rien", "rien"], 2), (["c"], 1), (["c", "a", "b"], 1), (["b", "a"], 1)],
)
def test_fruitless_presses_are_those_that_bring_nothing_nearer(path, count):
    assert fruitless(SCENES, "f/a", path, Goal("f/d")) == count
