"""A beginner on the way through the diagnostic, told as they would tell it."""

from __future__ import annotations

from urllib.parse import urlsplit

from pixlearn.accounts.secret import card_secrets
from pixlearn.web.qr import qr_svg
from tests.browser.journeys.answering import answer, question
from tests.browser.visitor import Visitor, plain

RESULT = "/diagnostic/point-de-depart/resultat"
CARD_COOKIE = "card"


class Beginner:
    """Somebody who does the diagnostic with a visitor's hands."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.met: list[str] = []  # the kinds of the questions answered

    def begins(self, *, listening: bool = False) -> None:
        """From the first page to the first gesture."""
        self.visitor.go("/")
        self.visitor.press("Je commence")
        self.visitor.press("Oui" if listening else "Non")

    def does_the_gestures(self) -> None:
        """Press, scroll, write."""
        self.visitor.press("J'appuie ici")
        self.visitor.press("J'ai trouvé le bouton")
        self.visitor.write("Votre mot", "Bonjour")
        self.visitor.press("J'ai écrit")

    def comes_to_the_first_question(self) -> None:
        """All that stands before it."""
        self.begins()
        self.does_the_gestures()
        if self.visitor.path.endswith("/essai"):
            self.visitor.press("Passer cet essai")

    def answers(self, most: int = 18) -> None:
        """Answer this many questions, or all there are; every third one with « Je ne sais pas »."""
        while most and not self.has_finished:
            asked = question(self.visitor)
            if self.visitor.path.endswith("/essai"):
                answer(self.visitor, asked)
                continue
            self.met.append(asked.type)
            if len(self.met) % 3 == 0:
                self.visitor.press("Je ne sais pas")
            else:
                answer(self.visitor, asked)
            most -= 1

    @property
    def has_finished(self) -> bool:
        """Whether the page of the result is reached."""
        return urlsplit(self.visitor.path).path == RESULT

    def makes_a_card(self, first_name: str) -> str:
        """Make a card on the page of the break; the address that its square drawing holds."""
        self.visitor.press("Je fais ma carte")
        self.visitor.write("Prénom", first_name)
        self.visitor.press("Je fais ma carte")
        cookie = next(c for c in self.visitor.driver.get_cookies() if c["name"] == CARD_COOKIE)
        path = f"/carte/{card_secrets(cookie['value'], 0).token}"
        drawn = self.visitor.find("main .qr path:last-of-type").get_attribute("d")
        assert drawn in qr_svg(f"{self.visitor.site.url}{path}", "")
        return path

    def progression(self) -> str:
        """The words of the block that learner and counsellor share, folded ones too."""
        words = self.visitor.find("#progression").get_attribute("textContent")
        return plain(words or "")
