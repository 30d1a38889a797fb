"""What comes back from the provider and is not what was asked for opens nothing."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from pixlearn.db import now
from pixlearn.web.public.provider import LIFE
from tests.web.account.a_provider import RunningProvider, with_changes
from tests.web.account.provider.coming import (
    CLAIRE,
    address_from,
    linked,
    sessions_of,
    somebody,
)
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place


def refused(place: Place, browser: Browser, path: str) -> None:
    """This way back opens nothing, and the page says what to do."""
    response = browser.get(path)
    assert response.location == "/connexion?fournisseur=refus"
    assert "réessayer" in browser.page(response.location).main_text
    assert sessions_of(place, place.counsellor) == []


def test_a_wrong_state_is_refused(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    back = provider.lets_in(address_from(claire), "claire", state="another")
    refused(known, claire, back)


def test_a_state_with_strange_signs_is_refused(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    back = provider.lets_in(address_from(claire), "claire")
    refused(known, claire, with_changes(back, state="é\udcff".encode("utf-8", "ignore").decode()))


def test_a_wrong_nonce_is_refused(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    refused(known, claire, provider.lets_in(address_from(claire), "claire", nonce="another"))


def test_a_missing_nonce_is_refused(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    address = address_from(claire)
    without = "&".join(part for part in address.split("&") if not part.startswith("nonce="))
    refused(known, claire, provider.lets_in(without, "claire"))


def test_the_way_back_serves_once(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    back = provider.lets_in(address_from(claire), "claire")
    assert claire.get(back).location == "/conseiller/"
    assert claire.page(back).heading == "Aujourd'hui"  # a reload: already here
    assert len(sessions_of(known, known.counsellor)) == 1


def test_the_way_back_opens_nothing_in_another_browser(
    known: Place, provider: RunningProvider
) -> None:
    claire, thief = somebody(known), somebody(known)
    back = provider.lets_in(address_from(claire), "claire")
    assert thief.get(back).location == "/connexion"
    assert sessions_of(known, known.counsellor) == []


def test_a_code_serves_once(known: Place, provider: RunningProvider) -> None:
    claire, thief = somebody(known), somebody(known)
    back = provider.lets_in(address_from(claire), "claire")
    claire.get(back)
    state = parse_qs(urlsplit(address_from(thief)).query)["state"][0]
    assert thief.get(with_changes(back, state=state)).location == "/connexion?fournisseur=refus"


def test_a_code_of_another_sign_in_is_refused(known: Place, provider: RunningProvider) -> None:
    claire, thief = somebody(known), somebody(known)
    stolen = provider.lets_in(address_from(claire), "claire")
    state = parse_qs(urlsplit(address_from(thief)).query)["state"][0]
    refused(known, thief, with_changes(stolen, state=state))


def test_an_invented_code_is_refused(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    state = parse_qs(urlsplit(address_from(claire)).query)["state"][0]
    refused(known, claire, f"/connexion/retour?code=invented&state={state}")


def test_an_answer_that_names_another_issuer_is_refused(
    known: Place, provider: RunningProvider
) -> None:
    claire = somebody(known)
    back = provider.lets_in(address_from(claire), "claire")
    refused(known, claire, f"{back}&iss=https://another.example")


def test_who_takes_too_long_begins_anew(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    back = provider.lets_in(address_from(claire), "claire")
    with time_machine.travel(now() + timedelta(seconds=LIFE + 1)):
        refused(known, claire, back)


def test_who_stops_at_the_provider_may_try_again(known: Place, provider: RunningProvider) -> None:
    claire = somebody(known)
    response = claire.get(provider.lets_go(address_from(claire)))
    assert response.location == "/connexion?fournisseur=annule"
    assert "Vous avez arrêté chez ProTest" in claire.page(response.location).main_text


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-site"},
        {"aud": ["pixlearn", "another-site"]},
        {"iss": "https://another.example"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"azp": "another-site"},
        {"nonce": None},
        {"exp": "soon"},
    ],
    ids=lambda claims: "-".join(claims),
)
def test_a_token_that_is_not_for_us_now_is_refused(
    known: Place, provider: RunningProvider, claims: dict[str, object]
) -> None:
    linked(known, "forged", known.counsellor, provider.url)
    provider.knows("forged", **CLAIRE, **claims)
    claire = somebody(known)
    refused(known, claire, provider.lets_in(address_from(claire), "forged"))
