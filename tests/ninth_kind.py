"""A kind of item that the project does not have: what CONTRIBUTING asks for, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from pixlearn.activities.answer import JSON, Answer, Form, Problem, Scored, State, refused, text
from pixlearn.activities.item import Item, Moment
from pixlearn.activities.view import ChoiceView, ItemView
from pixlearn.scenes.schema import Scenes

WORDS = {"vrai": "Vrai", "faux": "Faux"}


class TrueOrFalse(Item):
    """Scored 0 or 1."""

    guess_of_kind: ClassVar[float] = 0.25
    seconds: ClassVar[int] = 5

    type: Literal["dire_vrai_ou_faux"]
    right: bool = Field(alias="vrai")

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        chosen = text(moment.form, "choix") if moment.form is not None else ""
        choices = tuple(
            ChoiceView(value, word, None, None, value == chosen) for value, word in WORDS.items()
        )
        return self.view(scenes, moment, choices=choices)

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        chosen = text(form, "choix")
        if chosen not in WORDS:
            return refused("choix", Problem.NOTHING_CHOSEN)
        return Scored(float((chosen == "vrai") is self.right), {"choix": chosen})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        return (WORDS.get(str(given.get("choix")), ""),)

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        return (WORDS["vrai" if self.right else "faux"],)


TEMPLATE = (
    '{{ ui.choices("choix", view.prompt, view.choices, '
    "ui.fault_words(view.faults[0]) if view.faults, legend_hidden=True) }}"
)
QUESTION = """\
items:
  - id: it-GES.1.1-z
    acquis: GES.1.1
    type: dire_vrai_ou_faux
    consigne: "On appuie sur un bouton avec un doigt."
    vrai: true
    retours:
      juste: "Oui."
      faux: "Pas encore. Essayez avec un doigt."
      ne_sait_pas: "C'est noté. Un doigt suffit."
"""
