"""The list of all pages: how a person comes to each, error states too.

Every address that answers a GET must be here, or in `NOT_PAGES` with the reason; a web test fails
when one is missing. Add a page by a line in `PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from pixlearn.config import ROOT
from pixlearn.content.catalogue import load_catalogue
from pixlearn.web.samples import ITEMS
from tests.browser.journeys.database import let_a_month_pass, let_a_week_pass
from tests.browser.visitor import Visitor

Way = Callable[[Visitor], None]
REFUSAL = "a refusal"  # pages of errors have no endpoint of their own


@dataclass(frozen=True)
class Page:
    """A page in one state: the endpoint that shows it and the way there.

    `picture` names its file in docs/screenshots/, made in this `theme` and at this `width`.
    """

    endpoint: str
    state: str
    go: Way
    picture: str = ""
    theme: str = "light"
    width: int = 360

    def __str__(self) -> str:
        return f"{self.endpoint} {self.state}".strip()


def at(path: str) -> Way:
    """The way of somebody who writes an address."""
    return lambda visitor: visitor.go(path)


def as_learner(name: str, path: str) -> Way:
    """The way of a demo learner to an address."""

    def go(visitor: Visitor) -> None:
        visitor.enter_as_learner(name)
        visitor.go(path)

    return go


def as_counsellor(path: str) -> Way:
    """The way of the first demo counsellor to an address."""

    def go(visitor: Visitor) -> None:
        visitor.enter_as_counsellor()
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
        visitor.find("main [name=garder]").click()
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


def with_old_form(visitor: Visitor) -> None:
    """The way of somebody whose cookies went away while a page stood open."""
    visitor.go("/entrer")
    visitor.driver.delete_all_cookies()
    visitor.press_way_on()


def at_workshop_door(visitor: Visitor) -> None:
    """The way of somebody who scanned the code of the room."""
    visitor.go(f"/atelier/{visitor.site.demo['workshops'][0]['code']}")


WORKSHOP = then(as_counsellor("/conseiller/ateliers"), 'main a[href*="/ateliers/"]')
PERSON = then(as_counsellor("/conseiller/apprenants"), 'main tr:last-child a[href*="/apprenants/"]')


def sonias(page: str) -> Way:
    """The way of a counsellor to a page about Sonia."""

    def go(visitor: Visitor) -> None:
        as_counsellor("/conseiller/apprenants")(visitor)
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
    WORKSHOP(visitor)
    visitor.find("main details summary").click()
    visitor.find("main details[open] [name^=prenom]").clear()
    visitor.send("main details[open] button")


def referent(visitor: Visitor) -> None:
    """The way of the first demo référent to their team."""
    visitor.enter_as_counsellor(role="referents")
    visitor.go("/referent/")


def as_referent(path: str) -> Way:
    """The way of the first demo référent to an address."""

    def go(visitor: Visitor) -> None:
        referent(visitor)
        visitor.go(path)

    return go


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
    WORKSHOP(visitor)
    visitor.go(f"{visitor.path.partition('?')[0]}/ecran")


def with_printed_cards(visitor: Visitor) -> None:
    """The way of a counsellor to a stack that can be printed."""
    as_counsellor("/conseiller/cartes")(visitor)
    visitor.find("main label:has([name=nombre])").click()
    visitor.press_way_on()


LESSON = "/parcours/mes-emails/joindre-un-document"


def in_lesson(pressed: int) -> Way:
    """The way of a newcomer into a lesson, and on by so many presses."""

    def go(visitor: Visitor) -> None:
        newcomer(LESSON)(visitor)
        for _ in range(2 + pressed):  # begin, pass the question on confidence, then the presses
            visitor.press_way_on()

    return go


def stuck_in_lesson(visitor: Visitor) -> None:
    """The way of somebody who does not know how to do the activity."""
    in_lesson(6)(visitor)
    visitor.send("main [name=action][value=ne_sait_pas]")


def found_in_lesson(visitor: Visitor) -> None:
    """The way of somebody who does the activity right."""
    in_lesson(6)(visitor)
    catalogue = load_catalogue(ROOT / "content")
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


def at_end_of_review(visitor: Visitor) -> None:
    """The way of somebody who leaves each question of the review without its answer."""
    in_review(visitor)
    while not visitor.path.endswith("/fin"):
        visitor.send("main [name=action][value=ne_sait_pas]")
        visitor.send("main [name=action][value=continuer]")


def choosing_badges(visitor: Visitor) -> None:
    """The way of somebody who looks at who sees their badges."""
    as_learner("Sonia", "/badges")(visitor)
    visitor.find("main details summary").click()


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
    visitor.find("main details summary").click()
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


PAGES: tuple[Page, ...] = (
    Page("public.home", "new", at("/"), picture="accueil"),
    Page("public.home", "here already", as_learner("Mehdi", "/")),
    Page("public.home", "two on one phone", on_a_phone_of_two),
    Page("public.home", "back after a break", at("/?retour=1")),
    Page("public.come_back_digits", "", then(on_a_phone_of_two, "main [data-way-on]")),
    Page("public.enter", "", at("/entrer")),
    Page("public.enter", "nothing written", then(at("/entrer"), "main [data-way-on]")),
    Page("public.digits", "", typed_card),
    Page("public.digits", "wrong", then(typed_card, "main [data-way-on]")),
    Page("public.card_door", "", at_card),
    Page("public.card_door", "unknown card", at("/carte/unknown")),
    Page("public.workshop_door", "", at_workshop_door),
    Page("public.workshop_door", "closed", then(at("/atelier/000000"), "main [data-way-on]")),
    Page("public.sign_in", "", at("/connexion")),
    Page("public.sign_in", "nothing written", then(at("/connexion"), "main [data-way-on]")),
    Page("public.sign_out_page", "", as_learner("Sonia", "/sortir")),
    Page("public.display", "", at("/affichage")),
    Page("public.display", "kept", then(at("/affichage"), "main [data-way-on]")),
    Page("public.help", "", at("/aide")),
    Page("public.help", "in a workshop", as_learner("Sonia", "/aide?depuis=/progression")),
    Page("public.accessibility", "", at("/accessibilite")),
    Page("public.site_map", "", at("/plan-du-site")),
    Page("public.legal", "", at("/mentions-legales")),
    Page("public.privacy_page", "", at("/confidentialite")),
    Page("public.composants", "", at("/composants")),
    *(
        Page("public.composants", f"{item.kind} {number}{state}", at(f"/composants?{asked}{fault}"))
        for number, item in enumerate(ITEMS)
        for asked in [f"question={number}"]
        for state, fault in (("", ""), (" with faults", "&faute=1"))
    ),
    Page("learner.voice", "", newcomer(), picture="ecouter"),
    Page("learner.gesture", "press", at_gesture(1), picture="geste"),
    Page("learner.gesture", "scroll", at_gesture(2)),
    Page("learner.gesture", "write", at_gesture(3)),
    Page("learner.gesture", "nothing written", then(at_gesture(3), "main [data-way-on]")),
    Page("learner.hard", "", newcomer("/diagnostic/gestes/1/difficile")),
    Page("learner.together", "", newcomer("/diagnostic/ensemble")),
    Page("learner.try_item", "", at_try),
    Page("learner.item", "first", as_learner("Inès", "/diagnostic"), picture="essai"),
    Page("learner.item", "later", as_learner("Mehdi", "/diagnostic"), picture="question"),
    Page("learner.item", "answered", as_learner("Mehdi", "/diagnostic/1")),
    Page("learner.item", "changing", as_learner("Mehdi", "/diagnostic/5?changer=1")),
    Page("learner.pause", "", as_learner("Mehdi", "/diagnostic/pause")),
    Page("learner.pause", "without a card", newcomer("/diagnostic/pause"), picture="pause"),
    Page("learner.stop", "", as_learner("Mehdi", "/diagnostic/arreter")),
    Page("learner.card", "none yet", newcomer("/ma-carte")),
    Page("learner.card", "no name", then(newcomer("/ma-carte"), "main [data-way-on]")),
    Page("learner.card", "made", with_new_card, picture="carte"),
    Page("learner.result", "", as_learner("Sonia", "/diagnostic/resultat"), picture="resultat"),
    Page("learner.result", "beginner", as_learner("Tomasz", "/diagnostic/resultat")),
    Page("learner.result", "not shared", as_learner("Paul", "/diagnostic/resultat")),
    Page("learner.progression", "", as_learner("Sonia", "/progression")),
    Page("learner.progression", "empty", newcomer("/progression")),
    Page("learner.review", "", as_learner("Sonia", "/diagnostic/revoir")),
    Page("learner.review_item", "", as_learner("Sonia", "/diagnostic/revoir/1")),
    Page("learner.sharing", "asked", as_learner("Paul", "/partage"), picture="partage"),
    Page("learner.sharing", "no age", then(as_learner("Paul", "/partage"), "main [data-way-on]")),
    Page("learner.sharing", "shared", as_learner("Sonia", "/partage")),
    Page("learner.sharing", "nobody", as_learner("Rosa", "/partage")),
    Page("learner.my_data", "", as_learner("Sonia", "/mes-donnees")),
    Page("public.home", "with a proposal", with_a_proposal),
    Page("learner.proposals", "", as_learner("Sonia", "/propositions")),
    Page("learner.proposals", "none yet", newcomer("/propositions")),
    Page("learner.proposal", "", then(with_a_proposal, "main .next a")),
    Page("learner.proposal", "agreed", then(with_a_proposal, "main .next a", "main [data-way-on]")),
    Page("public.home", "a month later", asked_what_came),
    Page("learner.outcome", "", then(asked_what_came, "main .next a")),
    Page("learner.outcome", "why", then(asked_what_came, "main .next a", "main [value=pas_fait]")),
    Page("learner.following", "", as_learner("Sonia", "/qui-me-suit")),
    Page("learner.following", "nobody", as_learner("Rosa", "/qui-me-suit")),
    Page("learner.situation", "", as_learner("Sonia", "/qui-me-suit/ma-situation")),
    Page("public.home", "with a proposal", with_a_proposal),
    Page("learner.proposals", "", as_learner("Sonia", "/propositions")),
    Page("learner.proposals", "none yet", newcomer("/propositions")),
    Page("learner.proposal", "", then(with_a_proposal, "main .next a")),
    Page("learner.proposal", "agreed", then(with_a_proposal, "main .next a", "main [data-way-on]")),
    Page("public.home", "a month later", asked_what_came),
    Page("learner.outcome", "", then(asked_what_came, "main .next a")),
    Page("learner.outcome", "why", then(asked_what_came, "main .next a", "main [value=pas_fait]")),
    Page("learner.not_me", "", as_learner("Sonia", "/ce-nest-pas-moi")),
    Page("learner.device", "", as_learner("Sonia", "/appareil")),
    Page("learner.badges", "", as_learner("Sonia", "/badges")),
    Page("learner.badges", "choosing", choosing_badges),
    Page("learner.badges", "none yet", newcomer("/badges")),
    Page("learner.badge", "earned", as_learner("Sonia", "/badges/bd-premier-pas")),
    Page("learner.badge", "to earn", newcomer("/badges/bd-parcours-p3")),
    Page("learner.attestation", "", as_learner("Sonia", "/attestation")),
    Page("learner.attestation", "with papers", beside_paper("/attestation")),
    Page("learner.attestation", "nothing yet", newcomer("/attestation")),
    Page("learner.attestation", "too few lines", with_one_line),
    Page("learner.attestation_paper", "", with_paper, picture="attestation"),
    Page("learner.attestation_cv", "", beside_paper("/attestation/{code}/cv")),
    Page("learner.ask_withdrawal", "", beside_paper("/attestation/{code}/retirer")),
    Page("public.verify", "", at("/verifier")),
    Page("public.verify", "nothing written", then(at("/verifier"), "main [data-way-on]")),
    Page("public.verify_code", "a paper", beside_paper("/verifier/{code}")),
    Page("public.verify_code", "withdrawn", with_withdrawn_paper),
    Page("public.verify_code", "unknown", at("/verifier/ABCDEFGHJK")),
    Page("learner.credential", "", with_first_badge),
    Page("learner.credential", "made", then(with_first_badge, "main [data-way-on]")),
    Page("public.verify_code", "badge", with_badge_file),
    Page("public.verify_code", "badge withdrawn", with_withdrawn_file),
    Page("learner.new_badge", "", as_learner("Sonia", "/badges/nouveau")),
    Page("learner.tracks", "", as_learner("Sonia", "/parcours"), picture="parcours"),
    Page("learner.track", "", newcomer("/parcours/mes-emails")),
    Page("learner.lesson", "", newcomer(LESSON), picture="lecon"),
    Page("learner.lesson", "under way", then(in_lesson(1), "main .bottom a")),
    Page("learner.confidence", "", then(newcomer(LESSON), "main [data-way-on]")),
    Page("learner.track_end", "", as_learner("Sonia", "/parcours/mes-emails/bilan")),
    Page("learner.track_end", "under way", newcomer("/parcours/mes-emails/bilan")),
    Page("learner.today", "nothing yet", newcomer("/bilan")),
    Page("learner.today", "", as_learner("Sonia", "/bilan")),
    Page("learner.lesson_place", "step", in_lesson(2), picture="etape"),
    Page("learner.lesson_place", "activity", in_lesson(6)),
    Page("learner.lesson_place", "stuck", stuck_in_lesson),
    Page("learner.lesson_place", "found", found_in_lesson),
    Page("learner.lesson_place", "end", at_end_of_lesson),
    Page("learner.show_me", "", shown_the_way),
    Page("public.home", "with a review", a_week_later("/")),
    Page("learner.tracks", "with a review", a_week_later("/parcours")),
    Page("learner.week_review", "", a_week_later("/revoir")),
    Page("learner.week_review", "under way", then(in_review, "main .bottom button")),
    Page("learner.week_review", "nothing", newcomer("/revoir")),
    Page("learner.week_review_item", "", in_review),
    Page("learner.week_review_item", "stuck", stuck_in_review),
    Page("learner.week_review_shown", "", then(stuck_in_review, "main .stack a:last-child")),
    Page("learner.week_review_end", "", at_end_of_review),
    Page("learner.lesson_keep", "", newcomer(f"{LESSON}/fiche")),
    Page("learner.tutorial", "", newcomer(f"{LESSON}/tutoriel/2")),
    Page("learner.tutorials", "", newcomer("/tutoriels")),
    Page("learner.tutorials", "nothing found", newcomer("/tutoriels?q=zzzz")),
    Page("learner.words", "", newcomer("/mots")),
    Page("learner.word", "", then(newcomer("/mots"), "main li a")),
    Page("counsellor.lessons", "", as_counsellor("/conseiller/lecons")),
    Page("counsellor.lesson_sheet", "", as_counsellor("/conseiller/lecons/P3.5")),
    Page("counsellor.lesson_paper", "", as_counsellor("/conseiller/lecons/P3.5/papier")),
    Page("counsellor.knowledge", "", as_counsellor("/conseiller/aide"), picture="guides"),
    Page("counsellor.knowledge", "found", as_counsellor("/conseiller/aide?q=carte")),
    Page("counsellor.knowledge", "nothing found", as_counsellor("/conseiller/aide?q=zzzz")),
    Page("counsellor.article", "", as_counsellor("/conseiller/aide/lire-la-grille")),
    Page("counsellor.article", "guide", as_counsellor("/conseiller/aide/guide-animer-un-atelier")),
    Page("counsellor.first_hour", "", as_counsellor("/conseiller/premiere-heure")),
    Page("preview.lessons", "", at("/apercu/")),
    Page("preview.lesson", "", at("/apercu/P3.5")),
    Page("counsellor.home", "", as_counsellor("/conseiller/")),
    Page("counsellor.home", "whole structure", as_counsellor("/conseiller/?qui=structure")),
    Page("counsellor.home", "one reason", as_counsellor("/conseiller/?voir=accueil")),
    Page("counsellor.learners", "", as_counsellor("/conseiller/apprenants"), picture="apprenants"),
    Page("counsellor.learners", "narrowed", as_counsellor("/conseiller/apprenants?visite=7-jours")),
    Page("counsellor.learners", "nobody matches", as_counsellor("/conseiller/apprenants?q=zzz")),
    Page(
        "counsellor.learners",
        "nobody ticked",
        then(as_counsellor("/conseiller/apprenants"), "main [data-main] button"),
    ),
    Page("counsellor.tags", "", as_counsellor("/conseiller/etiquettes")),
    Page("counsellor.tags", "added", with_tag),
    Page(
        "counsellor.tags",
        "nothing written",
        then(as_counsellor("/conseiller/etiquettes"), "main [data-main] button"),
    ),
    Page("counsellor.learner", "", PERSON, picture="apprenant", width=1280),
    Page("counsellor.propose", "by the grid", sonias("proposer")),
    Page("counsellor.propose", "a lesson", proposing("lecon")),
    Page("counsellor.propose", "a workshop", proposing("atelier")),
    Page("counsellor.propose", "a partner", proposing("partenaire")),
    Page("counsellor.propose", "nothing chosen", then(proposing("lecon"), "main [data-way-on]")),
    Page("counsellor.propose_to_several", "", to_several),
    Page("counsellor.propose_to_several", "nobody", as_counsellor("/conseiller/proposer")),
    Page("counsellor.proposals", "none or some", sonias("propositions")),
    Page("counsellor.proposals", "just made", proposed),
    Page("counsellor.ready_message", "", then(proposed, "main [data-way-on]")),
    Page("counsellor.situation", "", then(PERSON, 'main a[href$="/situation"]')),
    Page("counsellor.following", "", then(PERSON, 'main a[href$="/suivi"]')),
    Page(
        "counsellor.following",
        "nobody chosen",
        then(PERSON, 'main a[href$="/suivi"]', "main [value=passer]"),
    ),
    Page("counsellor.notes", "", then(PERSON, 'main a[href$="/notes"]')),
    Page(
        "counsellor.notes",
        "nothing written",
        then(PERSON, 'main a[href$="/notes"]', "main [data-way-on]"),
    ),
    Page("counsellor.person_sheet", "", then(PERSON, 'main a[href$="/fiche"]'), width=1280),
    Page("counsellor.propose", "by the grid", sonias("proposer")),
    Page("counsellor.propose", "a lesson", proposing("lecon")),
    Page("counsellor.propose", "a workshop", proposing("atelier")),
    Page("counsellor.propose", "a partner", proposing("partenaire")),
    Page("counsellor.propose", "nothing chosen", then(proposing("lecon"), "main [data-way-on]")),
    Page("counsellor.propose_to_several", "", to_several),
    Page("counsellor.propose_to_several", "nobody", as_counsellor("/conseiller/proposer")),
    Page("counsellor.proposals", "none or some", sonias("propositions")),
    Page("counsellor.proposals", "just made", proposed),
    Page("counsellor.ready_message", "", then(proposed, "main [data-way-on]")),
    Page("counsellor.workshops", "", as_counsellor("/conseiller/ateliers")),
    Page(
        "counsellor.workshops",
        "no title",
        emptied(as_counsellor("/conseiller/ateliers"), "main [name=titre]", "main [data-way-on]"),
    ),
    Page("counsellor.workshop", "", WORKSHOP, picture="atelier", width=1280),
    Page("counsellor.workshop", "no name", with_no_name),
    Page("counsellor.workshop_end", "", then(WORKSHOP, 'main a[href$="/bilan"]'), width=1280),
    Page("counsellor.new_workshop", "", as_counsellor("/conseiller/ateliers/nouveau")),
    Page(
        "counsellor.new_workshop",
        "no title",
        emptied(
            as_counsellor("/conseiller/ateliers/nouveau"), "main [name=titre]", "main [data-way-on]"
        ),
    ),
    Page("counsellor.change_workshop", "", then(WORKSHOP, 'main a[href$="/modifier"]')),
    Page("counsellor.workshop_room", "", then(WORKSHOP, 'main a[href$="/salle"]')),
    Page("counsellor.workshop_presence", "", then(WORKSHOP, 'main a[href$="/presence"]')),
    Page(
        "counsellor.workshop_group",
        "",
        then(WORKSHOP, 'main a[href$="/bilan"]', 'main a[href$="/groupe"]'),
        picture="atelier-groupe",
        width=1280,
    ),
    Page(
        "counsellor.workshop_report",
        "",
        then(WORKSHOP, 'main a[href$="/bilan"]', 'main a[href$="/compte-rendu"]'),
    ),
    Page("counsellor.workshop_screen", "", on_screen, picture="atelier-ecran", width=1280),
    Page("counsellor.cards", "", as_counsellor("/conseiller/cartes")),
    Page(
        "counsellor.cards",
        "nothing chosen",
        then(as_counsellor("/conseiller/cartes"), "main [data-way-on]"),
    ),
    Page("counsellor.print_cards", "", with_printed_cards),
    Page("counsellor.print_cards", "gone", as_counsellor("/conseiller/cartes/imprimer")),
    Page("counsellor.partners", "", as_counsellor("/conseiller/partenaires")),
    Page("counsellor.partners", "none", as_counsellor("/conseiller/partenaires?commune=zz")),
    Page("referent.home", "", referent),
    Page("referent.settings", "", as_referent("/referent/reglages")),
    Page(
        "referent.settings",
        "no number",
        emptied(as_referent("/referent/reglages"), "main [name=places]", "main [data-way-on]"),
    ),
    Page("referent.statistics", "", as_referent("/referent/statistiques"), width=1280),
    Page("referent.home", "invited", then(with_an_invitation, ".crumbs a")),
    Page("referent.home", "a forgotten password", with_a_forgotten_password),
    Page("account.password", "", as_counsellor("/mon-compte/mot-de-passe")),
    Page(
        "account.password",
        "nothing written",
        then(as_counsellor("/mon-compte/mot-de-passe"), "main [data-way-on]"),
    ),
    Page("referent.invite", "", as_referent("/referent/equipe/inviter")),
    Page(
        "referent.invite",
        "nothing written",
        then(as_referent("/referent/equipe/inviter"), "main [data-way-on]"),
    ),
    Page("referent.link", "", with_an_invitation),
    Page("referent.member", "", then(referent, "main .people a")),
    Page("public.join", "", at_invitation),
    Page("public.join", "nothing written", then(at_invitation, "main [data-way-on]")),
    Page("public.join", "too old", at("/rejoindre/unknown")),
    Page("public.forgotten", "", at("/mot-de-passe-oublie")),
    Page(
        "public.forgotten",
        "nothing written",
        then(at("/mot-de-passe-oublie"), "main [data-way-on]"),
    ),
    Page("public.forgotten", "asked", at("/mot-de-passe-oublie?demande=1")),
    Page("public.new_password_page", "", at_new_password),
    Page("public.new_password_page", "short", then(at_new_password, "main [data-way-on]")),
    Page("public.new_password_page", "too old", at("/nouveau-mot-de-passe/unknown")),
    Page("referent.partners", "", as_referent("/referent/partenaires"), picture="partenaires"),
    Page(
        "referent.partners",
        "closed",
        then(as_referent("/referent/partenaires"), "main [name=ferme]"),
    ),
    Page("referent.new_partner", "", as_referent("/referent/partenaires/nouveau")),
    Page(
        "referent.new_partner",
        "nothing written",
        then(as_referent("/referent/partenaires/nouveau"), "main [data-way-on]"),
    ),
    Page("referent.partner", "", then(as_referent("/referent/partenaires"), "main tbody a")),
    Page("referent.partner_file", "", as_referent("/referent/partenaires/importer")),
    Page(
        "referent.partner_file",
        "nothing chosen",
        then(as_referent("/referent/partenaires/importer"), "main [data-way-on]"),
    ),
    Page("referent.checked_partners", "", with_file_of_partners),
    Page(REFUSAL, "not found", at("/nulle-part")),
    Page(REFUSAL, "form too old", with_old_form),
)
NOT_PAGES: dict[str, str] = {
    "referent.statistics_file": "a file to keep",
    "static": "files",
    "public.alive": "a probe, one word",
    "public.ready": "a probe, one word",
    "public.issuer": "a document for programs",
    "public.achievement": "a document for programs",
    "public.revoked": "a document for programs",
    "learner.attestation_pdf": "a file to keep",
    "counsellor.person_sheet_pdf": "a file to keep",
    "learner.credential_svg": "a file to keep",
    "learner.credential_json": "a file to keep",
    "public.badge_picture": "a picture: no page around it",
    "counsellor.next_date_file": "a file for calendars",
    "learner.next_date_file": "a file for calendars",
    "learner.diagnostic": "leads on to where the person was",
}
