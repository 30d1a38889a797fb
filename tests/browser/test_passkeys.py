"""Passkeys with Chromium's own authenticator, at an address with a name: made, then used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.account_ways import PASSWORD, join
from tests.browser.formats import QUICK
from tests.browser.site import Site, serve
from tests.browser.visitor import PATIENCE, Visitor

FIRST_STEP, SECOND_STEP = "/connexion", "/connexion/code"


@pytest.fixture(scope="module")
def named_site(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app at an address with a name: browsers make no passkey for a number."""
    with serve(base, tmp_path_factory.mktemp("named"), host="localhost") as running:
        yield running


@pytest.fixture
def person(chromium: Chrome, named_site: Site) -> Iterator[Visitor]:
    """Somebody whose device can make passkeys."""
    visitor = Visitor(chromium, named_site)
    visitor.begin_anew()
    options = VirtualAuthenticatorOptions()
    options.transport = VirtualAuthenticatorOptions.Transport.INTERNAL
    options.has_user_verification = options.is_user_verified = True
    chromium.add_virtual_authenticator(options)
    yield visitor
    chromium.remove_virtual_authenticator()


def arrives(visitor: Visitor, path: str) -> None:
    """Wait until the device has answered and the next page is there."""
    WebDriverWait(visitor.driver, PATIENCE).until(lambda _: visitor.path.startswith(path))


def with_passkey(visitor: Visitor) -> str:
    """A new colleague makes a passkey; returns their address."""
    email = join(visitor)
    visitor.go("/mon-compte/cle")
    visitor.find("main [name=nom]").clear()
    visitor.find("main [name=nom]").send_keys("Mon ordinateur")
    visitor.find("main [data-way-on]").click()
    arrives(visitor, "/mon-compte/codes-de-secours")
    return email


def after_password(visitor: Visitor, email: str) -> None:
    """The same colleague signs in again, to the second step."""
    visitor.driver.delete_all_cookies()
    visitor.go(FIRST_STEP)
    visitor.find("main [name=email]").send_keys(email)
    visitor.find("main [name=password]").send_keys(PASSWORD)
    visitor.press_way_on()
    assert visitor.path == SECOND_STEP


def test_a_passkey_is_made_and_opens_the_second_step(person: Visitor) -> None:
    email = with_passkey(person)
    for _ in range(2):
        after_password(person, email)
        person.find("form[data-passkey] button").click()
        arrives(person, "/conseiller/")
    person.go("/mon-compte/")
    assert "Mon ordinateur" in person.find("main").text
    assert not person.complaints()


def test_a_device_that_refuses_says_so_and_a_code_still_opens(person: Visitor) -> None:
    email = with_passkey(person)
    code = person.find("main code").text
    after_password(person, email)
    person.driver.set_user_verified(False)
    person.find("form[data-passkey] button").click()
    words = WebDriverWait(person.driver, PATIENCE).until(
        lambda _: person.find("[data-refused]").text
    )
    assert "n'a pas répondu" in words
    person.find("main [name=step_code]").send_keys(code)
    person.find("main form[data-main] button").click()
    arrives(person, "/conseiller/")


def test_the_page_that_makes_a_passkey(person: Visitor) -> None:
    join(person)
    person.go("/mon-compte/cle")
    faults = [fault for each in QUICK for fault in each.faults(person)]
    assert not faults + person.complaints()
