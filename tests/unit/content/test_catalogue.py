"""The content in use: what it gives access to, and the hash that says what was asked."""

import pytest

from pixlearn.activities import Item, Scored, guess_of, read_answer
from pixlearn.content import load_catalogue
from pixlearn.scenes.rules import shortest_way
from tests.real_content import real_catalogue
from tests.unit.content.content_folder import ITEMS, SCENES, write_content


def test_skills_know_their_place(tmp_path):
    framework = load_catalogue(write_content(tmp_path)).framework
    assert [skill.id for skill in framework.skills] == ["GES.1.1", "GES.1.2", "GES.1.3", "GES.1.4"]
    assert framework.skill("GES.1.2").difficulty == -3.6
    assert [one.id for one in framework.competences] == ["GES.1"]
    assert [one.title for one in framework.domains] == ["Utiliser mon appareil"]
    assert framework.prerequisites.by_skill == {"GES.1.4": ("GES.1.3",)}
    assert "GES.9.9" not in framework
    with pytest.raises(KeyError):
        framework.skill("GES.9.9")


def test_a_retired_item_is_read_and_never_asked(tmp_path):
    retired = ITEMS.replace("gestes: 1", "gestes: 1\n    retire: true")
    catalogue = load_catalogue(write_content(tmp_path, items__ges=retired))
    assert "it-GES.1.4-a" in catalogue.items
    assert [item.id for item in catalogue.asked_items] == ["it-GES.1.1-a"]


def test_the_hash_follows_the_words_and_the_screens_and_nothing_else(tmp_path):
    def hashes(name, **files):
        catalogue = load_catalogue(write_content(tmp_path / name, **files))
        return [catalogue.content_hash(item_id) for item_id in ("it-GES.1.1-a", "it-GES.1.4-a")]

    choose, walk = hashes("before")
    assert hashes("same", items__ges=f"# Un mot\n{ITEMS}") == [choose, walk]
    retired = ITEMS.replace("gestes: 1", "gestes: 1\n    retire: true")
    assert hashes("retired", items__ges=retired) == [choose, walk]
    words = hashes("words", items__ges=ITEMS.replace("Quel bouton", "Quel gros bouton"))
    assert words[0] != choose
    assert words[1] == walk
    screens = hashes("screens", scenes__telephone=SCENES.replace("Vos photos", "Mes photos"))
    assert screens[0] == choose
    assert screens[1] != walk


def test_tries_and_gestures_have_a_hash_too(tmp_path):
    catalogue = load_catalogue(write_content(tmp_path))
    for known in ("geste-appuyer", "essai-mettre_en_ordre"):
        assert len(catalogue.content_hash(known)) == 16
    with pytest.raises(KeyError):
        catalogue.content_hash("it-inconnu")


def test_a_catalogue_can_be_a_key(tmp_path):
    assert {load_catalogue(write_content(tmp_path)): 1}


def test_the_diagnostic_gives_its_numbers(tmp_path):
    diagnostic = load_catalogue(write_content(tmp_path)).entry
    assert diagnostic.model.grid.values()[::8] == (-4.0, 0.0, 4.0)
    assert diagnostic.stop.max_shown == 18


@pytest.fixture(scope="module")
def real():
    return real_catalogue()


def test_every_real_solution_is_accepted_by_its_own_question(real):
    for item in (*real.items.values(), *real.tries.values()):
        assert solved(item, real.scenes) == 1.0, item.id


def test_every_real_guess_stands_between_its_bounds(real):
    assert all(0.01 <= guess_of(item, real.scenes) <= 0.25 for item in real.items.values())


def solved(item: Item, scenes) -> float:
    """The outcome of a person who answers as the author says."""
    state, draft = {}, None
    for _ in range(12):
        answer = read_answer(item, scenes, state, right_form(item, scenes, state), draft)
        if isinstance(answer, Scored):
            return answer.outcome
        state = answer.state
    return -1.0


def right_form(item: Item, scenes, state) -> dict[str, list[str]]:
    """The form that the author expects, at this point of the item."""
    match item.type:
        case "choisir_image" | "choisir_plusieurs":
            return {"choix": [str(n) for n, one in enumerate(item.choices) if one.right]}
        case "mettre_en_ordre":
            return {"ordre": [".".join(str(n) for n in range(len(item.steps)))]}
        case "trouver_a_l_ecran":
            path = state.get("chemin", "")
            done = len(path.split(".")) if path else 0
            way = shortest_way(scenes, item.start, item.goal)
            return {"zone": [way[done]], "chemin": [path]}
        case "ecrire_court":
            return {"reponse": [item.accepted[-1]]}
        case "lire_et_decider":
            choices = item.clue.choices if "decision" in state else item.choices
            return {"choix": [str(n) for n, one in enumerate(choices) if one.right]}
        case "remplir_formulaire":
            return {name: [value] for name, value in _filled(item)}
        case _:
            return _email(item)


def _filled(item):
    for field in item.fields:
        match field.kind:
            case "date" if field.accepted:
                parts = zip(("jour", "mois", "annee"), field.solution().split("/"), strict=True)
                yield from ((f"{field.id}-{part}", value) for part, value in parts)
            case "case" if field.right:
                yield field.id, "oui"
            case "texte" | "chiffres" | "email" | "liste":
                yield field.id, field.solution()


def _email(item):
    form = {"objet": ["Demande"], "message": [""]}
    for check in item.checks:
        if check.address:
            form["a"] = [check.address]
        elif check.attachment:
            form["piece"] = [check.attachment]
        elif check.any_of:
            form["message"] = [f"{form['message'][0]} {check.any_of[0]}"]
    return form
