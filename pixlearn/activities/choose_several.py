"""`choisir_plusieurs`: a given number of things to tick among 4 to 6."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from pixlearn.activities.answer import (
    JSON,
    Answer,
    Form,
    Problem,
    Refused,
    Scored,
    State,
    refused,
    stored_texts,
    texts,
)
from pixlearn.activities.choices import (
    Choice,
    check_choices,
    chosen_ones,
    places_of,
    right_words,
    show_choices,
)
from pixlearn.activities.item import Item, Moment
from pixlearn.activities.view import ItemView
from pixlearn.scenes.schema import Many, Scenes


class ChooseSeveral(Item):
    """Scored max(0, (right ticks − wrong ticks) / right choices)."""

    guess_of_kind: ClassVar[float] = 0.05
    seconds: ClassVar[int] = 25

    type: Literal["choisir_plusieurs"]
    how_many: Annotated[int, Field(ge=2, le=4)] = Field(alias="nombre")
    choices: Many[Choice] = Field(alias="choix", min_length=4, max_length=6)

    @field_validator("choices")
    @classmethod
    def _as_many_right(cls, choices: Sequence[Choice], info: ValidationInfo) -> Sequence[Choice]:
        return check_choices(choices, right=info.data.get("how_many"))

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        if moment.form is not None:
            chosen = texts(moment.form, "choix")
        else:
            chosen = places_of(self.choices, stored_texts(moment.given, "choix"))
        return self.view(
            scenes, moment, choices=show_choices(self.choices, chosen), how_many=self.how_many
        )

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        chosen = chosen_ones(self.choices, form, "choix")
        if isinstance(chosen, Refused):
            return chosen
        if len(chosen) != self.how_many:
            return refused("choix", Problem.CHOOSE_N)
        right = sum(choice.right for choice in chosen)
        wrong = len(chosen) - right
        outcome = max(0.0, (right - wrong) / self.how_many)
        return Scored(outcome, {"choix": [choice.word for choice in chosen]})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        return stored_texts(given, "choix")

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        return right_words(self.choices)
