"""The counsellor's help: what authors may write in an article, and how its words are found."""

import re

import pytest

from pixlearn.content import check_content, load_catalogue
from pixlearn.content.help import search
from tests.real_content import real_catalogue
from tests.unit.content.content_folder import REAL, write_content

HEAD = """\
---
titre: "Les cartes"
resume: "À quoi elles servent."
mots: [carte, perdue]
ordre: 1
---
"""


def faults(tmp_path, text, name="les-cartes.md"):
    """What is told of an article, as authors read it."""
    folder = write_content(tmp_path) / "fr" / "aide"
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    return [str(one) for one in check_content(tmp_path) if one.file.startswith("fr/aide/")]


def articles(tmp_path, **texts):
    """The articles of these texts, by name."""
    folder = write_content(tmp_path) / "fr" / "aide"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return load_catalogue(tmp_path).help


def test_the_example_of_the_guide_for_authors_has_no_fault(tmp_path):
    guide = (REAL.parent / "docs" / "ecrire-un-article.md").read_text("utf-8")
    [example] = re.findall(r"```markdown\n(.*?)```", guide, re.DOTALL)
    assert faults(tmp_path, example) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "# Titre\n\nUn *mot*.",
            "ligne 9, texte : ce signe de Markdown n'est pas permis ici : « * »",
        ),
        ("Un `mot`.", "ligne 7, texte : ce signe de Markdown n'est pas permis ici : « ` »"),
        ("> Un mot.", "ligne 7, texte : ce signe de Markdown n'est pas permis ici : « > »"),
        ("![Dessin](/x.png)", "ligne 7, texte : ce signe de Markdown n'est pas permis ici : « ! »"),
        ("Un <b>mot</b>.", "ligne 7, texte : pas de code dans un texte : « < »"),
        ("### Titre", "ligne 7, texte : un titre commence par « # » ou « ## » : « Titre »"),
        ("## Titre", "ligne 7, texte : le premier titre commence par un seul « # » : « Titre »"),
        ("# Un\n\n# Un", "ligne 9, texte : ce titre est écrit deux fois : « Un »"),
        ("mot " * 29 + ".", "ligne 7, texte : phrase de 29 mots, 28 au plus"),
        ("Un mot. " * 7, "ligne 7, texte : paragraphe de 7 phrases, 6 au plus"),
        ("Un mot.\n\n" * 451, "ligne 1, texte : article de 902 mots, 900 au plus"),
        ("", "ligne 1, texte : l'article est vide"),
        ("[Site](https://exemple.fr)", "ligne 7, texte : un lien mène à une page du site"),
        ("[Site](//exemple.fr)", "ligne 7, texte : un lien mène à une page du site"),
        (
            "[Suite](/conseiller/aide/les-carte)",
            "ligne 7, texte : l'article « les-carte » n'existe pas. "
            "Vouliez-vous dire « les-cartes » ?",
        ),
    ],
)
def test_a_fault_of_the_text_is_told_with_its_line(tmp_path, text, told):
    [fault] = faults(tmp_path, HEAD + text)
    assert fault.startswith(f"fr/aide/les-cartes.md, {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            HEAD.replace("titre:", "titres:") + "Un mot.",
            "ligne 2, titres : clé inconnue « titres »",
        ),
        (HEAD.replace("ordre: 1", "ordre: un") + "Un mot.", "ligne 5, ordre : un nombre entier"),
        (HEAD.replace("[carte, perdue]", "[]") + "Un mot.", "ligne 4, mots : 1 au moins attendu"),
        (HEAD.replace('"Les cartes"', '"Les') + "Un mot.", "ligne 3 : le fichier ne se lit plus"),
        ("# Titre", "ligne 1 : le fichier commence par une ligne « --- »"),
        ("---\ntitre: x\n", "ligne 1 : le fichier commence par une ligne « --- »"),
    ],
)
def test_a_fault_of_the_head_is_told_with_its_line(tmp_path, text, told):
    [fault] = faults(tmp_path, text)
    assert fault.startswith(f"fr/aide/les-cartes.md, {told}")


def test_the_name_of_the_file_is_an_address(tmp_path):
    [fault] = faults(tmp_path, HEAD + "Un mot.", name="Les Cartes.md")
    assert "le nom du fichier n'a ni majuscule" in fault


def test_guides_come_first_then_each_kind_in_its_order(tmp_path):
    guide = HEAD.replace("ordre: 1", "ordre: 3\nguide: true")
    later = HEAD.replace("ordre: 1", "ordre: 2")
    found = articles(tmp_path, a=later + "Un.", b=HEAD + "Un.", c=guide + "Un.")
    assert list(found) == ["c", "b", "a"]


TEXT = "# Le vol\n\nLe téléphone est volé. Vous gardez l'e-mail.\n\n## Après\n\nRefaites une carte."


@pytest.mark.parametrize(
    ("asked", "sentence", "anchor"),
    [
        ("TELEPHONE", "Le téléphone est volé.", "le-vol"),
        ("téléphones volés", "Le téléphone est volé.", "le-vol"),
        ("Comment garder mon e-mail ?", None, None),  # « garder » begins no word of the text
        ("Que faire de l'e-mail ?", "Vous gardez l'e-mail.", "le-vol"),
        ("refaites", "Refaites une carte.", "apres"),
        ("perdue", "À quoi elles servent.", ""),  # a word of the head alone
        ("perdue téléphone", "Le téléphone est volé.", "le-vol"),
        ("téléphone licorne", None, None),
        ("", None, None),
        ("?!", None, None),
        ("le", "Le vol", "le-vol"),  # nothing but small words: they are looked for
    ],
)
def test_words_are_found_whatever_their_case_accents_and_plural(tmp_path, asked, sentence, anchor):
    found = search(articles(tmp_path, volee=HEAD + TEXT).values(), asked)
    shown = [(one.sentence.words, one.sentence.anchor) for one in found]
    assert shown == ([] if sentence is None else [(sentence, anchor)])


def test_an_article_about_the_word_comes_before_one_that_merely_holds_it(tmp_path):
    other = HEAD.replace("carte, perdue", "atelier").replace("Les cartes", "Un atelier")
    texts = {
        "a": other + "Donnez une carte.",
        "b": HEAD.replace("ordre: 1", "ordre: 2") + "Un mot.",
    }
    found = search(articles(tmp_path, **texts).values(), "carte")
    assert [one.article.slug for one in found] == ["b", "a"]


@pytest.fixture(scope="module")
def real():
    """The articles of the site."""
    return real_catalogue().help


def test_there_are_three_guides_of_one_page(real):
    assert [slug for slug, one in real.items() if one.head.guide] == list(real)[:3]


def test_the_frequent_questions_are_fifteen_at_least(real):
    questions = [one for one in real["questions-frequentes"].sentences if one.words.endswith("?")]
    assert len(questions) >= 15


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("carte perdue", "cartes-et-appareils"),
        ("illettrisme", "les-mots"),
        ("85 %", "lire-la-grille"),
        ("à confirmer", "lire-la-grille"),
        ("interprète", "atelier-accessible"),
        ("refus", "rendre-un-resultat"),
        ("diplôme", "badges-et-attestation"),
        ("Quand quelqu'un est bloqué", "quand-ca-bloque"),
        ("consentement", "que-voit-on"),
        ("Comment orienter vers un partenaire ?", "proposer-la-suite"),
        ("Pix", "questions-frequentes"),
    ],
)
def test_the_real_articles_answer_what_people_ask(real, asked, slug):
    assert slug in [one.article.slug for one in search(real.values(), asked)]
