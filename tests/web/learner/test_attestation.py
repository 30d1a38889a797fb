"""« Passeport numérique »: chosen, kept as it was, shown to its owner, checked by anybody."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from pixlearn.accounts.rules import FAILURES_OF_ADDRESS
from pixlearn.accounts.store import Learner
from pixlearn.badges.attestation import MOST_PAPERS
from pixlearn.badges.service import award
from pixlearn.badges.store import Attestation
from pixlearn.content.current import catalogue
from pixlearn.db import Base, db, transaction
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.counsellor.people import a_learner, a_structure, answers, signed_in
from tests.web.parsed_page import ParsedPage

STRUCTURE = "Cap emploi du Littoral"
TRUTH = (
    "Cette attestation décrit ce que la personne a montré. "
    "Ce n'est pas un diplôme ni une certification."
)


@dataclass(frozen=True)
class Owner:
    """Somebody who has shown things, and shares with a structure."""

    app: Flask
    browser: Browser
    learner: UUID

    def makes(self, **written: str | list[str]) -> str:
        """Make a paper from the form as it stands, but for what is written; its address."""
        response = self.browser.send(self.browser.page("/attestation"), **written)
        assert response.status_code == 303, page_of(response).main_text
        return str(response.location)

    def papers(self) -> int:
        with self.app.app_context():
            return db.session.execute(select(func.count(Attestation.id))).scalar_one()


@pytest.fixture
def owner(app: Flask) -> Owner:
    with app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=a_structure(STRUCTURE))
        skills = [skill.id for skill in catalogue().framework.skills]
        items = {item.skill for item in catalogue().items.values() if not item.retired}
        answers(
            learner,
            [(skill, float(not skill.startswith("AGI"))) for skill in skills if skill in items],
        )
        award(learner, ["bd-premier-pas"])
    return Owner(app, signed_in(app, learner=learner), learner)


def code_of(address: str) -> str:
    return address.rpartition("/")[2]


def plain(page: ParsedPage) -> str:
    return page.main_text.replace("\u00a0", " ").replace("\u2011", "-")


def ticked(page: ParsedPage) -> list[str]:
    return filled_fields(page.main_form()).getlist("acquis")


def test_the_form_is_ready_to_send(owner: Owner) -> None:
    page = owner.browser.page("/attestation")
    fields = filled_fields(page.main_form())
    assert len(ticked(page)) == 10
    assert (fields["prenom"], fields["nom"]) == ("Sonia", "")
    assert fields["badges"] == fields["suite"] == "oui"
    assert "structure" not in fields
    assert "pourcentage" not in fields


def test_the_paper_says_what_was_chosen(owner: Owner) -> None:
    form = owner.browser.page("/attestation")
    chosen = ticked(form)[:3]
    words = plain(owner.browser.page(owner.makes(acquis=chosen, nom="Martin")))
    assert "Sonia Martin" in words
    assert TRUTH in words
    assert "Premier pas" in words
    for skill in chosen:
        assert catalogue().framework.skill(skill).text in words
    assert words.count("montré sans aide, le") == 3


def test_the_structure_and_the_percentage_stay_away_unless_ticked(owner: Owner) -> None:
    address = owner.makes()
    for path in (address, f"/verifier/{code_of(address)}"):
        words = plain(owner.browser.page(path))
        assert STRUCTURE not in words
        assert " %" not in words


def test_the_structure_and_the_percentage_stand_when_ticked(owner: Owner) -> None:
    words = plain(owner.browser.page(owner.makes(structure="oui", pourcentage="oui")))
    assert STRUCTURE in words
    assert "Part de tous les savoir-faire acquis" in words


def test_the_same_form_twice_makes_one_paper(owner: Owner) -> None:
    page = owner.browser.page("/attestation")
    first, second = (owner.browser.send(page).location for _ in range(2))
    assert first == second
    assert owner.papers() == 1


@pytest.mark.parametrize("count", [2, 11])
def test_a_wrong_number_of_lines_keeps_the_form(owner: Owner, count: int) -> None:
    page = owner.browser.page("/attestation")
    every = [field.get("value", "") for field in page.all("input") if field.get("name") == "acquis"]
    response = owner.browser.send(page, acquis=every[:count], nom="Martin")
    assert response.status_code == 422
    again = page_of(response)
    assert ticked(again) == every[:count]
    assert filled_fields(again.main_form())["nom"] == "Martin"
    assert owner.papers() == 0


def test_a_name_too_long_keeps_the_form(owner: Owner) -> None:
    response = owner.browser.send(owner.browser.page("/attestation"), nom="é" * 60)
    assert response.status_code == 422
    assert "60 lettres au plus" in plain(page_of(response))


def test_a_paper_never_changes(owner: Owner) -> None:
    address = owner.makes(acquis=ticked(owner.browser.page("/attestation"))[:3])
    before = plain(owner.browser.page(address))
    with owner.app.app_context(), transaction():
        award(owner.learner, ["bd-premiere-lecon"])
    assert plain(owner.browser.page(address)) == before


def test_twenty_papers_at_most(owner: Owner) -> None:
    for _ in range(MOST_PAPERS):
        owner.makes()
    response = owner.browser.send(owner.browser.page("/attestation"))
    assert response.status_code == 422
    assert owner.papers() == MOST_PAPERS


def test_nothing_shown_yet_says_what_to_do_first(app: Flask) -> None:
    with app.app_context(), transaction():
        learner = a_learner("Karim")
    browser = signed_in(app, learner=learner)
    page = browser.page("/attestation")
    assert "Votre papier vient après vos premières réussites." in plain(page)
    response = browser.post("/attestation", data={"csrf_token": _token(browser)})
    assert response.location == "/attestation"


def _token(browser: Browser) -> str:
    form = browser.page("/verifier").main_form()
    return filled_fields(form)["csrf_token"]


def test_another_learner_reads_and_withdraws_nothing(owner: Owner) -> None:
    address = owner.makes()
    with owner.app.app_context(), transaction():
        other = a_learner("Karim")
    browser = signed_in(owner.app, learner=other)
    for path in (address, f"{address}.pdf", f"{address}/cv", f"{address}/retirer"):
        assert browser.get(path).status_code == 404
    browser.post(f"{address}/retirer", data={"csrf_token": _token(browser)})
    assert owner.papers() == 1


def test_anybody_reads_the_same_lines_under_the_code(owner: Owner, client: Browser) -> None:
    address = owner.makes(nom="Martin")
    page = client.page(f"/verifier/{code_of(address)}")
    words = plain(page)
    assert "Ce papier vient de pixlearn" in words
    assert "pixlearn ne vérifie pas l'identité" in words
    assert "Passeport numérique de Sonia Martin" in words
    assert TRUTH in words
    for skill in ticked(owner.browser.page("/attestation")):
        assert catalogue().framework.skill(skill).text in words


@pytest.mark.parametrize("dressed", [str.lower, lambda code: f" {code[:5]}-{code[5:]} "])
def test_the_field_forgives_the_way_a_code_is_written(
    owner: Owner, client: Browser, dressed: object
) -> None:
    assert callable(dressed)
    code = code_of(owner.makes())
    written = dressed(code).replace("0", "o")
    response = client.send(client.page("/verifier"), code=written)
    assert response.location == f"/verifier/{code}"


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDE FGHJK", "é" * 10, "\x00"])
def test_a_code_that_is_none_is_said_so(client: Browser, typed: str) -> None:
    response = client.send(client.page("/verifier"), code=typed)
    assert response.status_code == 422


def test_an_unknown_code_is_no_page(client: Browser) -> None:
    response = client.get("/verifier/ABCDEFGHJK")
    assert response.status_code == 404
    assert "Ce code n'existe pas" in plain(page_of(response))


def test_unknown_codes_count_against_the_address(client: Browser) -> None:
    for _ in range(FAILURES_OF_ADDRESS):
        client.send(client.page("/verifier"), code="ABCDEFGHJK")
    assert client.send(client.page("/verifier"), code="ABCDEFGHJK").status_code == 429


def test_a_withdrawn_paper_says_so(owner: Owner, client: Browser) -> None:
    address = owner.makes()
    browser = owner.browser
    assert browser.send(browser.page(f"{address}/retirer")).status_code == 303
    assert owner.papers() == 0
    words = plain(client.page(f"/verifier/{code_of(address)}"))
    assert "Ce papier a été retiré" in words
    assert "Sonia" not in words


def test_erasing_a_person_withdraws_their_papers(owner: Owner, client: Browser) -> None:
    code = code_of(owner.makes(nom="Martin-Introuvable"))
    with owner.app.app_context(), transaction():
        db.session.execute(delete(Learner).where(Learner.id == owner.learner))
    assert "Ce papier a été retiré" in plain(client.page(f"/verifier/{code}"))
    with owner.app.app_context():
        rows = [db.session.execute(t.select()).all() for t in Base.metadata.sorted_tables]
    assert "Introuvable" not in repr(rows)


def test_three_sentences_stand_ready_to_copy(owner: Owner) -> None:
    page = owner.browser.page(f"{owner.makes()}/cv")
    texts = ["".join(area.itertext()).strip() for area in page.all("textarea")]
    assert len(texts) == 3
    assert all(text.startswith("Je sais ") and text.endswith(".") for text in texts)
    assert all("readonly" in area.attrib for area in page.all("textarea"))


def test_one_skill_still_gives_three_sentences(app: Flask) -> None:
    with app.app_context(), transaction():
        learner = a_learner("Karim")
        answers(learner, [("GES.1.1", 1.0)])
    owner = Owner(app, signed_in(app, learner=learner), learner)
    address = owner.makes()
    page = owner.browser.page(f"{address}/cv")
    first, *others = ["".join(area.itertext()).strip() for area in page.all("textarea")]
    assert first == "Je sais appuyer sur un bouton pour valider."
    assert "Passeport numérique" in others[0]
    code = code_of(address)
    assert f"{code[:5]} {code[5:]}" in others[1]
