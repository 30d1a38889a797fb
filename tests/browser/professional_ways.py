"""How a counsellor or a référent comes to a page."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import uuid4

from selenium.webdriver.common.by import By

from pixlearn.cli.demo import WORKSHOP as DEMO_WORKSHOP
from pixlearn.config import ROOT
from tests.browser.journeys.database import let_a_month_pass
from tests.browser.visitor import Visitor
from tests.browser.ways import Way, as_counsellor, as_learner, be_at_work, then


def in_the_workshop(visitor: Visitor) -> None:
    """The way of a counsellor to the demo's open workshop, whatever others were made since."""
    as_counsellor("/conseiller/ateliers")(visitor)
    visitor.press(DEMO_WORKSHOP)


PERSON = then(
    as_counsellor("/conseiller/apprenants?suivi=tous"), 'main tr:last-child a[href*="/apprenants/"]'
)


def sonias(page: str) -> Way:
    """The way of a counsellor to a page about Sonia."""

    def go(visitor: Visitor) -> None:
        as_counsellor("/conseiller/apprenants?suivi=tous")(visitor)
        visitor.press("Voir Sonia")
        visitor.go(f"{visitor.path.partition('?')[0]}/{page}")

    return go


def proposing(genre: str) -> Way:
    """The way of a counsellor to a kind of thing to propose to Sonia."""
    return sonias(f"proposer?genre={genre}")


def to_several(visitor: Visitor) -> None:
    """The way of a counsellor who proposes the same thing to several people."""
    sonias("message")(visitor)
    visitor.go(f"/conseiller/proposer?pour={visitor.path.split('/')[3]}")


def proposed(visitor: Visitor) -> None:
    """The way of a counsellor who has just proposed a track to Sonia."""
    proposing("parcours")(visitor)
    visitor.choose("main [value='parcours|P3']")
    visitor.press_way_on()


def with_a_proposal(visitor: Visitor) -> None:
    """The way of Sonia, to whom something is proposed."""
    proposed(visitor)
    as_learner("Sonia", "/")(visitor)


def asked_what_came(visitor: Visitor) -> None:
    """The way of Sonia, a month after she agreed to what was proposed."""
    then(with_a_proposal, "main .next a", "main [data-way-on]")(visitor)
    let_a_month_pass(visitor)
    visitor.go("/")


def with_tag(visitor: Visitor) -> None:
    """The way of a counsellor who has just added a tag."""
    as_counsellor("/conseiller/etiquettes")(visitor)
    visitor.find("main [name=etiquette]").send_keys(f"Groupe {uuid4().hex[:6]}")
    visitor.press_way_on()


def with_no_name(visitor: Visitor) -> None:
    """The way of a counsellor who wipes the first name of somebody in the room."""
    in_the_workshop(visitor)
    for waiting in visitor.driver.find_elements(By.CSS_SELECTOR, "main #confirm-all button")[:1]:
        before = visitor.find("main")
        visitor.tap(waiting)
        visitor.wait_for_another(before)
    visitor.send("main a[href*=nommer]")
    visitor.find("main [name^=prenom]").clear()
    visitor.send("main form[id^=name] button")


def referent(visitor: Visitor) -> None:
    """The way of the first demo référent to their team."""
    be_at_work(visitor, "referents")
    visitor.go("/referent/")


def as_referent(path: str) -> Way:
    """The way of the first demo référent to an address."""

    def go(visitor: Visitor) -> None:
        referent(visitor)
        visitor.go(path)

    return go


def as_other_referent(path: str) -> Way:
    """The way of the second demo référent, whose structure has no closed month, to an address."""

    def go(visitor: Visitor) -> None:
        visitor.enter_as_counsellor(1, role="referents")
        visitor.go(path)

    return go


def with_a_report(visitor: Visitor) -> None:
    """A learner of the structure reported a question; its référent reads it."""
    then(as_learner("Mehdi", "/diagnostic"), "main .report button")(visitor)
    visitor.begin_anew()
    as_referent("/referent/questions")(visitor)


def drafting(path: str) -> Way:
    """The way of a référent to a page about a draft of the reading grid."""

    def go(visitor: Visitor) -> None:
        as_referent("/referent/grille")(visitor)
        visitor.press_way_on()
        visitor.go(f"/referent/grille/brouillon{path}")

    return go


def with_a_changed_grid(visitor: Visitor) -> None:
    """The way of a référent who changed the title of a band in the draft, to the check."""
    drafting("/bandes/socle")(visitor)
    title = visitor.find("main [name=titre]")
    title.clear()
    title.send_keys(f"Poser les bases {uuid4().hex[:4]}")
    visitor.press_way_on()
    visitor.press_way_on()


def with_two_grids(visitor: Visitor) -> None:
    """The way of a référent who has just published a grid, to what differs from the former."""
    then(with_a_changed_grid, "main [data-way-on]", "main tbody a[href*=comparer]")(visitor)


def trying(path: str) -> Way:
    """The way of the first demo counsellor who tries the site as a learner, to an address."""

    def go(visitor: Visitor) -> None:
        then(as_counsellor("/essai/"), "main [data-way-on]")(visitor)
        visitor.go(path)

    return go


def with_logo(visitor: Visitor) -> None:
    """The way of a référent who chooses a logo."""
    as_referent("/referent/reglages/logo")(visitor)
    visitor.find("main [type=file]").send_keys(str(ROOT / "tests/samples/logo.png"))
    visitor.press_way_on()


def with_file_of_partners(visitor: Visitor) -> None:
    """The way of a référent who has a file with faults read."""
    as_referent("/referent/partenaires/importer")(visitor)
    visitor.find("main [type=file]").send_keys(str(ROOT / "tests/samples/partenaires.csv"))
    visitor.press_way_on()


def with_an_invitation(visitor: Visitor) -> None:
    """The way of a référent who invites a colleague, to the link."""
    as_referent("/referent/equipe/inviter")(visitor)
    visitor.find("main [name=nom]").send_keys("Lou Garnier-Delacroix")
    visitor.find("main [name=email]").send_keys("lou.garnier@structure.example")
    visitor.press_way_on()


def at_invitation(visitor: Visitor) -> None:
    """The way of an invited colleague to the page of the link."""
    with_an_invitation(visitor)
    _open_the_link(visitor)


def with_a_forgotten_password(visitor: Visitor) -> None:
    """The way of a référent to their team, after a counsellor forgot a password."""
    visitor.go("/mot-de-passe-oublie")
    visitor.find("main [name=email]").send_keys("conseil1@demo.example")
    visitor.press_way_on()
    referent(visitor)


def at_new_password(visitor: Visitor) -> None:
    """The way of that counsellor to the page of the link that the référent made."""
    with_a_forgotten_password(visitor)
    visitor.send("main form[action$=mot-de-passe] button")
    _open_the_link(visitor)


def _open_the_link(visitor: Visitor) -> None:
    address = visitor.find("main [name=lien]").get_attribute("value") or ""
    visitor.go(urlsplit(address.strip()).path)


def on_screen(visitor: Visitor) -> None:
    """The way of a counsellor to the page that is projected."""
    in_the_workshop(visitor)
    visitor.go(f"{visitor.path.partition('?')[0]}/ecran")


def with_printed_cards(visitor: Visitor) -> None:
    """The way of a counsellor to a stack that can be printed."""
    as_counsellor("/conseiller/cartes")(visitor)
    visitor.find("main label:has([name=nombre])").click()
    visitor.press_way_on()


def with_a_list_of_people(visitor: Visitor) -> None:
    """The way of a counsellor who pasted a list of first names."""
    as_counsellor("/conseiller/cartes/personnes")(visitor)
    names = ("Nadia", "Marie-Christine Delacroix-Fontanelle", "Jo", "Nadia")
    visitor.find("main textarea").send_keys("\n".join(names))
    visitor.press_way_on()


def with_large_cards(visitor: Visitor) -> None:
    """The way of a counsellor who created people, to their large cards."""
    with_a_list_of_people(visitor)
    visitor.press_way_on()
    visitor.go("/conseiller/cartes/imprimer?taille=grandes")


def with_people_expected(visitor: Visitor) -> None:
    """The way of a counsellor who created people, to the page of cards."""
    with_large_cards(visitor)
    visitor.go("/conseiller/cartes")


def with_somebody_expected(visitor: Visitor) -> None:
    """The way of a counsellor to the card of somebody who has not come yet."""
    then(with_people_expected, "main .rows a[href*='/cartes/']")(visitor)


def with_new_digits(visitor: Visitor) -> None:
    """The way of a counsellor who changes the digits of a card."""
    with_somebody_expected(visitor)
    visitor.send("main form:has([value=chiffres]) button")


def with_somebody_ticked(visitor: Visitor) -> None:
    """The way of a counsellor who prints cards again for people of the list."""
    as_counsellor("/conseiller/apprenants?suivi=tous&cocher=tout")(visitor)
    visitor.find("main option[value=cartes]").click()
    visitor.press_way_on()
