"""Home and help are where one looks for them; what is searched or copied is kept whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pixlearn.content.current import catalogue
from tests.web.learner.reader import Reader
from tests.web.parsed_page import ParsedPage, text_of

ORDINARY = ("/parcours", "/badges", "/bilan", "/progression", "/mots", "/tutoriels", "/aide", "/")
HOME, HELP = "Accueil", "Aide"


def menu_of(page: ParsedPage) -> list[str]:
    nav = next(each for each in page.all("nav") if "ways" in each.get("class", ""))
    return [text_of(link) for link in nav.iter("a")]


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def at_third_gesture(reader: Reader) -> ParsedPage:
    reader.go("/")
    for words in ("Je commence", "Non", "J'appuie ici", "J'ai trouvé le bouton"):
        page = reader.press(words)
    return page


@pytest.mark.parametrize("path", ORDINARY)
def test_the_menu_stands_on_each_page_in_one_order(beginner: Reader, path: str) -> None:
    assert menu_of(beginner.go(path)) == [HOME, "Mes parcours", "Mes badges", HELP]


def test_beside_a_question_only_home_and_help(beginner: Reader) -> None:
    assert menu_of(beginner.go("/diagnostic")) == [HOME, HELP]


def test_a_newcomer_has_home_and_help(new_reader: Callable[[], Reader]) -> None:
    assert menu_of(new_reader().go("/entrer")) == [HOME, HELP]


def test_the_place_is_said_with_the_title(beginner: Reader) -> None:
    page = beginner.go("/parcours/mes-emails/joindre-un-document/tutoriel/2")
    title = page.one("h1")
    place = next(each for each in page.all("p") if each.get("id") == title.get("aria-describedby"))
    assert "Étape 2 sur" in text_of(place)


def test_goals_do_not_wear_the_mark_of_what_is_acquired(beginner: Reader) -> None:
    page = beginner.go("/parcours/mes-emails/joindre-un-document")
    assert [each for each in page.all("ul") if "goals" in each.get("class", "")]
    assert not [each for each in page.all("ul") if each.get("class") == "can"]


def test_a_search_forgives_a_letter_and_says_what_it_looked_for(beginner: Reader) -> None:
    for path, asked, told in (
        ("/tutoriels", "mot+de+pase", "mot de passe"),
        ("/mots", "navigatteur", "navigateur"),
    ):
        words = beginner.go(f"{path}?q={asked}").main_text
        assert f"Vouliez-vous dire : {told} ?" in words.replace("\u00a0", " ").replace(
            "\u202f", " "
        )
        assert "Rien ne contient" not in words


def test_a_search_that_finds_nothing_still_shows_the_list(beginner: Reader) -> None:
    lesson = next(iter(catalogue().teaching.lessons.values()))
    assert lesson.text.title in beginner.go("/tutoriels?q=zzzz").main_text
    word = next(iter(catalogue().teaching.words.values()))
    assert word.word in beginner.go("/mots?q=zzzz").main_text


def test_the_list_of_words_has_letters_that_lead_to_their_words(beginner: Reader) -> None:
    page = beginner.go("/mots")
    nav = next(each for each in page.all("nav") if each.get("class") == "letters")
    leads = [link.get("href", "").removeprefix("#") for link in nav.iter("a")]
    assert leads == [each.get("id") for each in page.all("h2")]
    assert leads == sorted(leads)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "La case blanche est vide"), ("bonjou", "Vous avez écrit « bonjou »")],
)
def test_a_fault_of_the_third_gesture_is_said_once(reader: Reader, typed: str, told: str) -> None:
    at_third_gesture(reader)
    page = reader.press("J'ai écrit", mot=typed)
    assert plain(page.main_text).count(told) == 1


def test_what_is_copied_is_not_translated(reader: Reader) -> None:
    page = at_third_gesture(reader)
    kept = [text_of(each) for each in page.one("h1").iter() if each.get("translate") == "no"]
    assert [each.strip() for each in kept] == ["bonjour"]
