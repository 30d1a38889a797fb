"""The words of the national schema of mediation places (« lieux de médiation numérique », v1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pixlearn.accounts.names import folded

DAILY = "Maîtrise des outils numériques du quotidien"
STEPS = "Aide aux démarches administratives"
WORK = "Insertion professionnelle via le numérique"
SAFETY = "Utilisation sécurisée du numérique"
FAMILY = "Parentalité et éducation avec le numérique"
LEISURE = "Loisirs et créations numériques"
WORLD = "Compréhension du monde numérique"
ACCESS = "Accès internet et matériel informatique"
EQUIPMENT = "Acquisition de matériel informatique à prix solidaire"
SERVICES = (STEPS, DAILY, WORK, SAFETY, FAMILY, LEISURE, WORLD, ACCESS, EQUIPMENT)

YOUNG, STUDENTS, FAMILIES = "Jeunes", "Étudiants", "Familles et/ou enfants"
OLDER, WOMEN = "Seniors", "Femmes"
PUBLICS = (YOUNG, STUDENTS, FAMILIES, OLDER, WOMEN)

DEAF, MOTOR, MENTAL = "Surdité", "Handicaps moteurs", "Handicaps mentaux"
SIGHT, READING = "Déficience visuelle", "Illettrisme"
ENGLISH, LANGUAGES = "Langues étrangères (anglais)", "Langues étrangères (autres)"
CARE = (DEAF, SIGHT, MOTOR, MENTAL, READING, ENGLISH, LANGUAGES)

FREE, FREE_IF, PAID = "Gratuit", "Gratuit sous condition", "Payant"
FEES = (FREE, FREE_IF, PAID)

ALONE, ONE_TO_ONE = "En autonomie", "Accompagnement individuel"
GROUP, AWAY = "Dans un atelier collectif", "À distance"
MODALITIES = (ONE_TO_ONE, GROUP, ALONE, AWAY)

COME, CALL, WRITE = "Se présenter", "Téléphoner", "Contacter par mail"
BOOK = "Prendre un RDV en ligne"
PRESCRIBED = "Envoyer un mail avec une fiche de prescription"
NOBODY_RECEIVED = "Ce lieu n'accueille pas de public"
WAYS_IN = (COME, CALL, WRITE, BOOK, PRESCRIBED, NOBODY_RECEIVED)
FIXED, MOVING = "Fixe", "Itinérant"

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "services": SERVICES,
        "public": PUBLICS,
        "care": CARE,
        "fees": FEES,
        "modalities": MODALITIES,
        "ways_in": WAYS_IN,
        "stands": (FIXED, MOVING),
    }
)
"""What each list of a place may hold."""

# Words of the schema before its version 1, and those that files write in their place.
FORMER: Mapping[str, str] = {
    "Devenir autonome dans les démarches administratives": STEPS,
    "Réaliser des démarches administratives avec un accompagnement": STEPS,
    "Accompagner les démarches de santé": STEPS,
    "Prendre en main un smartphone ou une tablette": DAILY,
    "Prendre en main un ordinateur": DAILY,
    "Utiliser le numérique au quotidien": DAILY,
    "Approfondir ma culture numérique": WORLD,
    "Promouvoir la citoyenneté numérique": WORLD,
    "Favoriser mon insertion professionnelle": WORK,
    "Soutenir la parentalité et l'éducation avec le numérique": FAMILY,
    "Créer et développer avec le numérique": LEISURE,
    "Accéder à une connexion internet": ACCESS,
    "Accéder à du matériel": ACCESS,
    "S'équiper en matériel informatique": EQUIPMENT,
    "Familles/enfants": FAMILIES,
    "Jeunes (16-26 ans)": YOUNG,
    "Personnes en situation d'illettrisme": READING,
    "Public langues étrangères": LANGUAGES,
    "Atelier collectif": GROUP,
    "Seul": ALONE,
    "Avec de l'aide": ONE_TO_ONE,
    "À ma place": ONE_TO_ONE,
    "Dans un atelier": GROUP,
    "Adhésion": FREE_IF,
}
EVERYBODY = ("Adultes", "Tout public")
"""Words that narrow nothing down."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "ASSO": "Association",
        "BIB": "Bibliothèque ou médiathèque",
        "CAP_EMPLOI": "Cap emploi",
        "CC": "Communauté de communes",
        "CCAS": "Centre communal d'action sociale",
        "CS": "Centre social",
        "E2C": "École de la deuxième chance",
        "EPN": "Espace public numérique",
        "EVS": "Espace de vie sociale",
        "FABLAB": "Atelier de fabrication (fablab)",
        "FT": "France Travail",
        "LA_POSTE": "La Poste",
        "MDS": "Maison départementale des solidarités",
        "MJC": "Maison des jeunes et de la culture",
        "ML": "Mission locale",
        "MQ": "Maison de quartier",
        "MUNI": "Mairie",
        "OF": "Organisme de formation",
        "PIJ_BIJ": "Point ou bureau information jeunesse",
        "PIMMS": "Point information médiation (Pimms)",
        "RESSOURCERIE": "Ressourcerie",
        "RFS": "France Services",
        "TIERS_LIEUX": "Tiers-lieu",
        "Autre": "Autre lieu",
    }
)
"""The kinds of place that are met most; of the others the schema's own code is shown."""
OTHER_KIND = "Autre"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a prescription of the grid looks for: a place with one of these services or cares."""

    services: Sequence[str] = ()
    care: Sequence[str] = ()


SOUGHT: Mapping[str, Sought] = MappingProxyType(
    {
        "partenaire:epn": Sought((DAILY, ACCESS, STEPS)),
        "partenaire:epn_fablab": Sought((DAILY, ACCESS, LEISURE, WORLD)),
        "partenaire:acces_materiel": Sought((ACCESS, EQUIPMENT)),
        "partenaire:remise_a_niveau_lire_ecrire_compter": Sought(care=(READING,)),
        "atelier:cafe_numerique": Sought((WORLD, DAILY, LEISURE)),
        "horizon:clea_numerique": Sought((WORK,)),
        "horizon:formation_numerique_si_envie": Sought((WORK, WORLD)),
    }
)
"""The schema has no service for reading and writing: the places that say they receive people who
find it hard are the ones to look at."""


_KNOWN = {folded(one): one for words in WORDS.values() for one in words} | {
    folded(before): now for before, now in FORMER.items()
}


def known_word(text: str) -> str | None:
    """The schema's word for this one, written in its way or in a former one; none if unknown.

    What follows « : » in files of before is an explanation.
    """
    return _KNOWN.get(folded(text)) or _KNOWN.get(folded(text.partition(" :")[0].partition(":")[0]))
