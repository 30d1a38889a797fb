"""« J'ai deux cartes »: both proved, joined by the person, their sharing theirs to choose."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts import service
from pixlearn.accounts.secret import CardSecrets, card_secrets
from pixlearn.accounts.store import Card, Learner
from pixlearn.content.current import catalogue
from pixlearn.db import db, transaction
from pixlearn.privacy.store import FollowUp
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_learner, a_structure, answers, signed_in
from tests.web.learner.reader import Reader
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

PEPPER = "pepper-of-the-tests-0123456789abcdefg"
SEEDS = ("00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100")
TWO_CARDS = "/ma-carte/deux-cartes"
JOIN = "/ma-carte/deux-cartes/reunir"


@dataclass
class TwoCards:
    """Somebody signed in on one file, who holds the card of another one too."""

    app: Flask
    structure: UUID
    here: UUID
    other: UUID
    reader: Reader
    card: CardSecrets

    def share(self, *learners: UUID, structure: UUID | None = None) -> None:
        """These files are shared."""
        with self.app.app_context(), transaction():
            for one in learners:
                shared = {"structure_id": structure or self.structure, "equipment": None}
                db.session.add(FollowUp(learner_id=one, **shared))

    def prove(self) -> None:
        """Write what is on the other card."""
        self.reader.go(TWO_CARDS)
        self.reader.press("Continuer", code=self.card.code, digits=self.card.digits)

    def shared_with(self) -> list[UUID]:
        """The structures that see something now."""
        with self.app.app_context():
            return list(db.session.execute(select(FollowUp.structure_id)).scalars())

    def people(self) -> set[UUID]:
        """Ids of the files that there are."""
        with self.app.app_context():
            return set(db.session.execute(select(Learner.id)).scalars())


@pytest.fixture
def cards(app: Flask) -> TwoCards:
    """Each file has an answer and a card."""
    skill = next(iter(catalogue().items.values())).skill
    with app.app_context(), transaction():
        structure = a_structure("Mission locale du Val")
        ids = [a_learner("Sonia"), a_learner("Sonia")]
        for learner_id, seed in zip(ids, SEEDS, strict=True):
            answers(learner_id, [(skill, 1.0)])
            service.issue_card(learner_id, seed, PEPPER)
    reader = Reader(app, signed_in(app, learner=ids[0]))
    return TwoCards(app, structure, *ids, reader, card_secrets(SEEDS[1], 0))


def test_both_files_are_one_and_the_new_card_shows(cards: TwoCards) -> None:
    cards.prove()
    assert cards.reader.path == JOIN
    words = cards.reader.press("Je réunis mes deux dossiers").main_text
    assert "Toutes vos réponses sont là." in words
    assert cards.people() == {cards.here}
    assert "Chiffres" in cards.reader.go("/ma-carte").main_text


def test_both_former_cards_stop(cards: TwoCards) -> None:
    cards.prove()
    cards.reader.press("Je réunis mes deux dossiers")
    nobody = cards.app.test_client()
    for seed in SEEDS:
        assert nobody.get(f"/carte/{card_secrets(seed, 0).token}").status_code == 404


def test_the_square_of_the_other_card_is_as_good_as_its_code(cards: TwoCards) -> None:
    cards.reader.go(f"/carte/{cards.card.token}")
    cards.reader.press("Cette carte est aussi à moi")
    assert cards.reader.path == JOIN


def test_ones_own_card_offers_no_joining(cards: TwoCards) -> None:
    words = cards.reader.go(f"/carte/{card_secrets(SEEDS[0], 0).token}").main_text
    assert "aussi à moi" not in words


@pytest.mark.parametrize(
    ("code", "digits", "words"),
    [
        ("ABCD1234", "0000", "ne vont pas ensemble"),
        ("", "", "Écrivez le code et les 4 chiffres"),
        (card_secrets(SEEDS[0], 0).code, card_secrets(SEEDS[0], 0).digits, "la carte d'ici"),
    ],
)
def test_another_code_joins_nothing(cards: TwoCards, code: str, digits: str, words: str) -> None:
    cards.reader.go(TWO_CARDS)
    assert words in cards.reader.press("Continuer", code=code, digits=digits).main_text
    assert cards.reader.go(JOIN).main_text.startswith("J'ai deux cartes")


def test_a_card_of_a_stack_that_nobody_took_holds_nothing(cards: TwoCards) -> None:
    seed = "0" * 32
    with cards.app.app_context(), transaction():
        service.issue_stack(cards.structure, service.prepare_stack(seed, 1, PEPPER))
    new = card_secrets(seed, 0)
    cards.reader.go(TWO_CARDS)
    words = cards.reader.press("Continuer", code=new.code, digits=new.digits).main_text
    assert "Cette carte est neuve" in words


def test_nothing_joins_without_the_other_card(cards: TwoCards) -> None:
    assert cards.reader.browser.post(JOIN, data={}).status_code in {303, 400}
    assert cards.people() == {cards.here, cards.other}


def test_what_is_proved_in_one_browser_is_not_in_another(cards: TwoCards) -> None:
    cards.prove()
    elsewhere: Browser = signed_in(cards.app, learner=cards.here)
    assert elsewhere.get(JOIN).location == TWO_CARDS


def test_sharing_here_goes_on_for_all_of_it(cards: TwoCards) -> None:
    cards.share(cards.here)
    cards.prove()
    assert "Mission locale du Val voit tout." in cards.reader.page.main_text
    cards.reader.press("Je réunis mes deux dossiers")
    assert cards.shared_with() == [cards.structure]


@pytest.mark.parametrize(("answer", "seen"), [("oui", True), ("non", False)])
def test_when_only_the_other_file_is_shared_the_person_chooses(
    cards: TwoCards, answer: str, seen: bool
) -> None:
    cards.share(cards.other)
    cards.prove()
    cards.reader.press("Je réunis mes deux dossiers")
    assert "Choisissez oui ou non" in cards.reader.page.main_text
    cards.reader.press("Je réunis mes deux dossiers", partage=answer)
    assert cards.shared_with() == ([cards.structure] if seen else [])


def test_of_two_structures_the_one_of_here_sees(cards: TwoCards) -> None:
    with cards.app.app_context(), transaction():
        elsewhere = a_structure("Cap emploi Nord")
    cards.share(cards.here)
    cards.share(cards.other, structure=elsewhere)
    cards.prove()
    assert "Cap emploi Nord ne voit plus rien." in cards.reader.page.main_text
    cards.reader.press("Je réunis mes deux dossiers")
    assert cards.shared_with() == [cards.structure]


def test_separated_again_each_card_opens_its_own_file(cards: TwoCards) -> None:
    cards.share(cards.other)
    cards.prove()
    cards.reader.press("Je réunis mes deux dossiers", partage="non")
    cards.reader.press("Je sépare les deux dossiers")
    assert "séparés" in cards.reader.page.main_text
    assert cards.shared_with() == [cards.structure]
    with cards.app.app_context():
        live = select(Card.learner_id).where(Card.ended_at.is_(None))
        assert set(db.session.execute(live).scalars()) == {cards.here, cards.other}


def test_the_door_takes_one_more_statement_at_most(cards: TwoCards) -> None:
    with cards.app.app_context(), counted_statements(db.engine) as sent:
        cards.reader.go("/")
    assert sum("FROM merger" in one for one in sent) == 1
