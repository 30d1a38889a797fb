"""What a counsellor does with a workshop, told as they would tell it."""

from __future__ import annotations

from selenium.common import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.visitor import PATIENCE, Visitor, plain


def said(visitor: Visitor) -> str:
    """All that the page says."""
    return plain(visitor.find("main").text)


def sees(visitor: Visitor, words: str) -> None:
    """Wait until the page says so: by itself with scripts, when it is asked again without."""

    def shown(_: object) -> bool:
        if visitor.find("main").find_elements(By.PARTIAL_LINK_TEXT, "Actualiser"):
            visitor.press("Actualiser")
        return words in said(visitor)

    changing = (StaleElementReferenceException,)
    wait = WebDriverWait(visitor.driver, PATIENCE, 1, ignored_exceptions=changing)
    wait.until(shown, f"« {words} » does not come on {visitor.path}")


def opens_a_workshop(counsellor: Visitor) -> tuple[str, str]:
    """From « Aujourd'hui » to an open workshop; its address and its code."""
    counsellor.go("/conseiller/")
    counsellor.press("Ateliers")
    counsellor.write("Titre", "Premiers pas du lundi")
    counsellor.press("Ouvrir l'atelier")
    code = "".join(counsellor.find("main .code").text.split())
    return counsellor.path.partition("?")[0], code


def names(counsellor: Visitor, number: int, first_name: str) -> None:
    """Write the first name of who has no name yet and came in as number so much of these."""
    form = counsellor.find("main form#names")
    before = counsellor.find("main")
    field = form.find_elements(By.CSS_SELECTOR, "[name^=prenom]")[number]
    counsellor.fill(field, first_name)
    counsellor.tap(form.find_element(By.CSS_SELECTOR, "button"))
    counsellor.wait_for_another(before)
