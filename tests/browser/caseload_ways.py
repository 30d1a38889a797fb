"""How a counsellor comes to what they did for several people, to a whole room, to a text kept."""

from __future__ import annotations

from selenium.webdriver.common.by import By

from tests.browser.account_ways import join
from tests.browser.journeys.database import let_the_session_rest
from tests.browser.professional_ways import PERSON, referent
from tests.browser.visitor import Visitor
from tests.browser.ways import Way, as_counsellor, be_at_work, then


def followed_at_once(visitor: Visitor) -> None:
    """The way of a counsellor who has just followed all the people of a list."""
    as_counsellor("/conseiller/apprenants?suivi=tous&cocher=tout")(visitor)
    visitor.find("main option[value=suivre]").click()
    visitor.press_way_on()


def follows_people(visitor: Visitor) -> None:
    """The way of a référent to somebody who follows people, in a team where others counsel too."""
    join(visitor)
    visitor.begin_anew()
    followed_at_once(visitor)
    name = visitor.site.demo["counsellors"][0]["name"]
    visitor.begin_anew()
    referent(visitor)
    before = visitor.find("main")
    visitor.tap(visitor.driver.find_element(By.XPATH, f"//table//a[contains(., '{name}')]"))
    visitor.wait_for_another(before)


def a_new_room(visitor: Visitor) -> str:
    """A counsellor opens a workshop of its own; its code."""
    as_counsellor("/conseiller/ateliers")(visitor)
    visitor.find("main [name=titre]").send_keys(" du lundi")
    visitor.press_way_on()
    return "".join(visitor.find("main .code").text.split())


def with_two_maries(visitor: Visitor) -> None:
    """The way of a counsellor to a room with two people of one name, and one without a name."""
    code = a_new_room(visitor)
    room = visitor.path.partition("?")[0]
    for name in ("Marie", "Marie", ""):
        visitor.begin_anew()
        visitor.go(f"/atelier/{code}")
        visitor.find("main [name=prenom]").send_keys(name)
        visitor.press_way_on()
    visitor.begin_anew()
    be_at_work(visitor)
    visitor.go(room)


def with_an_ended_room(visitor: Visitor) -> None:
    """The way of a counsellor to a workshop that is over."""
    then(with_two_maries, "main [value=terminer]")(visitor)
    visitor.go(visitor.path.partition("?")[0].removesuffix("/bilan"))


def then_at(way: Way, more: str) -> Way:
    """A way, then the address below the page that it ends at."""

    def go(visitor: Visitor) -> None:
        way(visitor)
        visitor.go(f"{visitor.path.partition('?')[0]}{more}")

    return go


def with_a_table_of_people(visitor: Visitor) -> None:
    """The way of a counsellor who pasted a table without headings."""
    as_counsellor("/conseiller/cartes/personnes")(visitor)
    table = "Delacroix;Nadia;Rethel\nBa;Amadou;Reims\nRoy;Jo;Reims"
    visitor.find("main textarea").send_keys(table)
    visitor.press_way_on()


def with_a_note_kept(visitor: Visitor) -> None:
    """The way of a counsellor who wrote a note for longer than the session rests, to the door."""
    then(PERSON, 'main a[href$="/notes"]')(visitor)
    visitor.find("main textarea").send_keys("Vient avec sa fille le mardi.")
    let_the_session_rest(visitor)
    visitor.press_way_on()


def with_a_note_back(visitor: Visitor) -> None:
    """The way of that counsellor, who signs in again, to the note."""
    with_a_note_kept(visitor)
    person = visitor.site.demo["counsellors"][0]
    visitor.find("main [name=email]").send_keys(person["email"])
    visitor.find("main [name=password]").send_keys(person["password"])
    visitor.press_way_on()
