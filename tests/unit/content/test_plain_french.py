"""Sentences, words and heavy words of French texts."""

import pytest

from pixlearn.content.plain import heavy_words, long_sentences, sentences, word_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Appuyez. Écrivez.", ("Appuyez.", "Écrivez.")),
        ("Bonjour !", ("Bonjour !",)),
        ("Vous hésitez ? Attendez…", ("Vous hésitez ?", "Attendez…")),
        ("Appuyez sur « Envoyer ». C'est parti.", ("Appuyez sur « Envoyer ».", "C'est parti.")),
        ("Il dit « Bonjour. » Puis il part.", ("Il dit « Bonjour. »", "Puis il part.")),
        (
            "Elle demande « Que faire ? » puis attend.",
            ("Elle demande « Que faire ? » puis attend.",),
        ),
        ("Payez 1,99 € ou 3.50 €. Merci.", ("Payez 1,99 € ou 3.50 €.", "Merci.")),
        ("Venez à 9 h 30. Merci.", ("Venez à 9 h 30.", "Merci.")),
        ("M. Diallo écrit à p. 3. Fin.", ("M. Diallo écrit à p. 3.", "Fin.")),
        ("J. Martin arrive.", ("J. Martin arrive.",)),
        ("Écrivez à a.b@c.example. Merci.", ("Écrivez à a.b@c.example.", "Merci.")),
        ("Allez sur caf.example\nPuis lisez.", ("Allez sur caf.example", "Puis lisez.")),
        ("Bonjour,\n\nmerci", ("Bonjour,", "merci")),
        ("", ()),
    ],
)
def test_french_is_cut_into_sentences(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("sentence", "count"),
    [("J'ouvre l'e-mail.", 2), ("À 9 h 30 !", 4), ("« Oui » : 3 €", 2), ("— …", 0)],
)
def test_words_stand_between_spaces(sentence, count):
    assert word_count(sentence) == count


def test_fifteen_words_are_allowed_and_sixteen_are_not():
    fifteen = " ".join(["mot"] * 15) + "."
    sixteen = " ".join(["mot"] * 16) + "."
    assert long_sentences(f"{fifteen} {fifteen.capitalize()}") == ()
    assert long_sentences(f"Oui. {sixteen.capitalize()}") == (sixteen.capitalize(),)


@pytest.mark.parametrize(
    "text",
    [
        "Veuillez attendre.",
        "Lisez afin d’apprendre.",
        "Lors du rendez-vous",
        "Le texte ci-dessous",
        "Saisissez votre nom",
        "Sélectionnez un jour",
        "Renseignez la case",
        "Effectuez un essai",
        "Touchez l'écran",
        "cliquez ici",
        "vos identifiants",
        "Vos compétences, etc.",
    ],
)
def test_heavy_words_are_found(text):
    assert list(heavy_words(text))


@pytest.mark.parametrize(
    "text",
    ["Je sais écrire.", "Demandez un renseignement.", "Faites la procédure.", "Il est compétent."],
)
def test_near_words_are_not_heavy(text):
    assert list(heavy_words(text)) == []


def test_a_taught_word_is_allowed():
    assert not list(heavy_words("Votre identifiant", allowed=("identifiant",)))
    assert list(heavy_words("Touchez ici")) == [("Touchez", "Appuyez sur")]
