"""The learner and the counsellor read the same block, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

import pytest
from flask import Flask
from sqlalchemy import update

from pixlearn.badges.service import award
from pixlearn.badges.store import AwardedBadge
from pixlearn.content.current import catalogue
from pixlearn.db import db, transaction
from pixlearn.mastery.rules import Given
from pixlearn.tracks.store import Confidence
from tests.web.browsing import Browser
from tests.web.counsellor.people import (
    a_learner,
    a_structure,
    answers,
    finished_lesson,
    signed_in,
    somebody_at_work,
)
from tests.web.parsed_page import text_of

SOME = ("GES.2.1", "COM.1.4", "INF.2.1", "SEC.2.2", "AGI.1.1", "COM.2.1", "INF.1.2", "GES.3.1")


def blocks(
    app: Flask,
    outcomes: Sequence[tuple[str, float]],
    *,
    way: Given = Given.ALONE,
    ended_how: str | None = "sur",
) -> tuple[Element, Element]:
    """The block on the learner's page and on the counsellor's, after these answers."""
    with app.app_context(), transaction():
        structure = a_structure("Mission locale du Val")
        staff = somebody_at_work(structure, "Claire Petit", counsels=True, refers=False)
        learner = a_learner("Sonia", shares_with=structure)
        answers(learner, outcomes, way=way, ended_how=ended_how)
    own = signed_in(app, learner=learner).page("/progression")
    seen = signed_in(app, staff=staff).page(f"/conseiller/apprenants/{learner}")
    return own.one("section", id="progression"), seen.one("section", id="progression")


@pytest.mark.parametrize(
    ("outcomes", "way", "ended_how"),
    [
        ([(skill, 1.0) for skill in SOME], Given.ALONE, "sur"),
        ([(skill, 0.0) for skill in SOME], Given.DONT_KNOW, "sur"),
        ([(skill, float(place % 2)) for place, skill in enumerate(SOME)], Given.ALONE, "arret"),
        ([(skill, 1.0) for skill in SOME], Given.TOGETHER, "ensemble"),
        ([(skill, 1.0) for skill in SOME], Given.ALONE, None),
        ([], Given.ALONE, "arret"),
    ],
)
def test_both_read_the_same_block(
    app: Flask, outcomes: list[tuple[str, float]], way: Given, ended_how: str | None
) -> None:
    own, seen = blocks(app, outcomes, way=way, ended_how=ended_how)
    assert tostring(own, encoding="unicode").rstrip() == tostring(seen, encoding="unicode").rstrip()
    assert "%" not in text_of(own)


def test_the_block_says_what_was_shown_and_what_comes_next(app: Flask) -> None:
    block, _ = blocks(app, [(skill, 1.0) for skill in SOME])
    words = text_of(block)
    assert "Je suis autonome" in words
    assert "Savoir-faire montrés" in words
    assert "La suite" in words
    with app.app_context():
        framework = catalogue().framework
    assert len(list(block.iter("details"))) == len(framework.domains) == 5
    for skill in framework.skills:
        assert skill.text in words
    lists = [each for each in block.iter("ul") if each.get("class") == "can"]
    assert len(list(lists[0])) == 3


def test_a_level_to_confirm_stands_with_its_neighbour(app: Flask) -> None:
    mixed = [(skill, float(place % 2)) for place, skill in enumerate(SOME)]
    words = text_of(blocks(app, mixed)[0])
    assert words.count("Entre « ") == 1
    assert "À confirmer en entretien" in words


def test_with_too_few_answers_there_is_no_level_and_no_bar(app: Flask) -> None:
    block, _ = blocks(app, [(skill, 1.0) for skill in SOME[:4]], ended_how="arret")
    words = text_of(block)
    assert "Provisoire" in words
    assert "Savoir-faire montrés" in words
    for level in ("Je découvre", "Je me débrouille", "Je suis autonome"):
        assert level not in words
    assert not list(block.iter("details"))


def test_what_was_found_together_gives_no_level(app: Flask) -> None:
    words = text_of(blocks(app, [(skill, 1.0) for skill in SOME], way=Given.TOGETHER)[0])
    assert "Fait avec quelqu'un" in words
    assert "Je suis autonome" not in words
    assert "Vous avez essayé. On continue ensemble." in words


def test_a_diagnostic_under_way_has_no_level_yet(app: Flask) -> None:
    words = text_of(blocks(app, [(skill, 1.0) for skill in SOME], ended_how=None)[0])
    assert words.startswith("Progression En cours")
    assert "Je suis autonome" not in words


@pytest.fixture
def everything(app: Flask) -> tuple[Browser, Browser, str]:
    """A learner with lessons, badges and faces: their browser, the counsellor's, the address."""
    with app.app_context(), transaction():
        structure = a_structure("Mission locale du Val")
        staff = somebody_at_work(structure, "Claire Petit", counsels=True, refers=False)
        learner = a_learner("Sonia", shares_with=structure)
        answers(learner, [(skill, 1.0) for skill in SOME])
        finished_lesson(learner, "P3.5", ticked=True)
        award(learner, ["bd-premier-pas", "bd-parcours-p3"], together=["bd-parcours-p3"])
        db.session.add(Confidence(learner_id=learner, track_id="P3", moment="avant", face=1))
        db.session.add(Confidence(learner_id=learner, track_id="P3", moment="apres", face=3))
    return (
        signed_in(app, learner=learner),
        signed_in(app, staff=staff),
        f"/conseiller/apprenants/{learner}",
    )


def test_both_read_the_same_lessons_badges_and_faces(
    everything: tuple[Browser, Browser, str],
) -> None:
    own, seen, path = everything
    words = text_of(own.page("/progression").one("section", id="progression"))
    assert words == text_of(seen.page(path).one("section", id="progression"))
    for expected in (
        "Premier pas",
        "J'ai terminé « Mes e-mails »",
        "Joindre un document",
        "Fait en vrai",
        "Avant : Pas à l'aise Après : À l'aise",
    ):
        assert expected in words.replace("\u2011", "-").replace("\u00a0", " ")


def test_a_hidden_badge_is_for_the_learner_alone(
    app: Flask, everything: tuple[Browser, Browser, str]
) -> None:
    own, seen, path = everything
    first = update(AwardedBadge).where(AwardedBadge.badge_id == "bd-premier-pas")
    with app.app_context(), transaction():
        db.session.execute(first.values(shown=False))
    mine = text_of(own.page("/progression").one("section", id="progression"))
    theirs = text_of(seen.page(path).one("section", id="progression"))
    assert mine.count("Caché aux autres") == 1
    assert "Caché" not in theirs
    assert "Premier pas" not in theirs
