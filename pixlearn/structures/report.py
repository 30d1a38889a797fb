"""The activity report of a workshop, in the words of La Coop de la médiation numérique (pure).

That tool is used all over France to report such work; its own French labels are kept as they are,
so that a report can be copied field by field.
"""

from __future__ import annotations

KIND = "Atelier collectif"
MATERIALS = ("Ordinateur", "Téléphone", "Tablette", "Autre", "Pas de matériel")
LEVELS = ("Débutant", "Intermédiaire", "Avancé")
AUTONOMIES = (
    "L’usager a été entièrement accompagné",
    "L’usager a participé à l’accompagnement",
    "L’usager a été plutôt autonome",
)
MINUTES = (30, 60, 90, 120, 180)
THEMES = ("Prendre en main du matériel", "Navigation sur internet")
"""Of a workshop about the starting point; a track names its own in its file."""
