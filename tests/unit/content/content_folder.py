"""A small content without a fault, to plant faults in."""

from pathlib import Path

REAL = Path(__file__).parents[3] / "content"

FRAMEWORK = """\
domaines:
  - id: GES
    titre: "Utiliser mon appareil"
    competences:
      - id: GES.1
        titre: "Faire les gestes"
        crcn: ["préalable"]
        digcomp: ["5.2"]
        acquis:
          - {id: GES.1.1, texte: "Je sais appuyer.", court: "appuyer", niveau: 1, b: -4.0}
          - {id: GES.1.2, texte: "Je sais faire défiler.", court: "défiler", niveau: 1, b: -3.6}
          - {id: GES.1.3, texte: "Je sais écrire un mot.", court: "écrire", niveau: 1, b: -3.0}
          - {id: GES.1.4, texte: "Je sais écrire un chiffre.", court: "noter", niveau: 1, b: -1.8}
prerequis:
  tous: [GES.1.1]
  items_ecrits: [GES.1.3]
  acquis:
    GES.1.4: [GES.1.3]
"""

ITEMS = """\
items:
  - id: it-GES.1.1-a
    acquis: GES.1.1
    type: choisir_image
    consigne: "Quel bouton valide ?"
    choix:
      - {mot: "Valider", pictogramme: valider, bonne: true}
      - {mot: "Fermer", pictogramme: fermer}
      - {mot: "Aide", pictogramme: aide}
    retours:
      juste: "Oui. Ce bouton valide."
      faux: "Pas encore. Lisez les mots."
      ne_sait_pas: "C'est noté. Le bouton valide."
  - id: it-GES.1.4-a
    acquis: GES.1.4
    type: trouver_a_l_ecran
    depart: telephone/accueil
    but: {scene: telephone/photos}
    gestes: 1
    consigne: "Ouvrez vos photos."
    retours:
      juste: "Oui. Voici vos photos."
      faux: "Pas encore. Lisez les mots."
      ne_sait_pas: "C'est noté."
"""

SCENES = """\
scenes:
  accueil:
    genre: telephone
    titre: "Accueil"
    zones:
      - {id: photos, mot: "Photos", pictogramme: photos, vers: photos}
      - {id: email, mot: "E-mail", pictogramme: email}
  photos:
    genre: magasin
    titre: "Vos photos"
"""

GRID = """\
grille: {id: defaut, version: 1, structure: null}
bandes:
  - {id: tout, min: 0, max: 100, niveau: 1, titre: "Tout", objectif: "Oser.", prescriptions: [cv]}
"""


def write_content(root: Path, **files: str) -> Path:
    """Write a whole small content under `root`, some files replaced; returns `root`.

    A keyword names a file with its folder: `items__ges` is items/ges.yaml.
    """
    diagnostics = REAL / "fr" / "diagnostics"
    written = {
        "cours": (REAL / "fr" / "cours.yaml").read_text("utf-8"),
        "framework": FRAMEWORK,
        "items__ges": ITEMS,
        "scenes__telephone": SCENES,
        "scenes__essais": (REAL / "fr" / "scenes" / "essais.yaml").read_text("utf-8"),
        "diagnostics__abc-diag": (diagnostics / "abc-diag.yaml")
        .read_text("utf-8")
        .replace("COM.3.3", "GES.1.4"),
        "grilles__defaut": GRID,
        "grilles__prescriptions": (REAL / "fr" / "grilles" / "prescriptions.yaml").read_text(
            "utf-8"
        ),
        "diagnostics__essais": (diagnostics / "essais.yaml").read_text("utf-8"),
        **files,
    }
    for name, text in written.items():
        path = root / "fr" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
