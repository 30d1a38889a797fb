"""A counsellor's whole work: a workshop of eight, what comes next, papers, and a month later."""

from __future__ import annotations

from tests.browser.journeys.in_time import World, later
from tests.browser.journeys.rooms import names, opens_a_workshop, said, sees
from tests.browser.printing import sheets_printed
from tests.browser.visitor import Visitor
from tests.web.learner.answering import wrong
from tests.web.learner.reader import Reader
from tests.web.learner.ways import enter_workshop


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
