"""The main journey: from the first page to the counsellor's screen, whatever the hands."""

from __future__ import annotations

from tests.browser.journeys.beginner import Beginner
from tests.browser.visitor import Visitor


def test_a_beginner_pauses_comes_back_by_the_card_finishes_and_shares(person: Visitor) -> None:
    beginner = Beginner(person)
    beginner.begins()
    beginner.does_the_gestures()
    beginner.answers(4)
    left_at = person.path
    person.press("Faire une pause")
    assert person.heading == "Votre travail est gardé"
    card = beginner.makes_a_card("Nadia")

    person.begin_anew()  # another phone, which knows nothing
    person.go(card)
    person.press("J'entre")
    assert person.path == left_at
    beginner.answers()
    assert beginner.has_finished
    assert 5 <= len(beginner.met) <= 18

    workshop = person.site.demo["workshops"][0]
    person.go("/entrer")
    person.write("Votre code", workshop["code"])
    person.press("Continuer")
    person.press("J'entre dans l'atelier")
    person.choose("main [name=age][value=plus]")
    person.press("Oui, je partage")
    assert "voit votre progression" in person.find("main").text
    person.go("/progression")
    told_to_learner = beginner.progression()
    assert "Savoir-faire" in told_to_learner

    person.begin_anew()
    enter_as_counsellor(person, workshop["structure"])
    person.press("Apprenants")
    person.press("Sans conseiller désigné")  # nobody follows her yet
    person.press("Voir Nadia")
    assert beginner.progression() == told_to_learner
    assert person.complaints() == []


def enter_as_counsellor(person: Visitor, structure: str) -> None:
    """Sign in as somebody of this structure, with the page's own fields."""
    staff = next(each for each in person.site.demo["counsellors"] if each["structure"] == structure)
    person.go("/connexion")
    person.fill(person.find("main [name=email]"), staff["email"])
    person.fill(person.find("main [name=password]"), staff["password"])
    person.press_way_on()
