"""A room of nine who come in by the code on the wall: each phone and the board say who is who."""

from __future__ import annotations

from tests.browser.journeys.in_time import World
from tests.browser.journeys.rooms import names, opens_a_workshop, said, sees
from tests.browser.printing import sheets_printed
from tests.browser.visitor import Visitor
from tests.web.learner.reader import Reader

NICKNAMES = ("", "Marie", "Karim", "", "Marie", "", "Lou", "", "")  # who writes one at the door


def comes_in(person: Reader, code: str, nickname: str) -> None:
    """Write the code of the wall and perhaps a first name."""
    person.go("/entrer")
    person.press("Continuer", code=code)
    person.press("J'entre dans l'atelier", prenom=nickname)


def test_nobody_is_lost_in_a_room_of_nine(world: World, counsellor: Visitor) -> None:
    workshop, code = opens_a_workshop(counsellor)
    people = [world.reader() for _ in NICKNAMES]
    for person, nickname in zip(people, NICKNAMES, strict=True):
        comes_in(person, code, nickname)
    sees(counsellor, "9 personnes")
    counsellor.press("Confirmer ces 9 personnes")
    for words in ("Personne 1", "2 · Marie", "5 · Marie", "Plusieurs personnes ici s'appellent"):
        assert words in said(counsellor)

    sixth = people[5]
    assert "vous êtes la personne 6" in sixth.go("/").main_text
    sixth.go("/aide")
    sixth.press("J'ai besoin d'aide")
    sees(counsellor, "1 demande de l'aide")
    assert "Personne 6" in said(counsellor)
    counsellor.press("J'arrive")
    names(counsellor, 2, "Ahmed")  # after the first and the fourth
    assert "6 · Ahmed" in said(counsellor)
    assert "Bonjour Ahmed" in sixth.go("/").main_text
    assert "vous êtes la personne 4" in people[3].go("/").main_text

    counsellor.go(f"{workshop}/presence")
    assert sheets_printed(counsellor) == 1
    for words in ("2 Marie", "5 Marie", "6 Ahmed"):
        assert words in said(counsellor)
    counsellor.go(workshop)
    counsellor.press("Terminer l'atelier")
    assert "Ne partage pas" in said(counsellor)
    assert "Ahmed" not in said(counsellor)  # he did not share: a number is left
    assert counsellor.complaints() == []
