"""`choisir_image`: one thing to choose among 3 or 4, each a picture and a word."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from pixlearn.activities.answer import (
    JSON,
    Answer,
    Form,
    Refused,
    Scored,
    State,
    stored_texts,
    texts,
)
from pixlearn.activities.choices import (
    Choice,
    check_choices,
    only_one,
    places_of,
    right_words,
    show_choices,
)
from pixlearn.activities.item import Item, Moment
from pixlearn.activities.view import ItemView
from pixlearn.scenes.schema import Many, Scenes


class ChooseImage(Item):
    """Scored 0 or 1."""

    guess_of_kind: ClassVar[float] = 0.12
    seconds: ClassVar[int] = 10

    type: Literal["choisir_image"]
    choices: Many[Choice] = Field(alias="choix", min_length=3, max_length=4)

    @field_validator("choices")
    @classmethod
    def _one_right(cls, choices: Sequence[Choice]) -> Sequence[Choice]:
        return check_choices(choices, right=1)

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        if moment.form is not None:
            chosen = texts(moment.form, "choix")
        else:
            chosen = places_of(self.choices, stored_texts(moment.given, "choix"))
        return self.view(scenes, moment, choices=show_choices(self.choices, chosen))

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        chosen = only_one(self.choices, form, "choix")
        if isinstance(chosen, Refused):
            return chosen
        return Scored(float(chosen.right), {"choix": [chosen.word]})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        return stored_texts(given, "choix")

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        return right_words(self.choices)
