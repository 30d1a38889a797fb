"""Writing: a short answer, a form in two tries, an e-mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.activities import (
    Fault,
    Problem,
    Refused,
    Retry,
    Scored,
    feedback_in_words,
    given_in_words,
    read_answer,
    show_item,
    solution_in_words,
)
from pixlearn.activities.spelling import one_letter_away
from tests.unit.activities.activity_examples import EMAIL, FORM, SCENES, WRITE, item

GOOD_FORM = {
    "nom": ["DIALLO"],
    "naissance-jour": ["14"],
    "naissance-mois": ["3"],
    "naissance-annee": ["1980"],
    "ville": ["Vert-Bois"],
}


def write(typed, found=WRITE):
    return read_answer(found, SCENES, {}, {"reponse": [typed]})


@pytest.mark.parametrize(
    "typed",
    [
        "mercredi",
        " MERCREDI. ",
        "Mércredi",
        "mecredi",
        "mercredii",
        "mercerdi",
        "9h30",
        "9\u202fh 30",
    ],
)
def test_case_accents_spaces_and_one_letter_are_forgiven(typed):
    assert write(typed).outcome == 1.0


@pytest.mark.parametrize("typed", ["mardi", "mecrdi", "9 h 31", "9", "m"])
def test_another_word_or_another_figure_is_not(typed):
    assert write(typed).outcome == 0.0


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("dentiste lyon", True),
        ("je cherche un Dentiste à LYON, ouvert", True),
        ("lyon : les dentistes", True),
        ("dentistelyon", True),
        ("dentiste", False),
        ("médecin lyon", False),
    ],
)
def test_a_longer_answer_is_right_when_it_has_every_word(typed, right):
    search = item(
        "ecrire_court",
        champ={"etiquette": "Votre recherche", "clavier": "texte"},
        accepte=["dentiste Lyon"],
        contient=["dentiste", "Lyon"],
    )
    assert write(typed, search).outcome == right


def test_a_hyphen_that_does_not_break_is_a_hyphen():
    word = item(
        "ecrire_court",
        champ={"etiquette": "Mot", "clavier": "texte"},
        accepte=["rendez-vous"],
        orthographe=True,
    )
    assert write("rendez\u2011vous", word).outcome == 1.0


def test_no_letter_is_forgiven_when_spelling_is_the_skill():
    strict = item(
        "ecrire_court",
        champ={"etiquette": "Jour", "clavier": "texte"},
        accepte=["mercredi"],
        orthographe=True,
    )
    assert write("mecredi", strict).outcome == 0.0


def test_no_letter_is_forgiven_in_an_address():
    address = item(
        "ecrire_court",
        champ={"etiquette": "Adresse", "clavier": "adresse"},
        accepte=["mairie-vert-bois.example"],
    )
    assert write("mairie-vertbois.example", address).outcome == 0.0
    assert write("Mairie-Vert-Bois.example ", address).outcome == 1.0


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_letter_away_is_symmetric_and_agrees_with_its_definition(one, other):
    letters = "abc"
    near = {one}
    for place in range(len(one) + 1):
        near |= {one[:place] + letter + one[place:] for letter in letters}
        near |= {one[:place] + letter + one[place + 1 :] for letter in letters}
        near.add(one[:place] + one[place + 1 :])
        near.add(one[:place] + one[place : place + 2][::-1] + one[place + 2 :])
    assert one_letter_away(one, other) == (other in near)
    assert one_letter_away(other, one) == one_letter_away(one, other)


def test_nothing_or_too_much_is_refused():
    assert write("  \0 ") == Refused((Fault("reponse", Problem.NOTHING_WRITTEN),))
    assert write("a" * 201) == Refused((Fault("reponse", Problem.TOO_LONG),))


def test_no_nul_is_kept():
    assert write("mer\0credi") == Scored(1.0, {"reponse": "mercredi"})


def test_a_form_filled_well_scores_one_and_the_optional_field_stays_empty():
    assert read_answer(FORM, SCENES, {}, GOOD_FORM).outcome == 1.0


def test_a_first_try_with_mistakes_says_what_to_do_and_keeps_everything():
    form = {**GOOD_FORM, "nom": ["Dialo"], "naissance-annee": [""], "ville": []}
    answer = read_answer(FORM, SCENES, {}, form)
    assert isinstance(answer, Retry)
    assert answer.problems == (
        Fault("nom", Problem.WRONG_VALUE, "Écrivez le nom Diallo."),
        Fault("naissance", Problem.WRONG_VALUE, "Écrivez le jour, le mois, l'année."),
        Fault("ville", Problem.NOTHING_CHOSEN),
    )
    view = show_item(FORM, SCENES, draft=answer.draft)
    assert view.second_try
    assert view.faults == answer.problems
    assert [field.right for field in view.fields] == [False, False, False, True]
    assert view.fields[0].value == "Dialo"
    assert view.fields[1].parts == ("14", "3", "")


def test_fields_corrected_at_the_second_try_count_half():
    first = read_answer(FORM, SCENES, {}, {**GOOD_FORM, "nom": ["Dialo"]})
    second = read_answer(FORM, SCENES, {}, GOOD_FORM, first.draft)
    assert second.outcome == pytest.approx((0.5 + 1 + 1) / 3)
    still = read_answer(FORM, SCENES, {}, {**GOOD_FORM, "nom": ["Dialo"]}, first.draft)
    assert still.outcome == pytest.approx(2 / 3)


def test_a_field_spoilt_at_the_second_try_counts_nothing():
    first = read_answer(FORM, SCENES, {}, {**GOOD_FORM, "nom": ["Dialo"]})
    second = read_answer(FORM, SCENES, {}, {**GOOD_FORM, "ville": ["Clairval"]}, first.draft)
    assert second.outcome == pytest.approx((0.5 + 1) / 3)


def test_an_empty_form_costs_no_try():
    answer = read_answer(FORM, SCENES, {}, {})
    assert isinstance(answer, Refused)
    assert answer.problems[0] == Fault("nom", Problem.NOTHING_WRITTEN)


def test_a_town_that_the_list_does_not_have_is_refused():
    answer = read_answer(FORM, SCENES, {}, {**GOOD_FORM, "ville": ["Paris"]})
    assert answer == Refused((Fault("ville", Problem.UNKNOWN_CHOICE),))


def test_a_box_to_leave_counts_like_a_box_to_tick():
    box = {"genre": "case", "obligatoire": False, "erreur": "Regardez cette case."}
    boxes = item(
        "remplir_formulaire",
        donnees=["Newsletter : non"],
        champs=[
            {"id": "oui", "etiquette": "J'accepte", "bonne": True, **box},
            {"id": "non", "etiquette": "Publicité", "bonne": False, **box},
        ],
    )
    assert read_answer(boxes, SCENES, {}, {"oui": ["oui"]}).outcome == 1.0
    answer = read_answer(boxes, SCENES, {}, {"oui": ["oui"], "non": ["oui"]})
    assert answer.problems == (Fault("non", Problem.WRONG_VALUE, "Regardez cette case."),)
    assert solution_in_words(boxes, SCENES) == ("J'accepte : oui", "Publicité : non")


def test_a_form_is_told_in_words():
    answer = read_answer(FORM, SCENES, {}, GOOD_FORM)
    assert given_in_words(FORM, SCENES, answer.given) == (
        "Nom : DIALLO",
        "Naissance : 14/3/1980",
        "Ville : Vert-Bois",
        "Téléphone : rien",
    )


def test_an_email_is_scored_by_its_checks():
    full = {
        "a": ["Accueil@mission.example"],
        "objet": ["Rendez-vous"],
        "message": ["Bonjour,\nje peux venir jeudi."],
        "piece": ["cv"],
    }
    assert read_answer(EMAIL, SCENES, {}, full).outcome == 1.0
    less = read_answer(EMAIL, SCENES, {}, {**full, "objet": [""], "piece": ["photo"]})
    assert less.outcome == 0.5
    assert less.given["manques"] == ["l'objet", "le CV"]
    words = feedback_in_words(EMAIL, less.outcome, less.given)
    assert words == "Pas encore. Il manque : l'objet, le CV."
    assert feedback_in_words(EMAIL, None) == "C'est noté."
    assert feedback_in_words(EMAIL, 1.0) == "Oui."


def test_an_empty_or_endless_email_is_refused():
    assert read_answer(EMAIL, SCENES, {}, {"a": [" "]}).problems[0].problem is (
        Problem.NOTHING_WRITTEN
    )
    long = read_answer(EMAIL, SCENES, {}, {"a": ["x" * 201], "message": ["x" * 2001]})
    assert [fault.field for fault in long.problems] == ["a", "message"]
    assert read_answer(EMAIL, SCENES, {}, {"message": ["x" * 2000]}).outcome == 0.0


def test_what_was_typed_stays_after_a_refusal():
    form = {"a": ["lucie"], "message": ["x" * 2001], "piece": ["cv"]}
    answer = read_answer(EMAIL, SCENES, {}, form)
    view = show_item(EMAIL, SCENES, form=form, faults=answer.problems)
    assert view.fields[0].value == "lucie"
    assert view.fields[2].error == answer.problems[0]
    assert view.attachments[0].chosen


def with_letter(message):
    letter = {"objet": "Rendez-vous", "message": message}
    return EMAIL.model_validate({**EMAIL.model_dump(by_alias=True), "modele": letter})


def test_the_model_letter_is_shown_whole_to_who_is_stuck():
    shown = solution_in_words(with_letter("Bonjour,\nVoici mon CV."), SCENES)
    assert shown == (
        "À : accueil@mission.example",
        "Objet : Rendez-vous",
        "Bonjour,",
        "Voici mon CV.",
        "Document joint : Mon CV",
    )


def test_a_model_letter_has_what_is_asked():
    assert list(with_letter("Bonjour,").troubles(SCENES)) == []
    (trouble,) = with_letter("Voici mon CV.").troubles(SCENES)
    assert trouble.path == ("modele", "message")
    assert "bonjour" in trouble.sentence
