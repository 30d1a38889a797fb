"""One small item of each kind, and the screens they stand on."""

from pixlearn.activities import KINDS, Item
from pixlearn.scenes.schema import Scene

FEEDBACK = {
    "juste": "Oui.",
    "faux": "Pas encore. Il manque : {manques}.",
    "ne_sait_pas": "C'est noté.",
}

SCENES = {
    "mail/boite": Scene.model_validate(
        {
            "genre": "mail",
            "titre": "Boîte de réception",
            "zones": [
                {"id": "rdv", "mot": "Mission locale", "vers": "message"},
                {"id": "pub", "mot": "Soldes Mode", "etiquette": "Publicité"},
            ],
        }
    ),
    "mail/message": Scene.model_validate(
        {
            "genre": "mail",
            "titre": "Votre rendez-vous",
            "lignes": ["Jeudi à 10 h."],
            "zones": [
                {"id": "repondre", "mot": "Répondre", "vers": "reponse"},
                {"id": "retour", "mot": "Retour", "vers": "boite"},
            ],
        }
    ),
    "mail/reponse": Scene.model_validate({"genre": "mail", "titre": "Votre réponse"}),
}


def item(kind: str, **parts: object) -> Item:
    """An item of that kind with the parts that matter to the test."""
    common = {
        "id": f"it-{kind}",
        "type": kind,
        "consigne": "Que faites-vous ?",
        "retours": FEEDBACK,
    }
    return KINDS[kind].model_validate({**common, **parts})


CHOOSE = item("choisir_image", choix=[{"mot": "À"}, {"mot": "Objet", "bonne": True}, {"mot": "Cc"}])
SEVERAL = item(
    "choisir_plusieurs",
    nombre=2,
    choix=[
        {"mot": "Le wifi", "bonne": True},
        {"mot": "La page", "bonne": True},
        {"mot": "Les photos"},
        {"mot": "La langue"},
    ],
)
ORDER = item("mettre_en_ordre", etapes=["J'ouvre.", "Je réponds.", "J'écris.", "J'envoie."])
TAP = item("trouver_a_l_ecran", depart="mail/boite", but={"zone": "pub"}, gestes=1)
WALK = item("trouver_a_l_ecran", depart="mail/boite", but={"scene": "mail/reponse"}, gestes=2)
WRITE = item(
    "ecrire_court",
    champ={"etiquette": "Jour", "clavier": "texte"},
    accepte=["mercredi", "le mercredi", "9 h 30"],
)
DECIDE = item(
    "lire_et_decider",
    message={"genre": "sms", "de": "06 39 98 00 00", "date": "mardi 9 h", "texte": "Payez vite."},
    choix=[{"mot": "Je paie."}, {"mot": "J'attends.", "bonne": True}, {"mot": "Je réponds."}],
    indice={
        "consigne": "Qu'est-ce qui vous alerte ?",
        "choix": [{"mot": "On me presse.", "bonne": True}, {"mot": "L'heure"}, {"mot": "Le jour"}],
    },
)
FORM = item(
    "remplir_formulaire",
    donnees=["Nom : Diallo", "Naissance : 14 mars 1980", "Ville : Vert-Bois"],
    champs=[
        {
            "id": "nom",
            "genre": "texte",
            "etiquette": "Nom",
            "obligatoire": True,
            "accepte": ["Diallo"],
            "erreur": "Écrivez le nom Diallo.",
        },
        {
            "id": "naissance",
            "genre": "date",
            "etiquette": "Naissance",
            "obligatoire": True,
            "accepte": ["14/03/1980"],
            "erreur": "Écrivez le jour, le mois, l'année.",
        },
        {
            "id": "ville",
            "genre": "liste",
            "etiquette": "Ville",
            "obligatoire": True,
            "choix": ["Vert-Bois", "Clairval"],
            "bonne": "Vert-Bois",
            "erreur": "Choisissez Vert-Bois.",
        },
        {
            "id": "telephone",
            "genre": "chiffres",
            "etiquette": "Téléphone",
            "obligatoire": False,
        },
    ],
)
EMAIL = item(
    "envoyer_email",
    donnees=["À : accueil@mission.example"],
    pieces=[{"id": "cv", "mot": "Mon CV"}, {"id": "photo", "mot": "Ma photo"}],
    verifie=[
        {"adresse": "accueil@mission.example", "manque": "l'adresse"},
        {"objet": True, "manque": "l'objet"},
        {"contient_un_de": ["bonjour", "madame"], "manque": "bonjour"},
        {"piece": "cv", "manque": "le CV"},
    ],
)
ALL = (CHOOSE, SEVERAL, ORDER, TAP, WALK, WRITE, DECIDE, FORM, EMAIL)
