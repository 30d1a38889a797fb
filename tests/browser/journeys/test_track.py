"""From the result to a track's badge and the printed paper, whatever the hands."""

from __future__ import annotations

from pixlearn.content.lessons import Track
from pixlearn.tracks.rules import item_at
from tests.browser.journeys.answering import answer, catalogue
from tests.browser.journeys.beginner import Beginner
from tests.browser.journeys.conftest import ways
from tests.browser.visitor import Visitor, plain

TRACK = "naviguer-et-chercher"
MOST_PAGES = 150


def place_of(visitor: Visitor) -> str:
    """The last part of the address shown."""
    return visitor.path.partition("?")[0].rsplit("/", 1)[1]


def do_lessons(visitor: Visitor, track: Track) -> list[str]:
    """Press the way on and answer, until the page that closes the track; the badges drawn."""
    met: list[str] = []
    for _ in range(MOST_PAGES):
        place = place_of(visitor)
        if place == "bilan":
            return met
        if place == "retenir":
            drawn = visitor.driver.find_elements("css selector", "main .earned .title")
            met += [plain(each.text) for each in drawn]
        lesson = next((one for one in track.lessons if f"/{one.text.slug}/" in visitor.path), None)
        item = item_at(lesson, place) if lesson else None
        if item is not None and plain(visitor.heading) == plain(item.prompt):
            answer(visitor, item)
        else:
            visitor.press_way_on()
    raise AssertionError(f"the track does not end: {visitor.path}")


@ways("keyboard alone")
def test_a_track_is_done_to_its_badge_and_the_paper_is_printed(person: Visitor) -> None:
    Beginner(person).comes_to_the_first_question()
    person.go("/diagnostic/arreter")
    person.press_way_on()
    person.press("Voir mon badge")
    assert "Premier pas" in plain(person.heading)

    track = catalogue().teaching.tracks[TRACK]
    person.go("/parcours")
    person.press(track.text.title)
    person.press(f"1. {track.lessons[0].text.title}")
    met = do_lessons(person, track)
    badge = next(
        one
        for one in catalogue().badges.values()
        if one.family == "parcours" and track.text.title in one.name
    )
    assert any(plain(badge.name) in drawn for drawn in met)
    assert plain(badge.name) in plain(person.find("main").text)

    person.go("/attestation")
    person.press_way_on()
    paper = plain(person.find("main").text)
    assert plain(badge.name) in paper
    assert "Ce n'est pas un diplôme ni une certification." in paper
    assert person.complaints() == []
