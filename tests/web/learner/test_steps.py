"""A step of a tutorial: what its sentence says to press is the way on, and the only one."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from pixlearn.config import ROOT
from pixlearn.content.catalogue import load_catalogue
from tests.web.learner.reader import Reader, buttons_of, links_of
from tests.web.learner.test_lessons import begin, place_of
from tests.web.parsed_page import ParsedPage, text_of

TEACHING = load_catalogue(ROOT / "content").teaching
STEPS = [
    (f"/parcours/{track.text.slug}/{lesson.text.slug}", number, step)
    for track in TEACHING.tracks.values()
    for lesson in track.lessons
    for number, step in enumerate(lesson.text.steps, start=1)
]
VISIO, CONTINUE = ("messages-visio-reseaux", "rejoindre-une-visio"), 3
ONE_A_TRACK = {step.text: (path, number) for path, number, step in STEPS[::35]}


def pressed_on(page: ParsedPage) -> list[Element]:
    """What can be pressed inside the picture."""
    return [
        one
        for figure in page.all("figure")
        for one in figure.iter()
        if one.tag in ("button", "a") and one.get("aria-hidden") is None
    ]


def words(control: Element) -> str:
    """What the control is called: its words without the number of its ring."""
    return text_of(control).lstrip("0123456789")


def test_every_order_to_press_has_its_zone() -> None:
    orders = [step for _, _, step in STEPS if "appuyez" in step.text.lower()]
    assert [step.text for step in orders if step.pressed is None] == []
    assert len(orders) > 80


def at_continue(reader: Reader) -> ParsedPage:
    """« C'est bien vous ? Appuyez sur « Continuer ». »"""
    begin(reader, *VISIO)
    while place_of(reader) != f"etape-{CONTINUE}":
        reader.go_on()
    return reader.page


def test_the_zone_is_one_real_button_and_there_is_no_second(beginner: Reader) -> None:
    page = at_continue(beginner)
    assert [words(one) for one in pressed_on(page)] == ["Continuer"]
    assert [word for word in buttons_of(page) if "Continuer" in word] == ["1Continuer"]


def test_the_zone_leads_to_the_next_step(beginner: Reader) -> None:
    at_continue(beginner)
    beginner.go_on()
    assert place_of(beginner) == f"etape-{CONTINUE + 1}"


def test_the_picture_is_still_told_whole(beginner: Reader) -> None:
    page = at_continue(beginner)
    caption = text_of(page.one("figcaption"))
    assert "Au numéro 1, entouré : Continuer." in caption
    assert text_of(page.one("figcaption")).startswith("Votre prénom.")


def test_nothing_else_of_the_picture_is_told_twice(beginner: Reader) -> None:
    page = at_continue(beginner)
    [zone] = pressed_on(page)
    others = [one for one in page.all("div") if "zone" in one.get("class", "").split()]
    assert {one.get("aria-hidden") for one in others} == {"true"}
    assert zone.get("data-way-on") is not None


def test_alone_the_zone_is_a_link_to_the_next_step(beginner: Reader) -> None:
    path = "/parcours/" + "/".join(VISIO)
    page = beginner.go(f"{path}/tutoriel/{CONTINUE}")
    [zone] = pressed_on(page)
    assert zone.get("href") == f"{path}/tutoriel/{CONTINUE + 1}"
    assert [word for word in links_of(page) if "Continuer" in word] == ["1Continuer"]


def test_a_step_that_only_shows_has_continue_below(beginner: Reader) -> None:
    page = beginner.go("/parcours/mes-emails/mon-adresse-email/tutoriel/1")
    assert pressed_on(page) == []
    assert "Continuer" in links_of(page)


@pytest.mark.parametrize(("path", "number"), ONE_A_TRACK.values(), ids=ONE_A_TRACK)
def test_a_step_has_one_way_on(beginner: Reader, path: str, number: int) -> None:
    page = beginner.go(f"{path}/tutoriel/{number}")
    ways = [one for one in page.one("main").iter() if one.get("data-way-on") is not None]
    assert len(ways) == 1


def test_on_paper_it_is_a_picture(beginner: Reader) -> None:
    page = beginner.go("/parcours/" + "/".join(VISIO) + "/fiche")
    assert pressed_on(page) == []
    assert "Ces images montrent l'écran." in page.main_text
