"""A course with a second diagnostic: one file beside the others, no line of Python."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from pixlearn.config import ROOT

BILAN = """\
id: bilan_messages
adresse: mes-messages
nom_public: "Mes messages et la sécurité"
ouverture:
  titre: "Mes messages et la sécurité"
  phrases: ["Vous allez répondre à des questions.", "Ce n'est pas un examen."]
fermeture: "Merci. Voici où vous en êtes."
competences: [COM.1, COM.2, SEC.1, SEC.2]
niveaux:
  - {jusqu_a: 25, nom: "Je commence"}
  - {jusqu_a: 50, nom: "J'essaie"}
  - {jusqu_a: 75, nom: "J'avance"}
  - {jusqu_a: 100, nom: "J'y vais"}
modele:
  discrimination: 1.3
  etourderie: 0.08
  ecart_type: 1.6
  grille: {min: -4.0, max: 4.0, pas: 0.5}
choix:
  planchers:
    debut: 0.80
    questions_du_debut: 2
    ensuite: 0.55
    apres_un_echec: 0.70
    apres_deux_echecs: 1.0
  poids: {meme_competence: 0.02, meme_domaine: 0.01, nouveau_domaine: 0.03}
  prerequis_cache: 0.20
arret:
  questions_max: 6
  trouvees_ensemble_max: 4
resultat: {reponses_min: 3}
"""


def with_second_diagnostic(folder: Path) -> Path:
    """A copy of the project's content with that file in it; its root."""
    root = copytree(ROOT / "content", folder / "content")
    (root / "fr" / "diagnostics" / "bilan.yaml").write_text(BILAN, "utf-8")
    return root
