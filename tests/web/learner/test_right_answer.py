"""A right answer keeps the screen; the end of a lesson says what one can do now."""

from __future__ import annotations

import pytest

from pixlearn.activities.choose_image import ChooseImage
from pixlearn.activities.fill_form import FillForm
from pixlearn.activities.find_on_screen import FindOnScreen
from pixlearn.activities.item import Item
from pixlearn.activities.put_in_order import PutInOrder
from pixlearn.activities.read_and_decide import ReadAndDecide
from pixlearn.activities.send_email import SendEmail
from pixlearn.activities.write_short import WriteShort
from tests.web.browsing import filled_fields
from tests.web.learner.answering import dont_know, right
from tests.web.learner.reader import Reader
from tests.web.learner.test_lessons import LESSONS, at_item, walk
from tests.web.parsed_page import ParsedPage, text_of


def solve(reader: Reader, item: Item) -> ParsedPage:
    """Answer right, as many presses as it takes."""
    for _ in range(12):
        reader.follow(reader.send(right(item, filled_fields(reader.page.main_form()))))
        if "C'est gardé." in reader.page.main_text:
            return reader.page
    raise AssertionError(f"{item.id} is not found")


def kept(page: ParsedPage) -> str:
    """What stays of the screen."""
    return next(text_of(one) for one in page.all("div") if "answered" in one.get("class", ""))


@pytest.mark.parametrize(
    "kind", [ChooseImage, FillForm, PutInOrder, ReadAndDecide, SendEmail, WriteShort]
)
def test_the_answer_stays_and_can_no_longer_be_changed(beginner: Reader, kind: type[Item]) -> None:
    item = at_item(beginner, kind)
    page = solve(beginner, item)
    assert page.heading == item.feedback.right
    [answered] = [one for one in page.all("fieldset") if one.get("disabled") is not None]
    held = [one.get("value") for one in answered.iter("input") if one.get("type") != "radio"]
    marked = [one for one in answered.iter("input") if one.get("checked") is not None]
    lines = list(answered.iter("li"))
    assert any(held) or marked or lines or list(answered.iter("textarea"))


def test_a_walk_keeps_the_screen_where_it_was_found(beginner: Reader) -> None:
    item = at_item(beginner, FindOnScreen)
    page = solve(beginner, item)
    assert kept(page)
    assert [one for one in page.one("main").iter("button") if one.get("name") == "zone"] == []


def test_a_question_says_which_of_how_many(beginner: Reader) -> None:
    item = at_item(beginner, ChooseImage)
    words = f"Question {item.id[-1]} sur "
    assert words in beginner.page.main_text
    assert words in solve(beginner, item).main_text


def test_the_place_is_read_with_the_heading(beginner: Reader) -> None:
    at_item(beginner, ChooseImage)
    told = beginner.page.one("h1").get("aria-describedby", "")
    assert text_of(beginner.page.by_id[told]).startswith("Question ")


def test_the_end_says_what_was_found_and_one_way_on(beginner: Reader) -> None:
    walk(beginner, *LESSONS[0], right)
    page = beginner.page
    assert page.heading == "Maintenant, je sais :"
    ways = [one for one in page.one("main").iter() if one.get("data-way-on") is not None]
    assert [text_of(one) for one in ways] == ["Leçon suivante : Écrire avec le clavier"]
    assert "1 leçon faite sur 6" in page.main_text


def test_the_end_says_no_more_than_was_found(beginner: Reader) -> None:
    walk(beginner, *LESSONS[0], dont_know)
    assert beginner.page.heading == "La leçon est finie"


def drawn(page: ParsedPage) -> list[str]:
    """The badges drawn as earned."""
    return [
        text_of(line)
        for one in page.all("div")
        if one.get("class") == "earned"
        for shelf in one.iter("ul")
        for line in shelf.iter("li")
    ]


def test_badges_of_the_diagnostic_are_drawn_on_its_result_not_at_the_first_lesson(
    beginner: Reader,
) -> None:
    beginner.answer_all(right)
    told = drawn(beginner.page)
    assert told
    walk(beginner, *LESSONS[0], right)
    assert "Ma première leçon" in " ".join(drawn(beginner.page))
    assert not set(told) & set(drawn(beginner.page))


def test_the_person_of_the_track_is_drawn(beginner: Reader) -> None:
    page = beginner.go("/parcours/mes-emails")
    [picture] = [one for one in page.all("img") if one.get("class") == "person"]
    assert "personnes/lucie.svg" in picture.get("src", "")
    assert (picture.get("alt"), picture.get("loading")) == ("", "lazy")
    assert picture.get("width") == picture.get("height") == "72"
