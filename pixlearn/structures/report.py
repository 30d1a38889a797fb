"""The activity report of a workshop, in the words of La Coop de la médiation numérique (pure).

That tool is used all over France to report such work; its own French labels are kept as they are,
so that a report can be copied field by field.
"""

from __future__ import annotations

from pixlearn.structures.rules import DIAGNOSTIC

KIND = "Atelier collectif"
MATERIALS = ("Ordinateur", "Téléphone", "Tablette", "Autre", "Pas de matériel")
LEVELS = ("Débutant", "Intermédiaire", "Avancé")
AUTONOMIES = (
    "L’usager a été entièrement accompagné",
    "L’usager a participé à l’accompagnement",
    "L’usager a été plutôt autonome",
)
MINUTES = (30, 60, 90, 120, 180)
_EQUIPMENT, _INTERNET = "Prendre en main du matériel", "Navigation sur internet"
_THEMES = {
    DIAGNOSTIC: (_EQUIPMENT, _INTERNET),
    "P1": (_EQUIPMENT,),
    "P2": (_INTERNET,),
    "P3": ("E-mail",),
    "P4": ("Prévention en sécurité numérique",),
    "P5": (_INTERNET,),
    "P6": ("Insertion professionnelle",),
    "P7": ("Réseaux sociaux communication",),
}


def themes_of(purpose: str) -> tuple[str, ...]:
    """The themes that the tool would have for a workshop of this purpose."""
    return _THEMES.get(purpose, (_EQUIPMENT,))
