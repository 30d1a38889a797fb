"""`lire_et_decider`: a message to read, then what to do, then the clue that tells."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from pixlearn.activities.answer import (
    JSON,
    Answer,
    Form,
    Moved,
    Problem,
    Refused,
    Scored,
    State,
    held,
    refused,
    stored_text,
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
from pixlearn.activities.item import Item, Message, Moment
from pixlearn.activities.view import ItemView
from pixlearn.scenes.schema import Authored, Many, Scenes, Text


class Clue(Authored):
    """« Quel indice ? », asked after the decision."""

    prompt: Text = Field(alias="consigne")
    choices: Many[Choice] = Field(alias="choix", min_length=3, max_length=4)

    @field_validator("choices")
    @classmethod
    def _one_right(cls, choices: Sequence[Choice]) -> Sequence[Choice]:
        return check_choices(choices, right=1)


class ReadAndDecide(Item):
    """Scored .5 for the decision + .5 for the clue."""

    guess_of_kind: ClassVar[float] = 0.10
    seconds: ClassVar[int] = 20
    tried: ClassVar[bool] = True
    state_names: ClassVar[tuple[str, ...]] = ("decision",)

    type: Literal["lire_et_decider"]
    message: Message
    choices: Many[Choice] = Field(alias="choix", min_length=3, max_length=4)
    clue: Clue = Field(alias="indice")

    @field_validator("choices")
    @classmethod
    def _one_right(cls, choices: Sequence[Choice]) -> Sequence[Choice]:
        return check_choices(choices, right=1)

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        written = held(moment.state, moment.form, "decision")
        decision = self._decision(written)
        choices, stored = (
            (self.choices, "decision") if decision is None else (self.clue.choices, "indice")
        )
        if moment.form is not None:
            chosen = texts(moment.form, "choix")
        else:
            chosen = places_of(choices, (stored_text(moment.given, stored),))
        return self.view(
            scenes,
            moment,
            choices=show_choices(choices, chosen),
            stage=stored,
            clue_prompt=None if decision is None else self.clue.prompt,
            decision="" if decision is None else written,
        )

    def show_answered(self, scenes: Scenes, given: Mapping[str, JSON]) -> ItemView:
        """The second question, with what was chosen there."""
        decided = places_of(self.choices, (stored_text(given, "decision"),))
        state = {"decision": decided[0]} if decided else {}
        return self.show(scenes, Moment(state, given=given))

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        written = held(state, form, "decision")
        if not written:
            first = only_one(self.choices, form, "choix")
            if isinstance(first, Refused):
                return first
            return Moved({"decision": str(self.choices.index(first))})
        decision = self._decision(written)
        if decision is None:
            return refused("choix", Problem.UNKNOWN_CHOICE)
        clue = only_one(self.clue.choices, form, "choix")
        if isinstance(clue, Refused):
            return clue
        outcome = 0.5 * decision.right + 0.5 * clue.right
        return Scored(outcome, {"decision": decision.word, "indice": clue.word})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        return (stored_text(given, "decision"), stored_text(given, "indice"))

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        return (*right_words(self.choices), *right_words(self.clue.choices))

    def _decision(self, written: str) -> Choice | None:
        return {str(place): choice for place, choice in enumerate(self.choices)}.get(written)
