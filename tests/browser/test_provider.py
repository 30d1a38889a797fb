"""Signing in at a provider and out of it in a real browser, which obeys the policy of our pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.formats import QUICK
from tests.browser.site import Site, serve
from tests.browser.visitor import PATIENCE, Visitor
from tests.web.account.a_provider import RunningProvider, a_provider


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProvider]:
    """A provider that knows Claire."""
    with a_provider(tmp_path_factory.mktemp("provider")) as running:
        running.knows("claire", name="Claire Petit", email="claire@structure.example")
        yield running


@pytest.fixture(scope="module")
def site_with_provider(
    provider: RunningProvider, base: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site where professionals may sign in there."""
    settings = {
        "PIXLEARN_OIDC_ISSUER": provider.url,
        "PIXLEARN_OIDC_CLIENT_ID": "pixlearn",
        "PIXLEARN_OIDC_CLIENT_SECRET": "secret",
        "PIXLEARN_OIDC_NAME": "ProTest",
    }
    with serve(base, tmp_path_factory.mktemp("site"), **settings) as running:
        yield running


def at_provider(visitor: Visitor, provider: RunningProvider, button: str) -> None:
    """Wait for the provider's page and press its button, until our site is back."""
    wait = WebDriverWait(visitor.driver, PATIENCE)
    wait.until(lambda driver: driver.current_url.startswith(provider.url))
    visitor.driver.find_element(By.CSS_SELECTOR, button).click()
    wait.until(lambda driver: driver.current_url.startswith(visitor.site.url))


def comes_in(visitor: Visitor, provider: RunningProvider) -> None:
    """Sign in as Claire at the provider."""
    visitor.go("/connexion")
    visitor.tap(visitor.find("main a[href*='/connexion/fournisseur']"))
    wait = WebDriverWait(visitor.driver, PATIENCE)
    field = wait.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "input[name=sub]"))[0]
    field.send_keys("claire")
    at_provider(visitor, provider, "form button:not([value=deny])")


def complaints(visitor: Visitor) -> list[str]:
    """What the browser complained about on our pages; the provider's look for a style elsewhere."""
    return [each for each in visitor.complaints() if not each.startswith("https://cdn.")]


def fit(visitor: Visitor) -> None:
    """The page that shows is accessible, on a phone, light and dark."""
    faults = [fault for each in QUICK for fault in each.faults(visitor)]
    faults += complaints(visitor)
    assert not faults, "\n".join([visitor.path, *faults])


def test_somebody_waits_is_linked_comes_in_and_goes_out(
    chromium: Chrome, site_with_provider: Site, provider: RunningProvider
) -> None:
    visitor = Visitor(chromium, site_with_provider)
    visitor.begin_anew()
    comes_in(visitor, provider)
    assert visitor.heading == "Votre référent doit vous ajouter"
    code = visitor.find("main .code").text
    fit(visitor)

    visitor.begin_anew()
    visitor.enter_as_counsellor(role="referents")
    visitor.go("/referent/")
    visitor.send("table.people tbody tr:first-child a")
    visitor.press("Relier à ProTest")
    fit(visitor)
    visitor.write("Le code de la personne", code)
    visitor.press_way_on()
    assert "Claire Petit, claire@structure.example" in visitor.find("main").text
    fit(visitor)
    visitor.press("Oui, relier")
    assert "C'est relié" in visitor.find("main").text.replace("’", "'")
    fit(visitor)

    visitor.begin_anew()
    comes_in(visitor, provider)
    assert visitor.path.startswith(("/conseiller/", "/mon-compte/", "/referent/"))
    visitor.go("/sortir")
    visitor.tap(visitor.find("main form button"))
    at_provider(visitor, provider, "form button")
    assert visitor.path.startswith("/?")
    assert complaints(visitor) == []
    visitor.go("/conseiller/")
    assert visitor.path.startswith("/connexion")
