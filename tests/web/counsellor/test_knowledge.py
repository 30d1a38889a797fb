"""The counsellor's guides and answers: read, searched, with links that lead somewhere."""

from __future__ import annotations

from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.parsed_page import ParsedPage, text_of

HELP = "/conseiller/aide"
FIRST_HOUR = "/conseiller/premiere-heure"
MOST_WORDS = 900  # on a counsellor's page (accessibility rules, section 9)


def links(page: ParsedPage) -> list[str]:
    """The addresses that the page itself leads to."""
    return [each.get("href", "") for each in page.one("main").iter("a")]


def titles(page: ParsedPage) -> list[str]:
    """The pages listed, in order."""
    return [text_of(each) for each in page.all("span") if each.get("class") == "title"]


def test_guides_come_first(counsellor: Browser) -> None:
    page = counsellor.page(HELP)
    assert page.heading == "Guides et réponses"
    assert titles(page)[:3] == ["Présenter pixlearn", "Animer un atelier", "Rendre un résultat"]
    assert len(titles(page)) == len(catalogue().help) + 1  # and the first hour


def test_the_menu_leads_to_the_guides(counsellor: Browser) -> None:
    menu = counsellor.page("/conseiller/apprenants").one("nav", class_="menu")
    assert HELP in [each.get("href") for each in menu.iter("a")]


def test_words_are_searched_and_the_sentence_found_is_shown(counsellor: Browser) -> None:
    response = counsellor.send(counsellor.page(HELP), q="interprete")
    assert "L'interprète en langue des signes se place près de vous" in page_of(response).main_text


def test_a_result_leads_to_the_section_of_its_sentence(counsellor: Browser) -> None:
    page = counsellor.page(f"{HELP}?q=carte+volée")
    found = next(each for each in links(page) if "cartes-et-appareils#" in each)
    address, _, anchor = found.partition("#")
    assert anchor in counsellor.page(address).by_id


def test_a_search_without_result_says_what_to_try_and_keeps_the_list(counsellor: Browser) -> None:
    page = counsellor.page(f"{HELP}?q=licorne")
    assert "Essayez avec un seul mot" in page.main_text
    assert len(titles(page)) == len(catalogue().help) + 1


def test_what_is_searched_is_shown_as_text(counsellor: Browser) -> None:
    page = counsellor.page(f"{HELP}?q=<script>x</script>")
    assert page.by_id["champ-q"].get("value") == "<script>x</script>"


def test_every_article_reads_well(counsellor: Browser) -> None:
    for slug, article in catalogue().help.items():
        page = counsellor.page(f"{HELP}/{slug}")
        assert page.heading == article.head.title
        assert len(page.main_text.split()) <= MOST_WORDS, slug


def test_a_long_article_lists_its_sections_and_a_guide_does_not(counsellor: Browser) -> None:
    assert "Sur cette page" in counsellor.page(f"{HELP}/lire-la-grille").main_text
    assert "Sur cette page" not in counsellor.page(f"{HELP}/guide-animer-un-atelier").main_text


def test_every_link_of_the_articles_leads_to_a_page(counsellor: Browser) -> None:
    pages = [f"{HELP}/{slug}" for slug in catalogue().help]
    pages += [HELP, FIRST_HOUR]
    for address in {
        link.partition("#")[0] for path in pages for link in links(counsellor.page(path))
    }:
        if address:
            assert counsellor.get(address).status_code == 200, address


def test_an_unknown_article_is_no_page(counsellor: Browser) -> None:
    assert counsellor.get(f"{HELP}/licorne").status_code == 404


def test_pages_follow_one_another(counsellor: Browser) -> None:
    slugs = list(catalogue().help)
    path: str | None = f"{HELP}/{slugs[0]}"
    read = []
    while path:
        page = counsellor.page(path)
        read.append(path.rpartition("/")[2])
        path = next((each.get("href") for each in page.all("a") if each.get("rel") == "next"), None)
    assert read == slugs


def test_the_articles_are_marked_as_french_on_an_english_page(counsellor: Browser) -> None:
    counsellor.send(counsellor.page("/affichage"), language="en")
    page = counsellor.page(f"{HELP}/les-mots")
    assert page.one("h1").get("lang") == "fr"
    assert "On this page" in page.main_text


def done(page: ParsedPage) -> list[str]:
    """The states of the steps that the site can know."""
    return [text_of(each) for each in page.all("span") if "tag" in each.get("class", "").split()]


def test_at_first_nothing_of_the_first_hour_is_done(counsellor: Browser) -> None:
    assert done(counsellor.page(FIRST_HOUR)) == ["À faire"] * 4


def test_a_workshop_marks_the_step_of_whoever_opened_it(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        open_workshop(place.structure, "Atelier", shared_computers=False)
    assert done(counsellor.page(FIRST_HOUR)) == ["À faire"] * 4
    counsellor.send(counsellor.page("/conseiller/ateliers"), titre="Premier")
    assert done(counsellor.page(FIRST_HOUR)) == ["À faire", "À faire", "Déjà fait", "À faire"]


def test_cards_mark_the_step_of_whoever_made_them(counsellor: Browser) -> None:
    counsellor.send(counsellor.page("/conseiller/cartes"), nombre="8")
    assert done(counsellor.page(FIRST_HOUR)) == ["À faire", "À faire", "À faire", "Déjà fait"]
