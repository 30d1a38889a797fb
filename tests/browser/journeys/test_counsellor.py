"""A counsellor's whole work: a workshop of eight, what comes next, papers, and a month later."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.journeys.in_time import World, later
from tests.browser.printing import sheets_printed
from tests.browser.visitor import PATIENCE, Visitor, plain
from tests.web.learner.answering import wrong
from tests.web.learner.reader import Reader
from tests.web.learner.ways import enter_workshop


@pytest.fixture
def counsellor(professional: Visitor) -> Visitor:
    """A counsellor of the demo, signed in."""
    professional.enter_as_counsellor()
    return professional


def said(visitor: Visitor) -> str:
    """All that the page says."""
    return plain(visitor.find("main").text)


def sees(visitor: Visitor, words: str) -> None:
    """Wait until the page says so: by itself with scripts, when it is asked again without."""

    def shown(_: object) -> bool:
        if visitor.find("main").find_elements(By.PARTIAL_LINK_TEXT, "Actualiser"):
            visitor.press("Actualiser")
        return words in said(visitor)

    WebDriverWait(visitor.driver, PATIENCE, poll_frequency=1).until(shown, said(visitor))


def opens_a_workshop(counsellor: Visitor) -> tuple[str, str]:
    """From « Aujourd'hui » to an open workshop; its address and its code."""
    counsellor.go("/conseiller/")
    counsellor.press("Ateliers")
    counsellor.write("Titre", "Premiers pas du lundi")
    counsellor.press("Ouvrir l'atelier")
    code = "".join(counsellor.find("main .code").text.split())
    return counsellor.path.partition("?")[0], code


def names(counsellor: Visitor, number: int, first_name: str) -> None:
    """Write the first name of the person who came in as number so much."""
    form = counsellor.driver.find_elements(By.CSS_SELECTOR, "main form[id^=name]")[number]
    before = counsellor.find("main")
    counsellor.fill(form.find_element(By.CSS_SELECTOR, "[name^=prenom]"), first_name)
    counsellor.tap(form.find_element(By.CSS_SELECTOR, "button"))
    counsellor.wait_for_another(before)


def finishes_and_shares(person: Reader) -> None:
    """Answer as a great beginner, to the end, then share with the counsellor."""
    person.go("/diagnostic")
    person.do_gestures()
    person.answer_all(wrong)
    person.go("/partage")
    person.press("Oui, je partage", age="plus")


def test_a_workshop_what_comes_next_the_papers_and_a_month_later(
    world: World, counsellor: Visitor
) -> None:
    workshop, code = opens_a_workshop(counsellor)
    people = [world.reader() for _ in range(8)]
    for person in people:
        enter_workshop(person, code)
    sees(counsellor, "8 personnes")
    counsellor.press("Confirmer ces 8 personnes")
    names(counsellor, 0, "Sonia")
    sonia, karim, lou, *_ = people
    finishes_and_shares(sonia)
    karim.go("/diagnostic")
    karim.press("Faire une pause")
    lou.go("/aide")
    lou.press("J'ai besoin d'aide")

    sees(counsellor, "8 personnes, 1 a fini, 1 est en pause, 1 demande de l'aide")
    counsellor.press("J'arrive")
    sees(counsellor, "8 personnes, 1 a fini, 1 est en pause")
    counsellor.press("Terminer l'atelier")
    assert "Ne partage pas" in said(counsellor)
    assert sheets_printed(counsellor) >= 1

    counsellor.press("Voir la page de 1 · Sonia")
    learner = counsellor.path.partition("?")[0]
    counsellor.press("Proposer la suite")
    assert "Le résultat est de 40 % au plus." in said(counsellor)
    counsellor.press_way_on()
    assert "C'est proposé" in said(counsellor)

    counsellor.go(f"{learner}/fiche")
    assert sheets_printed(counsellor) == 1
    counsellor.go(f"{workshop}/compte-rendu")
    assert "Nombre de personnes : 8" in said(counsellor)
    counsellor.go("/conseiller/cartes")
    counsellor.choose("main [name=nombre][value='8']")
    counsellor.press_way_on()
    assert "/imprimer" in counsellor.path
    assert "Découpez" in said(counsellor)
    assert sheets_printed(counsellor) == 1

    sonia.go("/")
    assert "Votre conseiller vous propose" in sonia.page.main_text
    sonia.go(sonia.page.one("main").find(".//*[@class='next']//a").get("href"))
    sonia.press("D'accord")

    with later(days=31):
        counsellor.enter_as_counsellor()
        counsellor.go("/conseiller/apprenants?q=Sonia")
        counsellor.go(f"{learner}/propositions")
        counsellor.press("C'est fait")
        assert "Noté ici : c'est fait" in said(counsellor)
        counsellor.go(learner)
        assert "Premiers pas du lundi" in said(counsellor)
    assert counsellor.complaints() == []
