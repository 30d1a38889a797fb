"""`ecrire_court`: a word, a number or an address to write."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from pixlearn.activities.answer import (
    JSON,
    SHORT,
    Answer,
    Form,
    Problem,
    Scored,
    State,
    refused,
    stored_text,
    text,
)
from pixlearn.activities.item import Item, Moment
from pixlearn.activities.spelling import accepts_one_letter, compact_form, one_letter_away
from pixlearn.activities.view import FieldView, ItemView
from pixlearn.scenes.schema import Authored, Many, Scenes, Text

KEYBOARDS = {"texte": "text", "chiffres": "digits", "email": "email", "adresse": "address"}


class ShortField(Authored):
    """The field, with the keyboard it opens and an example under its label."""

    label: Text = Field(alias="etiquette")
    keyboard: Literal["texte", "chiffres", "email", "adresse"] = Field(alias="clavier")
    example: Text | None = Field(default=None, alias="exemple")


class WriteShort(Item):
    """Scored 1 when accepted: case, accents and spaces are free, and one letter in a word."""

    guess_of_kind: ClassVar[float] = 0.03
    seconds: ClassVar[int] = 30

    type: Literal["ecrire_court"]
    field: ShortField = Field(alias="champ")
    accepted: Many[Text] = Field(alias="accepte", min_length=1)
    contained: Many[Text] = Field(default=(), alias="contient", max_length=4)
    """Words that make a longer answer right when all of them are in it, in any order."""
    spelling: bool = Field(default=False, alias="orthographe")
    """Spelling is the skill: no letter is forgiven."""

    @property
    def needs_typing(self) -> bool:
        return True

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        form = moment.form
        typed = stored_text(moment.given, "reponse") if form is None else text(form, "reponse")
        field = FieldView(
            name="reponse",
            label=self.field.label,
            kind=KEYBOARDS[self.field.keyboard],
            value=typed,
            example=self.field.example,
            error=next(iter(moment.faults), None),
        )
        return self.view(scenes, moment, fields=(field,))

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        typed = text(form, "reponse")
        if not typed:
            return refused("reponse", Problem.NOTHING_WRITTEN)
        if len(typed) > SHORT:
            return refused("reponse", Problem.TOO_LONG)
        return Scored(float(self._accepts(typed)), {"reponse": typed})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        return (stored_text(given, "reponse"),)

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        return self.accepted[:1]

    def _accepts(self, typed: str) -> bool:
        written = compact_form(typed)
        expected = [compact_form(answer) for answer in self.accepted]
        if written in expected or self._contains_all(written):
            return True
        if self.spelling or self.field.keyboard != "texte":
            return False
        return any(
            accepts_one_letter(answer) and one_letter_away(written, answer) for answer in expected
        )

    def _contains_all(self, written: str) -> bool:
        wanted = [compact_form(word) for word in self.contained]
        return bool(wanted) and all(word in written for word in wanted)
