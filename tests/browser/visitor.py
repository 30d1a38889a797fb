"""A person with a browser: opens pages, presses what has words on it, writes in named fields."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from selenium.common import StaleElementReferenceException, WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.site import Site

WHOLE, SHELL = "/usr/bin/chromium", "/usr/bin/chromium-headless-shell"
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--disable-dev-shm-usage", "--lang=fr-FR"),
)
WIDEST_PHONE = 1000  # CSS pixels; a wider screen is a computer's
THEMES: dict[str, dict[str, str]] = {
    "light": {"prefers-color-scheme": "light"},
    "dark": {"prefers-color-scheme": "dark"},
    "contrast": {"prefers-contrast": "more"},
    "forced": {"forced-colors": "active"},
}

NOTHING = "/static/favicon.svg"  # a page without scripts
PATIENCE = 20.0  # seconds that a page may take on a busy machine


def open_chromium(*, scripts: bool = True) -> Chrome:
    """Start Debian's Chromium with a new profile; ``scripts=False`` as a person who forbids them.

    The driver's own scripts run in both, but with scripts off the page's clock stands still:
    axe does not work there, geometry does. Chromium's shell without windows needs half the
    processor of the whole; only the whole has the setting that forbids scripts.
    """
    options = ChromeOptions()
    shell = scripts and os.access(SHELL, os.X_OK)
    options.binary_location = os.environ.get("CHROMIUM", SHELL if shell else WHOLE)
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        setting = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", setting)
    driver = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(30)
    return driver


class Visitor:
    """One person at one browser, on a phone of 360 × 740 unless told."""

    def __init__(self, driver: Chrome, site: Site) -> None:
        self.driver = driver
        self.site = site
        self._screen: tuple[int, int] | None = None
        self._theme: str | None = None

    def begin_anew(self) -> None:
        """Forget cookies, size, theme and messages: another person takes the phone.

        They wait at a page of the same site: for another site, Chromium starts a new process,
        which reads axe and the page's own scripts as if for the first time.
        """
        self.go(NOTHING)
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.hold(360, 740)
        self.see("light")
        self.driver.get_log("browser")

    def hold(self, width: int, height: int) -> None:
        """Give the screen this size in CSS pixels, as a phone does (no smallest window)."""
        if self._screen == (width, height):
            return
        self._screen = width, height
        size = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": width < WIDEST_PHONE,
        }
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def see(self, theme: str) -> None:
        """Choose a theme in the phone's settings: light, dark, contrast or forced (colours)."""
        if self._theme == theme:
            return
        self._theme = theme
        features = [{"name": name, "value": value} for name, value in THEMES[theme].items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def go(self, path: str) -> None:
        """Write an address."""
        self.driver.get(f"{self.site.url}{path}")

    @property
    def path(self) -> str:
        """The address shown, without the site."""
        return self.driver.current_url.removeprefix(self.site.url)

    @property
    def heading(self) -> str:
        """The words of the ``h1``."""
        return self.find("h1").text

    @property
    def focused(self) -> WebElement:
        """The element that has the focus."""
        return self.driver.switch_to.active_element

    def find(self, css: str) -> WebElement:
        """The first element that a CSS selector finds."""
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def press(self, words: str) -> None:
        """Press the button, link or choice whose words begin so, and wait for what follows."""
        element = self._worded("button, a[href], summary, label", words)
        leads_on = element.tag_name in {"button", "a"}
        before = self.find("main")
        self.tap(element)
        if leads_on:
            self.wait_for_another(before)

    def press_way_on(self) -> None:
        """Press the button that leads on, whatever its words."""
        self.send("main [data-way-on]")

    def send(self, css: str) -> None:
        """Press what a CSS selector finds, whatever its words, and wait for what follows."""
        before = self.find("main")
        self.tap(self.find(css))
        self.wait_for_another(before)

    def choose(self, css: str) -> None:
        """Choose the radio or box that a CSS selector finds, by the line that it stands in."""
        self.tap(self.find(css).find_element(By.XPATH, "ancestor::label"))

    def tap(self, element: WebElement) -> None:
        """Press an element, moved to the middle of the screen; what follows is not waited for."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def fill(self, field: WebElement, words: str) -> None:
        """Write in a field; what stood there is wiped."""
        field.clear()
        field.send_keys(words)

    def write(self, label: str, words: str) -> None:
        """Write in the field that has this label; what stood there is wiped."""
        named = self._worded("label", label)
        self.fill(self.driver.find_element(By.ID, named.get_attribute("for") or ""), words)

    def enter_as_learner(self, name: str) -> None:
        """Open a demo learner's card and confirm."""
        learners = self.site.demo["learners"]
        self.go(next(each["link"] for each in learners if each["name"] == name))
        self.press_way_on()

    def enter_as_counsellor(self, number: int = 0, role: str = "counsellors") -> None:
        """Sign in with a demo counsellor's e-mail and password (``referents`` for a référent)."""
        person = self.site.demo[role][number]
        self.go("/connexion")
        self.find("main [name=email]").send_keys(person["email"])
        self.find("main [name=password]").send_keys(person["password"])
        self.press_way_on()

    def complaints(self) -> list[str]:
        """What the browser itself complained about: blocked by the policy, script errors."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] in {"SEVERE", "WARNING"} and "status of 4" not in entry["message"]
        ]

    def photograph(self, file: Path) -> None:
        """Keep a picture of what the screen shows, sharp when it is a phone's."""
        width, height = self.driver.execute_script("return [innerWidth, innerHeight]")
        scale = 2 if width < WIDEST_PHONE else 1
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot",
            {
                "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": scale},
            },
        )
        file.write_bytes(base64.b64decode(shot["data"]))

    def _worded(self, css: str, words: str) -> WebElement:
        seen = [
            each for each in self.driver.find_elements(By.CSS_SELECTOR, css) if each.is_displayed()
        ]
        texts = [plain(each.text or each.get_attribute("aria-label") or "") for each in seen]
        for element, text in zip(seen, texts, strict=True):
            if text.startswith(plain(words)):
                return element
        raise AssertionError(f"nothing to press says {words!r} on {self.path}: {texts}")

    def wait_for_another(self, before: WebElement) -> None:
        """Wait until the old ``main`` is gone: by a page load, or by a swap."""
        wait = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05)
        wait.until(lambda _: _is_gone(before))
        wait.until(lambda driver: driver.execute_script("return document.readyState") == "complete")


def _is_gone(element: WebElement) -> bool:
    """Whether the page no longer holds an element; while it changes, Chromium says so oddly."""
    try:
        element.is_enabled()
    except StaleElementReferenceException:
        return True
    except WebDriverException as trouble:
        return "does not belong to the document" in (trouble.msg or "")
    return False


def plain(words: str) -> str:
    """Words without the spaces and hyphens that do not break."""
    return " ".join(words.replace("\u2011", "-").split())
