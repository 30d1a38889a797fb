"""Rules of the reading grid: added, changed, moved and removed by forms."""

from __future__ import annotations

import pytest
from flask import Flask

from pixlearn.content.current import catalogue
from tests.web.referent.grid_place import (
    DRAFT,
    NEW_RULE,
    Place,
    a_place,
    plain,
    token,
    with_a_draft,
)


@pytest.fixture
def place(app: Flask) -> Place:
    return a_place(app)


@pytest.fixture
def begun(place: Place) -> Place:
    """The same, once a draft was begun."""
    return with_a_draft(place)


def test_a_rule_is_added_at_the_end_once(begun: Place) -> None:
    page = begun.staff.page(NEW_RULE)
    for _ in range(2):
        begun.staff.go_on(
            begun.staff.send(
                page, projet="formation", global_min="30", alors=["parcours:P5"], note="Utile"
            )
        )
    assert len(begun.draft().rules) == len(catalogue_rules(begun)) + 1
    rule = begun.draft().rules[-1]
    assert (rule.when.project, rule.when.percent_min) == ("formation", 30)
    assert (rule.then, rule.note) == (("parcours:P5",), "Utile")


def catalogue_rules(place: Place) -> tuple[object, ...]:
    with place.app.app_context():
        return catalogue().grid.rules


def test_every_rule_is_kept_as_it_was_when_nothing_is_changed(begun: Place) -> None:
    before = begun.draft().rules
    for rule in before:
        begun.keeps(f"{DRAFT}/regles/{rule.id}")
    assert begun.draft().rules == before


def test_a_rule_may_ask_for_several_things(begun: Place) -> None:
    written = {
        "echauffement": "oui",
        "certitude": "80",
        "global_max": "60",
        "sans": "ordinateur",
        "sous-COM.1": "40",
        "acquis-1": "COM.3.3",
        "montre-1": "COM.3.4",
        "modalite": "modalite:seul",
        "alors-autre": ["cv"],
    }
    page = begun.staff.go_on(begun.staff.send(begun.staff.page(NEW_RULE), **written))
    when = begun.draft().rules[-1].when
    assert (when.warm_up, when.certainty_max, when.percent_max) == ("difficile", 0.8, 60)
    assert (when.without, when.one_below) == ("ordinateur", {"COM.1": 40})
    assert (when.skills, when.direct) == (("COM.3.3",), ("COM.3.4",))
    assert "« Lire mes e-mails » sous 40 %" in plain(page)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"alors-autre": ["cv"]}, "Choisissez au moins une condition"),
        ({"projet": "emploi"}, "Choisissez ce que la règle propose"),
        ({"global_min": "60", "global_max": "50", "note": "a"}, "Écrivez 60 ou plus"),
        ({"global_min": "101", "note": "a"}, "Écrivez un nombre de 0 à 100"),
        ({"sous-SEC.1": "x", "note": "a"}, "Écrivez un nombre de 0 à 100"),
        ({"projet": "emploi", "note": "Pour une personne malade"}, "Rien sur la santé"),
    ],
)
def test_a_rule_with_a_fault_comes_back_as_typed(
    begun: Place, written: dict[str, str | list[str]], words: str
) -> None:
    page = begun.refused(NEW_RULE, **written)
    assert words in plain(page)
    assert len(begun.draft().rules) == len(catalogue_rules(begun))


def test_a_rule_moves_once_however_often_it_is_asked(begun: Place) -> None:
    page = begun.staff.page(DRAFT)
    form = page.one("ol")
    button = next(one for one in form.iter("button") if one.get("value") == "r3 1")
    assert "Monter" in "".join(button.itertext())
    for _ in range(2):
        data = {"csrf_token": token(begun.staff), "deplacer": "r3 1"}
        begun.staff.go_on(begun.staff.post(DRAFT, data=data))
    assert [one.id for one in begun.draft().rules][:3] == ["r1", "r3", "r2"]


def test_a_rule_is_removed(begun: Place) -> None:
    page = begun.staff.page(f"{DRAFT}/regles/r1")
    *_, form = (one for one in page.all("form") if one.get("action") == f"{DRAFT}/regles/r1")
    begun.staff.go_on(begun.staff.send(page, "Retirer", form=form))
    assert "r1" not in [one.id for one in begun.draft().rules]
