"""How a person comes to a page: what several pages have in common."""

from __future__ import annotations

from collections.abc import Callable

from selenium.webdriver.common.by import By

from tests.browser.visitor import Visitor

Way = Callable[[Visitor], None]


def at(path: str) -> Way:
    """The way of somebody who writes an address."""
    return lambda visitor: visitor.go(path)


def as_learner(name: str, path: str) -> Way:
    """The way of a demo learner to an address."""

    def go(visitor: Visitor) -> None:
        visitor.enter_as_learner(name)
        visitor.go(path)

    return go


# Who signed in before at a site: the cookie that keeps them signed in, and their first page.
_kept: dict[tuple[str, str], tuple[dict[str, object], str]] = {}


def be_at_work(visitor: Visitor, role: str = "counsellors") -> None:
    """Be the first demo person of this role: by the form once, then by the cookie that it gave.

    A session that has ended leads to the form again. Journeys always sign in by the form.
    """
    key = (visitor.site.url, role)
    if key in _kept:
        cookie, home = _kept[key]
        visitor.driver.execute_cdp_cmd("Network.setCookie", cookie)
        visitor.go(home)
        if visitor.path == home:
            return
    visitor.enter_as_counsellor(role=role)
    given = visitor.driver.get_cookie("pixlearn")
    assert given is not None
    kept = {"name": "pixlearn", "value": given["value"], "url": visitor.site.url, "httpOnly": True}
    _kept[key] = kept, visitor.path


def as_counsellor(path: str) -> Way:
    """The way of the first demo counsellor to an address."""

    def go(visitor: Visitor) -> None:
        be_at_work(visitor)
        visitor.go(path)

    return go


def then(way: Way, *pressed: str) -> Way:
    """A way, and what is pressed at its end (CSS selectors, one after the other)."""

    def go(visitor: Visitor) -> None:
        way(visitor)
        for css in pressed:
            visitor.send(css)

    return go


def emptied(way: Way, field: str, pressed: str) -> Way:
    """A way, then a form sent with one field wiped."""

    def go(visitor: Visitor) -> None:
        way(visitor)
        visitor.find(field).clear()
        visitor.send(pressed)

    return go


def newcomer(path: str = "") -> Way:
    """The way of somebody who begins alone, to an address when there is one."""

    def go(visitor: Visitor) -> None:
        visitor.go("/")
        visitor.press_way_on()
        if path:
            visitor.go(path)

    return go


def at_gesture(number: int) -> Way:
    """The way of a newcomer through the gestures before this one."""

    def go(visitor: Visitor) -> None:
        newcomer("/diagnostic")(visitor)
        for _ in range(1, number):
            visitor.press_way_on()

    return go


def at_try(visitor: Visitor) -> None:
    """The way of a newcomer who passes questions until one brings a new gesture."""
    at_gesture(3)(visitor)
    visitor.find("main [name=mot]").send_keys("bonjour")
    visitor.press_way_on()
    while not visitor.path.endswith("/essai"):
        visitor.send("main [name=action][value=passer]")


def on_a_phone_of_two(visitor: Visitor) -> None:
    """The way of two demo learners who keep their names on one phone, to the door."""
    for name in ("Sonia", "Mehdi"):
        visitor.enter_as_learner(name)
        visitor.go("/sortir")
        visitor.choose("main [name=garder]")
        visitor.press_way_on()
    visitor.go("/")


def typed_card(visitor: Visitor) -> None:
    """The way of somebody who wrote a card's code, to its digits."""
    visitor.go("/entrer")
    visitor.find("main [name=code]").send_keys(visitor.site.demo["learners"][0]["card_code"])
    visitor.press_way_on()


def at_card(visitor: Visitor) -> None:
    """The way of somebody who scanned a card."""
    visitor.go(visitor.site.demo["learners"][0]["link"])


def with_new_card(visitor: Visitor) -> None:
    """The way of a newcomer who has just made a card."""
    newcomer("/ma-carte")(visitor)
    visitor.find("main [name=prenom]").send_keys("Nadia")
    visitor.press_way_on()


def with_kept_card(visitor: Visitor) -> None:
    """The way of the same newcomer, an hour later, to the digits that show the card again."""
    with_new_card(visitor)
    visitor.driver.delete_cookie("card")
    visitor.go("/ma-carte/revoir")


def with_two_cards(visitor: Visitor) -> None:
    """The way of somebody who began twice, and has just written what is on the other card."""
    with_new_card(visitor)
    code, digits = [one.text for one in visitor.driver.find_elements(By.CSS_SELECTOR, "main dd")]
    visitor.begin_anew()
    newcomer("/ma-carte/deux-cartes")(visitor)
    visitor.find("main [name=code]").send_keys(code)
    visitor.find("main [name=digits]").send_keys(digits)
    visitor.press_way_on()


def with_old_form(visitor: Visitor) -> None:
    """The way of somebody whose session went away while a page stood open."""
    on_a_phone_of_two(visitor)
    visitor.go("/entrer")
    visitor.driver.delete_cookie("pixlearn")
    visitor.press_way_on()


def without_cookies(visitor: Visitor) -> None:
    """The way of somebody whose browser keeps nothing."""
    visitor.go("/entrer")
    visitor.driver.delete_all_cookies()
    visitor.press_way_on()


def at_workshop_door(visitor: Visitor) -> None:
    """The way of somebody who scanned the code of the room."""
    visitor.go(f"/atelier/{visitor.site.demo['workshops'][0]['code']}")


def too_long_a_name(visitor: Visitor) -> None:
    """The way of somebody who writes more than a first name there."""
    at_workshop_door(visitor)
    visitor.write("Votre prénom", "Nadia " * 12)
    visitor.press_way_on()
