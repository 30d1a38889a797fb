"""Every fault is told at once, with its file, its line, its field and a French sentence."""

import re

import pytest
import yaml
from click.testing import CliRunner

from pixlearn.cli.check_content import check_content_command
from pixlearn.content import ContentError, check_content, load_catalogue
from pixlearn.content.check import read_content
from tests.unit.content.content_folder import FRAMEWORK, ITEMS, SCENES, write_content

ENGLISH = re.compile(
    r"\b(input|should|valid|field|required|string|expected|value error|extra|permitted|list)\b",
    re.IGNORECASE,
)


def faults_of(tmp_path, **files):
    """Faults of the files, without what lacks in so small a bank."""
    return read_content(write_content(tmp_path, **files), "fr").faults


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_the_small_content_has_no_fault(tmp_path):
    assert faults_of(tmp_path) == []
    assert load_catalogue(tmp_path).items.keys() == {"it-GES.1.1-a", "it-GES.1.4-a"}


def test_five_planted_faults_are_all_told_with_their_lines(tmp_path):
    broken = (
        ITEMS.replace('consigne: "Quel', 'consgine: "Quel')
        .replace("pictogramme: fermer}", "pictogramme: ferme}")
        .replace("acquis: GES.1.4", "acquis: GES.1.9")
        .replace("gestes: 1", "gestes: 2")
        .replace('"Ouvrez vos photos."', f'"{"Ouvrez vos photos et " * 5}."')
    )
    told = faults_of(tmp_path, items__ges=broken)
    assert [(fault.line, fault.field) for fault in told] == [
        (line_of(broken, "consgine"), "items[1].consgine"),
        (line_of(broken, "pictogramme: ferme}"), "items[1].choix[2].pictogramme"),
        (line_of(broken, "acquis: GES.1.9"), "items[2].acquis"),
        (line_of(broken, "gestes: 2"), "items[2].gestes"),
        (line_of(broken, "Ouvrez vos"), "items[2].consigne"),
    ]
    sentences = " ".join(fault.message for fault in told)
    assert "clé inconnue « consgine ». Vouliez-vous dire « consigne » ?" in sentences
    assert "Vouliez-vous dire « fermer » ?" in sentences
    assert "le chemin le plus court fait 1" in sentences
    assert "phrase de 20 mots" in sentences


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("type: choisir_image", "type: choisir_imag", "items[1].type", "« choisir_image »"),
        ('juste: "Oui. Ce bouton valide."', "", "items[1].retours.juste", "manque"),
        ("bonne: true", "bonne: peut-être", "items[1].choix[1].bonne", "true ou false"),
        ("bonne: true", "bonne: false", "items[1].choix", "1 « bonne: true » attendu, 0"),
        ('mot: "Aide"', 'mot: ""', "items[1].choix[3].mot", "vide"),
        ('mot: "Aide"', "mot: 12", "items[1].choix[3].mot", "le nombre 12"),
        ('mot: "Aide"', "mot: 2026-05-04", "items[1].choix[3].mot", "la date 2026-05-04"),
        ('mot: "Aide"', "mot: 2026-15-04", "items[1].choix[3].mot", "guillemets"),
        ('mot: "Aide"', "mot: [Aide]", "items[1].choix[3].mot", "une liste"),
        ('mot: "Aide"', 'mot: "Valider"', "items[1].choix", "deux fois"),
        ('      - {mot: "Aide", pictogramme: aide}\n', "", "items[1].choix", "3 au moins"),
        ("gestes: 1", "gestes: 0", "items[2].gestes", "1 au moins attendu"),
        ("gestes: 1", "gestes: 1\n    g: 0.4", "items[2].g", "0.25 au plus"),
        ("depart: telephone/accueil", "depart: telephone/accuel", "items[2].depart", "accueil »"),
        ("depart: telephone/accueil", "depart: accueil", "items[2].depart", "fichier/scene"),
        ("but: {scene: telephone/photos}", "but: {zone: rien}", "items[2].but.zone", "« rien »"),
        ("but: {scene: telephone/photos}", "but: {}", "items[2].but", "autre scène"),
        ("id: it-GES.1.4-a", "id: it-GES.1.1-a", "items[2].id", "déjà pris : fr/items/ges.yaml"),
        ("id: it-GES.1.4-a", "id: autre", "items[2].id", "commence par « it-GES.1.4- »"),
        ("    acquis: GES.1.4\n", "", "items[2].acquis", "manque"),
        ("items:\n", "items:\n  - bonjour\n", "items[1]", "des clés"),
        ("items:\n", "autre: 1\nitems:\n", "autre", "clé inconnue"),
        ("    gestes: 1\n", "    gestes: 1\n    gestes: 1\n", "items[2].gestes", "déjà ligne 19"),
        ("Ouvrez vos photos.", "Ouvrez. Lisez. Fermez.", "items[2].consigne", "2 phrases au plus"),
        ("Ouvrez vos photos.", "Touchez vos photos.", "items[2].consigne", "« Appuyez sur »"),
        ("Ouvrez vos photos.", "Votre identifiant.", "items[2].consigne", "mot lourd"),
        ("Ouvrez vos photos.", "Ouvrez <b>tout</b>.", "items[2].consigne", "« <b> »"),
        ("Ouvrez vos photos.", "Voici la paramétrer.", "items[2].consigne", "« réglages »"),
    ],
)
def test_a_fault_in_an_item_is_told_where_it_is(tmp_path, old, new, field, words):
    assert old in ITEMS
    broken = ITEMS.replace(old, new, 1)
    told = faults_of(tmp_path, items__ges=broken)
    found = [fault for fault in told if fault.field == field]
    assert found, told
    assert any(words in fault.message for fault in found), found
    assert not any(ENGLISH.search(fault.message) for fault in told), told


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("vers: photos", "vers: photo", "scenes.accueil.zones[1].vers", "Vouliez-vous"),
        ("genre: magasin", "genre: magazin", "scenes.photos.genre", "Vouliez-vous"),
        ("genre: magasin\n", "\n", "scenes.photos.genre", "manque"),
        ("  photos:", "  Photos:", "scenes.Photos", "minuscules"),
        ("id: email", "id: photos", "scenes.accueil.zones", "même id « photos »"),
        ('titre: "Accueil"', "titre: null", "scenes.accueil.titre", "rien"),
        ("scenes:\n", "scenes: []\nautres:\n", "scenes", "attendu"),
    ],
)
def test_a_fault_in_a_scene_is_told_where_it_is(tmp_path, old, new, field, words):
    assert old in SCENES
    told = faults_of(tmp_path, scenes__telephone=SCENES.replace(old, new, 1))
    found = [fault for fault in told if fault.field == field]
    assert any(words in fault.message for fault in found), told
    assert not any(ENGLISH.search(fault.message) for fault in told), told


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("niveau: 1, b: -1.8", "niveau: 2, b: -1.8", "niveau", "le niveau est 1"),
        ("b: -3.0", "b: -1.0", "acquis[4].b", "au moins -1"),
        ("GES.1.2", "GES.1.1", "acquis[2].id", "deux fois"),
        ("{id: GES.1.2", "{id: INF.1.2", "acquis[2].id", "« GES.1. »"),
        ("GES.1.4: [GES.1.3]", "GES.1.4: [GES.1.8]", "prerequis.acquis.GES.1.4[1]", "référentiel"),
        ("GES.1.4: [GES.1.3]", "GES.1.4: [GES.1.4]", "prerequis.acquis.GES.1.4", "lui-même"),
        ("b: -3.6", 'b: "dur"', "acquis[2].b", "un nombre attendu"),
        ('court: "appuyer"', 'court: "Je sais appuyer."', "acquis[1].court", "infinitif"),
        ('court: "appuyer"', 'court: "appuyer et tenir"', "acquis[1].court", "sans « et »"),
    ],
)
def test_a_fault_in_the_framework_is_told_where_it_is(tmp_path, old, new, field, words):
    assert old in FRAMEWORK
    told = faults_of(tmp_path, framework=FRAMEWORK.replace(old, new, 1))
    found = [fault for fault in told if fault.field.endswith(field)]
    assert any(words in fault.message for fault in found), told
    assert not any(ENGLISH.search(fault.message) for fault in told), told


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('items:\n  - id: "a\n', 3, "ne se lit plus"),
        ("items:\n\t- id: a\n", 2, "ne se lit plus"),
        ("", 1, "vide"),
        ("- un\n", 1, "« items »"),
        ("choses: []\n", 1, "« items » manque"),
        ("items: &a [*a]\n", 1, "se contient"),
        ("? [a]\n: b\n", 1, "mot simple"),
    ],
)
def test_a_file_that_does_not_read_is_told_in_french(tmp_path, text, line, words):
    told = [fault for fault in faults_of(tmp_path, items__ges=text) if "ges" in fault.file]
    assert any(words in fault.message for fault in told), told
    assert told[0].line == line
    assert not any(ENGLISH.search(fault.message) for fault in told)


def test_a_file_in_another_encoding_or_with_another_ending_is_told(tmp_path):
    root = write_content(tmp_path)
    (root / "fr/items/latin.yaml").write_bytes("items: [é]".encode("latin-1"))
    (root / "fr/items/autre.yml").write_text("items: []\n", "utf-8")
    messages = [fault.message for fault in read_content(root, "fr").faults]
    assert any("UTF-8" in message for message in messages)
    assert any("« .yaml »" in message for message in messages)


def test_the_taught_word_is_allowed_in_items_about_accounts_and_on_their_screens(tmp_path):
    framework = FRAMEWORK.replace("GES", "SEC")
    items = ITEMS.replace("GES", "SEC").replace("Ouvrez vos photos.", "Trouvez votre identifiant.")
    diagnostic = write_content(tmp_path) / "fr/diagnostics/abc-diag.yaml"
    told = faults_of(
        tmp_path,
        framework=framework,
        items__ges=items,
        scenes__telephone=SCENES.replace("Vos photos", "Votre identifiant"),
        **{"diagnostics__abc-diag": diagnostic.read_text("utf-8").replace("GES", "SEC")},
    )
    assert told == []


def test_a_form_and_an_email_that_expect_nothing_right_are_told(tmp_path):
    feedback = {"juste": "Oui.", "faux": "Pas encore.", "ne_sait_pas": "C'est noté."}
    field = {"genre": "texte", "etiquette": "Nom", "obligatoire": True}
    items = [
        {
            "id": "it-GES.1.3-a",
            "acquis": "GES.1.3",
            "type": "remplir_formulaire",
            "consigne": "Remplissez.",
            "donnees": ["Nom : Diallo"],
            "champs": [
                {"id": "nom", **field, "accepte": ["Diallo"]},
                {"id": "prenom", **field, "erreur": "Écrivez."},
                {"id": "jour", "genre": "date", "etiquette": "Jour", "obligatoire": True,
                 "accepte": ["31/02/1980"], "erreur": "Écrivez le jour."},
            ],
            "retours": feedback,
        },
        {
            "id": "it-GES.1.3-b",
            "acquis": "GES.1.3",
            "type": "envoyer_email",
            "consigne": "Écrivez.",
            "donnees": ["À : a@b.example"],
            "verifie": [
                {"piece": "cv", "manque": "le CV"},
                {"adresse": "a@b.example", "objet": True, "manque": "l'adresse"},
            ],
            "retours": feedback,
        },
    ]  # fmt: skip
    text = yaml.safe_dump({"items": items}, allow_unicode=True)
    told = {fault.field: fault.message for fault in faults_of(tmp_path, items__autre=text)}
    assert "n'est pas une date" in told["items[1].champs[3].accepte"]
    assert "une seule chose" in told["items[2].verifie[2]"]
    items[0]["champs"].pop()
    items[1]["verifie"][1].pop("objet")
    text = yaml.safe_dump({"items": items}, allow_unicode=True)
    told = {fault.field: fault.message for fault in faults_of(tmp_path, items__autre=text)}
    assert "« erreur »" in told["items[1].champs[1]"]
    assert "« accepte »" in told["items[1].champs[2]"]
    assert "« cv »" in told["items[2].verifie[1].piece"]


def test_the_app_does_not_load_content_with_a_fault(tmp_path):
    write_content(tmp_path, items__ges=ITEMS.replace("retours", "retour"))
    with pytest.raises(ContentError) as caught:
        load_catalogue(tmp_path)
    assert len(caught.value.faults) == 2
    assert "fr/items/ges.yaml, ligne 10, items[1].retour" in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    (write_content(tmp_path) / "fr/framework.yaml").unlink()
    assert str(read_content(tmp_path, "fr").faults[0]) == "fr/framework.yaml : ce fichier manque."


def test_what_lacks_in_the_bank_is_told_by_the_command(tmp_path):
    write_content(tmp_path, diagnostics__essais="essais: []\n")
    messages = [fault.message for fault in check_content(tmp_path)]
    assert "5 domaines attendus ; trouvé : 1." in messages
    assert "24 acquis de niveau 1 attendus ; trouvé : 4." in messages
    assert "aucune question pour « GES.1.2 »." in messages
    assert "aucune question de type « envoyer_email »." in messages
    assert "il manque un essai de type « mettre_en_ordre »." in messages
    assert any("trouvé : 1." in message and "formulaire" in message for message in messages)


def test_the_command_prints_every_fault_and_fails(tmp_path):
    write_content(tmp_path, items__ges=ITEMS.replace("gestes: 1", "gestes: 2"))
    result = CliRunner().invoke(check_content_command, ["--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "fr/items/ges.yaml, ligne 19, items[2].gestes : " in result.output
    assert "fautes dans le contenu." in result.output


def test_the_command_says_when_all_is_well():
    result = CliRunner().invoke(check_content_command)
    *languages, last = result.output.splitlines()
    assert re.fullmatch(r"Le contenu est bon : \d+ questions, aucune faute.", last)
    assert all(re.match(r"[a-z]{2} : \d+ leçons? sur", line) for line in languages)
    assert result.exit_code == 0
