"""All lessons walked through their pages: the right way, the wrong way, without knowing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pixlearn.activities import Item
from pixlearn.activities.choose_image import ChooseImage
from pixlearn.activities.fill_form import FillForm
from pixlearn.activities.find_on_screen import FindOnScreen
from pixlearn.content.current import catalogue
from pixlearn.db import db
from pixlearn.mastery.rules import Given
from pixlearn.mastery.store import Answer
from pixlearn.tracks.rules import GUESS_AFTER_HINT, item_at, places
from tests.real_content import real_catalogue
from tests.web.browsing import filled_fields
from tests.web.learner.answering import DONT_KNOW, Manner, dont_know, right, wrong
from tests.web.learner.reader import Reader, buttons_of, links_of

TEACHING = real_catalogue().teaching
LESSONS = [
    (track.text.slug, lesson.text.slug)
    for track in TEACHING.tracks.values()
    for lesson in track.lessons
]


def items_of(track: str, lesson: str) -> list[Item]:
    """What is done and answered in a lesson."""
    found = TEACHING.tracks[track].lesson(lesson)
    assert found is not None
    return [found.activity, *found.checks]


def of_each_kind() -> list[object]:
    """All lessons, the first on both databases; in `make test` one a track and a kind of question.

    There, somebody in test_badges_earned.py does all of them right.
    """
    met: set[str] = set()
    sets: list[object] = []
    for before, (track, lesson) in zip([("", ""), *LESSONS], LESSONS, strict=False):
        kinds = {item.type for item in items_of(track, lesson)}
        again = before[0] == track and kinds <= met
        marks = pytest.mark.matrix if again else () if sets else pytest.mark.both
        sets.append(pytest.param(track, lesson, marks=marks))
        met |= kinds
    return sets


EACH = of_each_kind()


def begin(reader: Reader, track: str, lesson: str) -> None:
    """Open a lesson and start it; the question on confidence is passed."""
    reader.go(f"/parcours/{track}/{lesson}")
    reader.press("Je commence la leçon")
    if "/confiance" in reader.path:
        reader.press("Continuer")


def place_of(reader: Reader) -> str:
    """The last part of the address: the place in the lesson."""
    return reader.path.partition("?")[0].rsplit("/", 1)[1]


def walk(reader: Reader, track: str, lesson: str, manner: Manner) -> None:
    """Go through a lesson, answering each item so; found ones and those one may leave go on."""
    found = TEACHING.tracks[track].lesson(lesson)
    assert found is not None
    begin(reader, track, lesson)
    for _ in range(80):
        place = place_of(reader)
        if place == "retenir":
            return
        item = item_at(found, place)
        page = reader.page.main_text
        if item is None or "C'est gardé." in page:
            reader.go_on()
        elif "Je continue sans la réponse" in page and manner is not right:
            reader.press("Je continue sans la réponse")
        else:
            reader.follow(reader.send(manner(item, filled_fields(reader.page.main_form()))))
    raise AssertionError(f"{track}/{lesson} does not end: {reader.path}")


def proved_by(reader: Reader) -> set[str]:
    """The items that somebody has done alone."""
    return {answer.item_id for answer in reader.answers() if answer.way is Given.ALONE}


@pytest.mark.parametrize(("track", "lesson"), EACH)
def test_a_lesson_done_right_ends_and_proves_its_items(
    beginner: Reader, track: str, lesson: str
) -> None:
    walk(beginner, track, lesson, right)
    assert {item.id for item in items_of(track, lesson)} <= proved_by(beginner)


@pytest.mark.parametrize(("track", "lesson"), EACH)
def test_nobody_is_stuck_in_a_lesson(beginner: Reader, track: str, lesson: str) -> None:
    walk(beginner, track, lesson, wrong)
    assert place_of(beginner) == "retenir"


@pytest.mark.parametrize(("track", "lesson"), LESSONS[::6])
def test_a_lesson_goes_on_without_knowing(beginner: Reader, track: str, lesson: str) -> None:
    walk(beginner, track, lesson, dont_know)
    assert place_of(beginner) == "retenir"


def miss_once(reader: Reader, item: Item) -> None:
    """Do an activity wrong, to the hint that follows."""
    for _ in range(20):
        reader.follow(reader.send(wrong(item, filled_fields(reader.page.main_form()))))
        if "?" not in reader.path or "aide=1" in reader.path:
            return
    raise AssertionError(f"{item.id}: no hint")


def test_a_hint_comes_after_a_miss_and_the_way_after_two(beginner: Reader) -> None:
    track, lesson = LESSONS[0]
    found = TEACHING.tracks[track].lesson(lesson)
    assert found is not None
    begin(beginner, track, lesson)
    while item_at(found, place_of(beginner)) is None:
        beginner.go_on()
    for miss in (1, 2):
        miss_once(beginner, found.activity)
        assert ("Montrez-moi" in beginner.page.main_text) is (miss == 2)
    beginner.go(f"/parcours/{track}/{lesson}/montrez-moi")
    assert beginner.page.heading == "Voici comment faire"


def at_item(reader: Reader, kind: type[Item]) -> Item:
    """Go to the first activity or check of this kind; those before it are done right."""
    for track, slug in LESSONS:
        found = TEACHING.tracks[track].lesson(slug)
        assert found is not None
        wanted = next((i for i in (found.activity, *found.checks) if isinstance(i, kind)), None)
        if wanted is None:
            continue
        begin(reader, track, slug)
        while (item := item_at(found, place_of(reader))) is not wanted:
            if item is None or "C'est gardé." in reader.page.main_text:
                reader.go_on()
            else:
                reader.follow(reader.send(right(item, filled_fields(reader.page.main_form()))))
        return wanted
    raise AssertionError(f"no lesson has a {kind.__name__}")


def test_a_form_that_is_corrected_is_found(beginner: Reader) -> None:
    item = at_item(beginner, FillForm)
    beginner.follow(beginner.send(wrong(item, {})))
    assert "à revoir" in beginner.page.main_text
    beginner.follow(beginner.send(right(item, {})))
    assert "C'est gardé." in beginner.page.main_text
    kept = [answer for answer in beginner.answers() if answer.item_id == item.id]
    assert [(answer.outcome, answer.guess) for answer in kept] == [(1.0, GUESS_AFTER_HINT)]


def test_after_two_wrong_forms_the_way_is_shown(beginner: Reader) -> None:
    item = at_item(beginner, FillForm)
    for miss in (1, 2):
        beginner.follow(beginner.send(wrong(item, {})))
        assert ("Montrez-moi" in beginner.page.main_text) is (miss == 2)


def test_who_is_stuck_is_no_longer_asked_whether_they_know(beginner: Reader) -> None:
    at_item(beginner, ChooseImage)
    beginner.follow(beginner.send(DONT_KNOW))
    buttons = buttons_of(beginner.page)
    assert "Je ne sais pas" not in buttons
    assert "Je continue sans la réponse" in buttons


def test_the_way_is_numbered_from_the_first_press_to_the_last(beginner: Reader) -> None:
    item = at_item(beginner, FindOnScreen)
    beginner.follow(beginner.send(DONT_KNOW))
    beginner.go(links_of(beginner.page)["Montrez-moi"])
    rings = [mark for mark in beginner.page.all("span") if mark.get("class") == "ring-number"]
    assert [mark.text for mark in rings] == [str(n + 1) for n in range(len(rings))]
    with beginner.app.app_context():
        assert len(rings) == len(item.right_way(catalogue().scenes))


def test_a_finished_lesson_drops_the_misses_before_it(beginner: Reader) -> None:
    track, lesson = LESSONS[0]
    walk(beginner, track, lesson, wrong)
    with beginner.app.app_context():
        rows = db.session.execute(
            select(Answer).where(Answer.how == Given.LESSON.value).order_by(Answer.id)
        ).scalars()
        skills = {row.skill_id for row in rows}
    found = TEACHING.tracks[track].lesson(lesson)
    assert found is not None
    assert skills == set(found.text.skills)


def test_a_lesson_goes_on_where_it_was_left(beginner: Reader) -> None:
    track, lesson = LESSONS[0]
    begin(beginner, track, lesson)
    beginner.go_on()
    beginner.go(f"/parcours/{track}/{lesson}")
    beginner.go(links_of(beginner.page)["Je continue la leçon"])
    assert place_of(beginner) == "etape-2"


def test_what_was_done_for_real_is_ticked_by_the_person(beginner: Reader) -> None:
    track, lesson = LESSONS[0]
    walk(beginner, track, lesson, right)
    beginner.press("Je l'ai fait")
    assert "Je l'ai fait" in beginner.page.main_text


def test_the_tracks_say_how_many_lessons_are_done(beginner: Reader) -> None:
    track, lesson = LESSONS[0]
    walk(beginner, track, lesson, right)
    assert "1 leçon faite sur" in beginner.go("/parcours").main_text


def test_tutorials_are_found_by_what_one_wants_to_do(beginner: Reader) -> None:
    title = TEACHING.tracks[LESSONS[0][0]].lessons[0].text.title
    page = beginner.go(f"/tutoriels?q={title.split()[-1]}")
    assert title in page.main_text
    assert "un seul mot" in beginner.go("/tutoriels?q=zzzz").main_text


def test_every_place_of_a_lesson_has_its_order() -> None:
    for lesson in TEACHING.lessons.values():
        order = places(lesson)
        assert order[0] == "etape-1"
        assert order[-1] == "retenir"
