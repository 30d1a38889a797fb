"""A référent reads the grid, changes a draft of it, sees what that would do, and publishes it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from pixlearn.content.grids import LEFT_ONLY
from pixlearn.db import db, transaction
from pixlearn.orientation.grid import DEFAULT, begin_draft, draft_of, grid_of, history_of
from tests.web.browsing import page_of
from tests.web.counsellor.people import (
    a_learner,
    a_structure,
    answers,
)
from tests.web.referent.grid_place import (
    DRAFT,
    HERE,
    LIMITS,
    NEW_RULE,
    PUBLISH,
    Place,
    a_place,
    draft_id,
    plain,
    token,
    with_a_draft,
)
from tests.web.statements import counted_statements


@pytest.fixture
def place(app: Flask) -> Place:
    return a_place(app)


@pytest.fixture
def begun(place: Place) -> Place:
    """The same, once a draft was begun."""
    return with_a_draft(place)


def test_the_grid_in_force_is_read_in_words(place: Place) -> None:
    text = plain(place.staff.page(HERE))
    assert "Poser les bases : de 0 à 40 %" in text
    assert "le résultat est de 40 % ou moins" in text
    assert "C'est la grille de départ" in text


def test_a_draft_begins_like_the_grid_in_force(place: Place) -> None:
    assert "Brouillon de la grille" in place.begins().heading
    assert place.draft().bands == place.in_force().bands


def test_a_draft_changes_nothing_before_it_is_published(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    assert begun.in_force().bands[0].title == "Poser les bases"
    assert begun.draft().bands[0].title == "Commencer"


def test_beginning_again_keeps_the_draft(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    begun.staff.post(HERE, data={"csrf_token": token(begun.staff), "depuis": "0"})
    assert begun.draft().bands[0].title == "Commencer"


def test_what_is_published_is_read_with_its_author(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    page = begun.publishes()
    assert "Publiée." in page.main_text
    assert "Version 2, publiée par Amadou Ba" in page.main_text
    assert begun.in_force().bands[0].title == "Commencer"
    assert begun.in_force().head.version == 2


def test_published_twice_there_is_one_version(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    page = begun.staff.page(PUBLISH)
    for _ in range(2):
        begun.staff.go_on(begun.staff.send(page, "Publier"))
    with begun.app.app_context():
        assert [one.number for one in history_of(begun.structure)] == [2, DEFAULT]


def test_a_draft_that_changed_since_it_was_read_is_not_published(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    page = begun.staff.page(PUBLISH)
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Autre titre")
    response = begun.staff.send(page, "Publier")
    assert response.status_code == 422
    assert "Le brouillon a changé entre-temps" in page_of(response).main_text
    assert begun.in_force().head.version == 1


def test_limits_move_together(begun: Place) -> None:
    begun.keeps(LIMITS, max__socle="45", min__developper="46")
    assert [(one.lowest, one.highest) for one in begun.draft().bands] == [
        (0, 45),
        (46, 70),
        (71, 100),
    ]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"max__socle": "45"}, "se recouvrent"),
        ({"max__socle": "30"}, "Aucune bande de 31 à 40 %"),
        ({"max__valoriser": "90"}, "Écrivez 100"),
        ({"min__socle": "50"}, "Aucune bande de 0 à 40 %"),
        ({"max__socle": "quarante"}, "Écrivez un nombre de 0 à 100"),
        ({"retirer": ["socle", "developper", "valoriser"]}, "Gardez au moins une bande"),
        ({"min__neuve": "20"}, "Écrivez le titre"),
    ],
)
def test_a_hole_or_an_overlap_comes_back_beside_its_field(
    begun: Place, written: dict[str, str | list[str]], words: str
) -> None:
    page = begun.refused(LIMITS, **written)
    assert words in plain(page)
    for field, value in written.items():
        if isinstance(value, str):
            assert page.one("input", name_=field.replace("__", "-")).get("value") == value
    assert [band.highest for band in begun.draft().bands] == [40, 70, 100]


def test_a_band_is_removed_and_its_neighbour_grows(begun: Place) -> None:
    begun.keeps(LIMITS, retirer=["developper"], max__socle="70")
    assert [one.id for one in begun.draft().bands] == ["socle", "valoriser"]


def test_a_new_band_begins_like_the_one_that_it_cuts(begun: Place) -> None:
    page = begun.staff.page(LIMITS)
    new = {"titre": "Presque", "min__neuve": "71", "max__neuve": "85"}
    for _ in range(2):
        begun.staff.go_on(begun.staff.send(page, min__valoriser="86", **new))
    _, _, added, last = begun.draft().bands
    assert (added.title, added.lowest, added.highest) == ("Presque", 71, 85)
    assert added.prescriptions == last.prescriptions


def test_a_band_proposes_what_is_ticked(begun: Place) -> None:
    begun.keeps(
        f"{DRAFT}/bandes/socle",
        proposer=["parcours:P2", "parcours:P1"],
        proposer__autre=[],
        modalite="modalite:accompagne",
        verifier="Le téléphone\n\nLe forfait",
    )
    band = begun.draft().bands[0]
    assert band.prescriptions == ("parcours:P1", "parcours:P2", "modalite:accompagne")
    assert band.to_check == ("Le téléphone", "Le forfait")


def test_some_things_are_left_to_the_counsellor(begun: Place) -> None:
    page = begun.staff.page(f"{DRAFT}/bandes/socle")
    names = [one.get("name") for one in page.all("input") if one.get("value") == LEFT_ONLY[0]]
    assert names == ["au_choix"]
    begun.keeps(f"{DRAFT}/bandes/socle", proposer=[], proposer__autre=["cv", LEFT_ONLY[0]])
    assert begun.draft().bands[0].prescriptions == ("cv",)


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("titre", "", "Écrivez le titre"),
        ("objectif", "", "Écrivez l'objectif"),
        ("objectif", "Pour les personnes handicapées", "Rien sur la santé"),
        ("verifier", "x" * 121, "120 signes au plus"),
    ],
)
def test_words_that_cannot_be_kept_come_back(
    begun: Place, field: str, wrong: str, words: str
) -> None:
    page = begun.refused(f"{DRAFT}/bandes/socle", **{field: wrong})
    assert words in plain(page)
    assert wrong in page.html
    assert begun.draft().bands[0].title == "Poser les bases"


def test_the_check_says_what_differs(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    text = plain(begun.staff.page(PUBLISH))
    assert "Titre Avant : Poser les bases Après : Commencer" in text, text


def test_a_draft_like_the_grid_in_force_has_nothing_to_publish(begun: Place) -> None:
    page = begun.staff.page(PUBLISH)
    assert "rien à publier" in page.main_text
    assert not [one for one in page.all("button") if "Publier" in "".join(one.itertext())]


@pytest.mark.parametrize(
    ("concerned", "others", "words"),
    [
        (6, 5, "6 personnes reçoivent une autre proposition"),
        (4, 6, "moins de 5 personnes"),
        (0, 6, "moins de 5 personnes"),
        (6, 2, "tout le monde, ou presque"),
    ],
)
def test_the_check_counts_people_and_names_nobody(
    begun: Place, concerned: int, others: int, words: str
) -> None:
    begun.people(concerned, "formation")
    begun.people(others, None)
    begun.keeps(NEW_RULE, projet="formation", alors=["parcours:P5"])
    page = begun.staff.page(PUBLISH)
    assert words in plain(page)
    assert "Zéphyrine" not in page.html


def test_people_who_do_not_share_here_are_not_counted(begun: Place) -> None:
    with begun.app.app_context(), transaction():
        elsewhere = a_structure("Cap emploi Nord")
        for _ in range(6):
            learner = a_learner("Rosa", shares_with=elsewhere)
            answers(learner, [("GES.1.1", 0.0)])
    begun.keeps(NEW_RULE, global_min="0", alors=["parcours:P5"])
    assert "moins de 5 personnes" in plain(begun.staff.page(PUBLISH))


@pytest.mark.both
def test_more_people_take_no_more_statements(begun: Place) -> None:
    begun.keeps(NEW_RULE, projet="formation", alors=["parcours:P5"])
    with begun.app.app_context():
        engine = db.engine
    with counted_statements(engine) as few:
        begun.staff.page(PUBLISH)
    begun.people(20, "formation")
    with counted_statements(engine) as many:
        begun.staff.page(PUBLISH)
    assert len(many) == len(few) <= 12


def test_an_old_version_becomes_a_draft(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    begun.publishes()
    begun.begins(DEFAULT)
    assert begun.draft().bands[0].title == "Poser les bases"
    assert begun.draft().head.version == 3


def test_an_old_version_takes_the_place_of_the_draft_that_the_page_told(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    begun.publishes()
    begun.begins()
    assert "Il y a déjà un brouillon" in begun.staff.page(f"{HERE}/versions/{DEFAULT}").main_text
    begun.begins(DEFAULT)
    assert begun.draft().bands[0].title == "Poser les bases"


def test_two_versions_are_compared_by_their_address(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/regles/r1", alors=["parcours:P2"])
    begun.publishes()
    page = begun.staff.page(f"{HERE}/comparer?avant=0&apres=2")
    assert "De « Grille de départ » à « Version 2 »" in plain(page)
    assert "Règle 1" in page.main_text
    page = begun.staff.page(f"{HERE}/comparer?avant=2&apres=2")
    assert "disent la même chose" in page.main_text


def test_a_draft_is_thrown_away(begun: Place) -> None:
    page = begun.staff.page(DRAFT)
    *_, form = (one for one in page.all("form") if one.get("action") == DRAFT)
    page = begun.staff.go_on(begun.staff.send(page, "Jeter", form=form))
    assert "Le brouillon est jeté" in page.main_text
    with begun.app.app_context():
        assert draft_of(begun.structure) is None


@pytest.mark.parametrize("path", [DRAFT, LIMITS, NEW_RULE, PUBLISH, f"{DRAFT}/bandes/socle"])
def test_without_a_draft_its_pages_lead_to_the_grid(place: Place, path: str) -> None:
    assert place.staff.get(path).location == HERE


def test_a_part_that_is_no_more_does_not_exist(begun: Place) -> None:
    for path in (f"{DRAFT}/bandes/autre", f"{DRAFT}/regles/autre", f"{HERE}/versions/7"):
        assert begun.staff.get(path).status_code == 404


def test_another_structure_has_its_own_grid(begun: Place) -> None:
    begun.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    begun.publishes()
    with begun.app.app_context(), transaction():
        elsewhere = a_structure("Cap emploi Nord")
        begin_draft(elsewhere, None, DEFAULT)
        assert grid_of(elsewhere).bands[0].title == "Poser les bases"
        with pytest.raises(NoResultFound):
            begin_draft(elsewhere, None, 2, instead_of=draft_id(elsewhere))
