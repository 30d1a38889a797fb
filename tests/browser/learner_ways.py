"""How a learner comes to a page of lessons, badges and papers."""

from __future__ import annotations

from tests.browser.journeys.database import let_a_week_pass
from tests.browser.visitor import Visitor
from tests.browser.ways import Way, as_learner, at_gesture, newcomer, then
from tests.real_content import real_catalogue

LESSON = "/parcours/mes-emails/joindre-un-document"
KEYBOARD = "/parcours/mon-smartphone/ecrire-avec-le-clavier"


def in_lesson(pressed: int) -> Way:
    """The way of a newcomer into a lesson, and on by so many presses."""

    def go(visitor: Visitor) -> None:
        newcomer(LESSON)(visitor)
        for _ in range(2 + pressed):  # begin, pass the question on confidence, then the presses
            visitor.press_way_on()

    return go


def back_at_lesson(visitor: Visitor) -> None:
    """The way of somebody who has begun a lesson, and comes to its first page again."""
    in_lesson(1)(visitor)
    visitor.go(LESSON)


def leaving_without_card(visitor: Visitor) -> None:
    """The way of a newcomer who has begun a lesson, and has no card, to the way out."""
    in_lesson(1)(visitor)
    visitor.go("/sortir")


def lost_in_lesson(visitor: Visitor) -> None:
    """The way of somebody who presses two buttons that lead nowhere."""
    in_lesson(6)(visitor)
    for _ in range(2):
        visitor.send("main .device [name=zone][value=changer]")


def stuck_in_lesson(visitor: Visitor) -> None:
    """The way of somebody who does not know how to do the activity."""
    in_lesson(6)(visitor)
    visitor.send("main [name=action][value=ne_sait_pas]")


def found_in_lesson(visitor: Visitor) -> None:
    """The way of somebody who does the activity right."""
    in_lesson(6)(visitor)
    catalogue = real_catalogue()
    activity = catalogue.teaching.items["act-P3.5"]
    for _, zone in activity.right_way(catalogue.scenes):
        visitor.send(f"main .device [name=zone][value={zone}]")


def shown_the_way(visitor: Visitor) -> None:
    """The way of somebody who asks « Montrez-moi »."""
    stuck_in_lesson(visitor)
    visitor.go(f"{LESSON}/montrez-moi")


def at_end_of_lesson(visitor: Visitor) -> None:
    """The way of somebody who goes on without the answers, to the end."""
    in_lesson(6)(visitor)
    while not visitor.path.endswith("/retenir"):
        if visitor.driver.find_elements("css selector", "main [name=action][value=continuer]"):
            visitor.send("main [name=action][value=continuer]")
        else:
            visitor.send("main [name=action][value=ne_sait_pas]")


def a_week_later(path: str, *pressed: str) -> Way:
    """The way of somebody who comes back a week after the end, and what they press there."""

    def go(visitor: Visitor) -> None:
        let_a_week_pass(visitor, "Lucie")
        then(as_learner("Lucie", path), *pressed)(visitor)

    return go


in_review = a_week_later("/revoir", "main [value=commencer]")
stuck_in_review = then(in_review, "main [name=action][value=ne_sait_pas]")


def back_at_review(visitor: Visitor) -> None:
    """The way of somebody who has begun the review, and comes to its first page again."""
    in_review(visitor)
    visitor.go("/revoir")


def at_end_of_review(visitor: Visitor) -> None:
    """The way of somebody who leaves each question of the review without its answer."""
    in_review(visitor)
    while not visitor.path.endswith("/fin"):
        visitor.send("main [name=action][value=ne_sait_pas]")
        visitor.send("main [name=action][value=continuer]")


def choosing_badges(visitor: Visitor) -> None:
    """The way of somebody who looks at who sees their badges."""
    as_learner("Sonia", "/badges")(visitor)
    visitor.tap(visitor.find("main details summary"))


def with_first_badge(visitor: Visitor) -> None:
    """The way of somebody with a first name and a first badge, to the file of it."""
    at_gesture(3)(visitor)
    visitor.find("main [name=mot]").send_keys("bonjour")
    visitor.press_way_on()
    visitor.go("/ma-carte")
    visitor.find("main [name=prenom]").send_keys("Nadia")
    visitor.press_way_on()
    visitor.go("/badges/bd-premier-pas/fichier")


def with_paper(visitor: Visitor) -> None:
    """The way of somebody who has made an attestation, to it."""
    as_learner("Sonia", "/attestation")(visitor)
    if visitor.driver.find_elements("css selector", "main .rows a"):
        visitor.send("main .rows a")
    else:
        visitor.press_way_on()


def with_one_line(visitor: Visitor) -> None:
    """The way of somebody who leaves too few lines on the paper."""
    as_learner("Sonia", "/attestation")(visitor)
    visitor.tap(visitor.find("main details summary"))
    for box in visitor.driver.find_elements(
        "css selector", "main label:has(:checked[name=acquis])"
    ):
        visitor.tap(box)
    visitor.press_way_on()


def beside_paper(path: str) -> Way:
    """The way from a paper to an address below its own, or to what anybody reads of it."""

    def go(visitor: Visitor) -> None:
        with_paper(visitor)
        code = visitor.path.split("/")[-1]
        visitor.go(path.format(code=code))

    return go


def with_withdrawn_paper(visitor: Visitor) -> None:
    """The way of somebody who checks a paper that was taken back."""
    as_learner("Sonia", "/attestation")(visitor)
    visitor.press_way_on()
    address = visitor.path
    visitor.go(f"{address}/retirer")
    visitor.press_way_on()
    visitor.go(address.replace("/attestation", "/verifier"))


def with_badge_file(visitor: Visitor) -> None:
    """The way of somebody whose badge file names them, to the page that checks it."""
    with_first_badge(visitor)
    visitor.choose("main [name=prenom]")
    visitor.press_way_on()
    visitor.go(f"/verifier/{visitor.find('main strong').text.replace(' ', '')}")


def with_withdrawn_file(visitor: Visitor) -> None:
    """The same, after its owner took the file back."""
    with_badge_file(visitor)
    checked = visitor.path
    visitor.go("/badges/bd-premier-pas/fichier")
    visitor.send("main form button")
    visitor.go(checked)
