"""The few words that stand between pieces of content when it is told in sentences.

They belong to the language of the content, not to the interface: another content language
brings its own set.
"""

from dataclasses import dataclass

FRENCH, ENGLISH = "fr", "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``colon`` stands between a name and what it names."""

    address: str
    buttons: str
    me: str
    ringed: str
    nothing: str
    yes: str
    no: str
    to: str
    subject: str
    attached: str
    colon: str


_WORDS = {
    FRENCH: Words(
        address="Adresse",
        buttons="Boutons",
        me="Moi",
        ringed="Au numéro {number}, entouré",
        nothing="rien",
        yes="oui",
        no="non",
        to="À",
        subject="Objet",
        attached="Document joint",
        colon=" : ",
    ),
    ENGLISH: Words(
        address="Address",
        buttons="Buttons",
        me="Me",
        ringed="At number {number}, ringed",
        nothing="nothing",
        yes="yes",
        no="no",
        to="To",
        subject="Subject",
        attached="Document attached",
        colon=": ",
    ),
}
LANGUAGES = tuple(_WORDS)
"""The languages that content may be written in; the first one is whole."""


def words_in(language: str) -> Words:
    """The words of a language."""
    return _WORDS[language]
