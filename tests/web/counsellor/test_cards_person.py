"""The card of one person, and of several: printed, it really opens; the former ones do not."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
import segno
from sqlalchemy import select

from pixlearn.accounts.secret import card_secrets
from pixlearn.accounts.service import issue_card
from pixlearn.accounts.store import Learner
from pixlearn.config import Settings
from pixlearn.db import db, transaction
from pixlearn.privacy.service import agree_to_share, refuse_to_share
from tests.web.browsing import Browser, filled_fields
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in
from tests.web.parsed_page import ParsedPage, text_of

SEED = "00112233445566778899aabbccddeeff"
FORMER = card_secrets(SEED, 0)
Give = Callable[[UUID], None]


@pytest.fixture
def sonia(place: Place, settings: Settings) -> UUID:
    """Somebody who shares, and has a card of her own."""
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        issue_card(learner, SEED, settings.pepper)
        return learner


def card_page(learner: UUID) -> str:
    return f"/conseiller/cartes/{learner}"


def act(counsellor: Browser, learner: UUID, words: str, **written: str) -> ParsedPage:
    """Press a button of the page of a card; the page that follows."""
    page = counsellor.page(card_page(learner))
    form = next(
        each
        for each in page.all("form")
        if any(text_of(button).startswith(words) for button in each.iter("button"))
    )
    return counsellor.go_on(counsellor.send(page, form=form, **written))


def expected(counsellor: Browser, name: str = "Nadia") -> None:
    """Create somebody by name."""
    page = counsellor.page("/conseiller/cartes/personnes")
    counsellor.send(counsellor.go_on(counsellor.send(page, prenoms=name)))


def learner_called(place: Place, name: str) -> UUID:
    with place.app.app_context():
        query = select(Learner.id).where(Learner.first_name == name)
        return db.session.execute(query).scalar_one()


def phone_of(place: Place) -> Browser:
    """A phone that nobody has used here yet."""
    phone = place.app.test_client()
    assert isinstance(phone, Browser)
    return phone


def codes_on(page: ParsedPage) -> tuple[str, str]:
    """The code and the digits on the only card of a page."""
    (card,) = [each for each in page.all("li") if each.get("class") == "paper-card"]
    code, digits, _ = [text_of(each) for each in card.iter("strong")]
    return code, digits


def opens(place: Place, code: str, digits: str) -> bool:
    """Whether a code and digits open somebody's work."""
    phone = phone_of(place)
    phone.send(phone.page("/entrer"), code=code)
    return phone.send(phone.page("/entrer/chiffres"), digits=digits).status_code == 303


def scanned(place: Place, path: str) -> bool:
    """Whether the address in a QR code opens somebody's work."""
    phone = phone_of(place)
    if phone.get(path).status_code != 200:
        return False
    assert phone.send(phone.page(path)).status_code == 303
    return True


def looks_read(place: Place, learner: UUID) -> str:
    """What the person reads of who did what."""
    return signed_in(place.app, learner=learner).page("/qui-me-suit").main_text


def test_a_printed_card_opens_by_its_code_and_digits(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    assert opens(place, *codes_on(act(counsellor, sonia, "Faire une nouvelle carte")))


def test_a_printed_card_opens_by_its_square(
    place: Place, counsellor: Browser, sonia: UUID, settings: Settings
) -> None:
    page = act(counsellor, sonia, "Faire une nouvelle carte")
    kept = counsellor.get_cookie("card")
    assert kept is not None
    path = f"/carte/{card_secrets(kept.value.partition('.')[0], 0).token}"
    drawn = segno.make_qr(f"{settings.public_url}{path}", error="m").svg_inline(border=4)
    assert drawn.rpartition(' d="')[2].partition('"')[0] in page.html
    assert scanned(place, path)


def test_a_new_card_ends_the_former_one(place: Place, counsellor: Browser, sonia: UUID) -> None:
    assert scanned(place, f"/carte/{FORMER.token}")
    act(counsellor, sonia, "Faire une nouvelle carte")
    assert not scanned(place, f"/carte/{FORMER.token}")
    assert not opens(place, FORMER.code, FORMER.digits)


def test_a_new_card_opens_the_same_work(place: Place, counsellor: Browser, sonia: UUID) -> None:
    code, digits = codes_on(act(counsellor, sonia, "Faire une nouvelle carte"))
    phone = phone_of(place)
    phone.send(phone.page("/entrer"), code=code)
    phone.send(phone.page("/entrer/chiffres"), digits=digits)
    assert "Claire Petit a fait votre nouvelle carte" in phone.page("/qui-me-suit").main_text


def test_of_a_lost_card_all_that_it_opened_is_closed(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    phone = signed_in(place.app, learner=sonia)
    act(counsellor, sonia, "Faire une nouvelle carte")
    assert phone.get("/progression").status_code == 200
    act(counsellor, sonia, "Faire une nouvelle carte", perdue="oui")
    assert phone.get("/progression").status_code == 303


def test_new_digits_open_with_the_same_code(place: Place, counsellor: Browser, sonia: UUID) -> None:
    page = act(counsellor, sonia, "Changer les 4 chiffres")
    assert page.heading == "Nouveaux chiffres de Sonia"
    (card,) = [each for each in page.all("li") if each.get("class") == "paper-card"]
    digits = [text_of(each) for each in card.iter("strong")][1]
    assert opens(place, FORMER.code, digits)
    assert not opens(place, FORMER.code, FORMER.digits) or digits == FORMER.digits
    assert scanned(place, f"/carte/{FORMER.token}")


def test_new_digits_work_at_once_after_many_wrong_tries(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    for _ in range(6):
        phone = phone_of(place)
        phone.send(phone.page("/entrer"), code=FORMER.code)
        phone.send(phone.page("/entrer/chiffres"), digits="0" if FORMER.digits != "0" else "1")
    page = act(counsellor, sonia, "Changer les 4 chiffres")
    (card,) = [each for each in page.all("li") if each.get("class") == "paper-card"]
    assert opens(place, FORMER.code, [text_of(each) for each in card.iter("strong")][1])


def test_the_slip_is_only_for_the_browser_that_made_the_digits(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    act(counsellor, sonia, "Changer les 4 chiffres")
    colleague = signed_in(place.app, staff=place.counsellor)
    assert colleague.page(f"{card_page(sonia)}/chiffres").heading == "Carte de Sonia"


def test_an_ended_card_opens_nothing(place: Place, counsellor: Browser, sonia: UUID) -> None:
    page = act(counsellor, sonia, "Arrêter la carte")
    assert "La carte est arrêtée." in page.main_text
    assert "Aucune carte ne marche." in page.main_text
    assert not scanned(place, f"/carte/{FORMER.token}")


def test_after_the_end_there_are_no_digits_to_change(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(card_page(sonia))
    fields = {**filled_fields(page.main_form()), "action": "chiffres"}
    act(counsellor, sonia, "Arrêter la carte")
    response = counsellor.post(card_page(sonia), data=fields)
    assert response.location == card_page(sonia)


def test_the_person_reads_what_is_done_with_their_card(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    act(counsellor, sonia, "Changer les 4 chiffres")
    act(counsellor, sonia, "Faire une nouvelle carte")
    act(counsellor, sonia, "Arrêter la carte")
    words = looks_read(place, sonia)
    assert "Claire Petit a changé les 4 chiffres de votre carte." in words
    assert "Claire Petit a fait votre nouvelle carte." in words
    assert "Claire Petit a imprimé votre carte." in words
    assert "Claire Petit a arrêté votre carte." in words


def test_the_page_of_a_person_leads_to_their_card(counsellor: Browser, sonia: UUID) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}")
    assert card_page(sonia) in [link.get("href") for link in page.all("a")]


def test_a_card_is_beyond_the_reach_of_another_structure(
    stranger: Browser, counsellor: Browser, sonia: UUID
) -> None:
    assert stranger.get(card_page(sonia)).status_code == 404
    fields = filled_fields(counsellor.page(card_page(sonia)).main_form())
    token = filled_fields(stranger.page("/conseiller/cartes").main_form())["csrf_token"]
    for action in ("refaire", "chiffres", "arreter", "retirer"):
        sent = {**fields, "csrf_token": token, "action": action}
        assert stranger.post(card_page(sonia), data=sent).status_code == 404


def test_who_stops_sharing_is_beyond_reach_at_the_next_request(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    act(counsellor, sonia, "Faire une nouvelle carte")
    with place.app.app_context(), transaction():
        refuse_to_share(sonia, place.structure)
    assert counsellor.get(card_page(sonia)).status_code == 404
    assert counsellor.page("/conseiller/cartes/imprimer").heading == "Pas de cartes à imprimer"


def test_who_now_shares_elsewhere_is_beyond_reach(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    act(counsellor, sonia, "Faire une nouvelle carte")
    with place.app.app_context(), transaction():
        agree_to_share(sonia, place.structure_elsewhere)
    assert counsellor.get(card_page(sonia)).status_code == 404


def test_somebody_expected_gets_a_new_card_before_they_choose(
    place: Place, counsellor: Browser
) -> None:
    expected(counsellor)
    nadia = learner_called(place, "Nadia")
    assert opens(place, *codes_on(act(counsellor, nadia, "Faire une nouvelle carte")))


def test_somebody_created_by_mistake_is_erased(place: Place, counsellor: Browser) -> None:
    expected(counsellor)
    page = act(counsellor, learner_called(place, "Nadia"), "Effacer Nadia")
    assert "Nadia" not in page.main_text
    with place.app.app_context():
        assert db.session.execute(select(Learner)).scalars().all() == []


def test_somebody_who_came_is_not_erased(place: Place, counsellor: Browser) -> None:
    expected(counsellor)
    nadia = learner_called(place, "Nadia")
    page = counsellor.page(card_page(nadia))
    assert opens(place, *codes_on(counsellor.page("/conseiller/cartes/imprimer")))
    fields = {**filled_fields(page.main_form()), "action": "retirer"}
    assert counsellor.post(card_page(nadia), data=fields).location == card_page(nadia)
    assert "Effacer" not in counsellor.page(card_page(nadia)).main_text


def ticked(counsellor: Browser, *people: UUID) -> ParsedPage:
    """Tick people in the list and ask for their cards; the page that asks to confirm."""
    page = counsellor.page("/conseiller/apprenants")
    chosen = [str(one) for one in people]
    return counsellor.go_on(counsellor.send(page, personne=chosen, action="cartes"))


def test_cards_of_people_ticked_are_confirmed_first(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = ticked(counsellor, sonia)
    assert page.heading == "Nouvelle carte pour 1 personne"
    assert "L'ancienne carte ne marchera plus" in page.main_text
    assert scanned(place, f"/carte/{FORMER.token}")


def test_cards_of_people_ticked_are_printed_together(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        karim = a_learner("Karim", shares_with=place.structure)
    page = counsellor.go_on(counsellor.send(ticked(counsellor, sonia, karim)))
    cards = [each for each in page.all("li") if each.get("class") == "paper-card"]
    names = [[text_of(one) for one in card.iter("strong")][-1] for card in cards]
    assert names == ["Karim", "Sonia"]
    assert not scanned(place, f"/carte/{FORMER.token}")


def test_people_who_do_not_share_are_left_out(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        elsewhere = a_learner("Paul", shares_with=place.structure_elsewhere)
    page = counsellor.page(f"/conseiller/cartes/refaire?pour={sonia},{elsewhere},x")
    assert page.heading == "Nouvelle carte pour 1 personne"
    assert "Paul" not in page.main_text


def test_with_nobody_chosen_the_page_says_where_to_choose(counsellor: Browser) -> None:
    page = counsellor.page("/conseiller/cartes/refaire")
    assert "Cochez d'abord des personnes" in page.main_text
