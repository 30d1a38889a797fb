"""The diagnostic's file holds the numbers that the engine takes by default."""

from pathlib import Path

import yaml

from pixlearn.diagnostic.rules import Policy
from pixlearn.mastery.rules import Model

FILE = Path(__file__).parents[3] / "content" / "fr" / "diagnostics" / "abc-diag.yaml"


def test_the_file_and_the_defaults_agree():
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    floors, weights = data["choix"]["planchers"], data["choix"]["poids"]
    stop, visio = data["arret"], data["visio"]
    assert Policy() == Policy(
        max_shown=stop["questions_max"],
        max_together=stop["trouvees_ensemble_max"],
        confident_after=stop["sur"]["reponses_min"],
        confident_at=stop["sur"]["confiance"],
        gentle_after=stop["doux"]["reponses_min"],
        gentle_level_one=stop["doux"]["confiance_niveau_1"],
        gentle_misses=stop["doux"]["echecs_de_suite"],
        early_after=stop["doux_tot"]["reponses_min"],
        early_misses=stop["doux_tot"]["echecs_de_suite"],
        early_floor=stop["doux_tot"]["plus_de_question_a"],
        start_floor=floors["debut"],
        start_length=floors["questions_du_debut"],
        floor=floors["ensuite"],
        floor_after_a_miss=floors["apres_un_echec"],
        floor_after_two_misses=floors["apres_deux_echecs"],
        same_competence=weights["meme_competence"],
        same_domain=weights["meme_domaine"],
        new_domain=weights["nouveau_domaine"],
        visio_skill=visio["acquis"],
        visio_floor=visio["plancher"],
        hidden_at=data["choix"]["prerequis_cache"],
        min_weighed=data["resultat"]["reponses_min"],
    )
    parameters = data["modele"]
    assert Model(()) == Model(
        (), parameters["discrimination"], parameters["etourderie"], parameters["ecart_type"]
    )
