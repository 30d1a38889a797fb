"""`remplir_formulaire`: 2 to 4 fields, real error messages, 2 tries."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from pixlearn.activities.answer import (
    JSON,
    Answer,
    Fault,
    Form,
    Problem,
    Refused,
    Retry,
    Scored,
    State,
    stored_texts,
)
from pixlearn.activities.form_fields import AnyField, ListField, values_in
from pixlearn.activities.item import Item, Moment, Trouble
from pixlearn.activities.view import ItemView
from pixlearn.scenes.schema import Many, Scenes, Text, refusal, repeated
from pixlearn.scenes.words import words_in

CORRECTED = 0.5
"""What a field put right at the second try is worth."""


class FillForm(Item):
    """Scored right fields / fields that count; a field corrected at the second try counts half.

    An optional field left empty is neither right nor wrong. The draft of a first try holds
    « valeurs » (what stood in the fields) and « fausses » (ids of the fields to correct).
    """

    guess_of_kind: ClassVar[float] = 0.03
    new_gesture: ClassVar[bool] = True
    seconds: ClassVar[int] = 60
    tried: ClassVar[bool] = True

    type: Literal["remplir_formulaire"]
    facts: Many[Text] = Field(alias="donnees", min_length=1, max_length=6)
    fields: Many[AnyField] = Field(alias="champs", min_length=2, max_length=4)

    @field_validator("fields")
    @classmethod
    def _fields(cls, fields: Sequence[AnyField]) -> Sequence[AnyField]:
        if twice := repeated(field.id for field in fields):
            raise refusal(f"deux champs ont le même id « {twice} ».")
        if not any(field.counts(field.read({})) for field in fields):
            raise refusal("un champ au moins est obligatoire, ou est une case.")
        return fields

    @property
    def needs_typing(self) -> bool:
        return any(field.is_typed for field in self.fields)

    def troubles(self, scenes: Scenes) -> Iterator[Trouble]:
        for place, field in enumerate(self.fields):
            if field.required and not field.expects:
                key = "bonne" if isinstance(field, ListField) else "accepte"
                yield Trouble(
                    ("champs", place), f"un champ obligatoire dit ce qu'on attend : « {key} »."
                )
            if field.expects and field.error is None:
                yield Trouble(("champs", place), "il manque « erreur », qui dit quoi faire.")

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        if moment.form is not None:
            values: Mapping[str, JSON] = self._values(moment.form)
        else:
            values = values_in(moment.draft if moment.draft is not None else moment.given)
        faults = moment.faults
        if not faults and moment.form is None and moment.draft is not None:
            faults = self._faults(values)
        wrong = stored_texts(moment.draft, "fausses")
        by_field = {fault.field: fault for fault in faults}
        return self.view(
            scenes,
            moment,
            faults=faults,
            second_try=moment.draft is not None,
            fields=tuple(
                field.show(
                    values.get(field.id),
                    right=None if moment.draft is None else field.id not in wrong,
                    error=by_field.get(field.id),
                )
                for field in self.fields
            ),
        )

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        values = self._values(form)
        if altered := self._altered(values):
            return Refused(altered)
        faults = self._faults(values)
        if faults and self._is_blank(values):
            return Refused(faults)
        if faults and not draft:
            return Retry({"valeurs": values, "fausses": [fault.field for fault in faults]}, faults)
        return Scored(self._score(values, faults, draft), {"valeurs": values})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        values, colon = values_in(given), words_in(self.language).colon
        return tuple(
            f"{field.label}{colon}{field.in_words(values.get(field.id))}" for field in self.fields
        )

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        return tuple(
            f"{field.label} : {field.solution()}" for field in self.fields if field.solution()
        )

    def _values(self, form: Form) -> dict[str, JSON]:
        return {field.id: field.read(form) for field in self.fields}

    def _altered(self, values: Mapping[str, JSON]) -> tuple[Fault, ...]:
        """Values no person can type or choose in the form as shown."""
        faults = []
        for field in self.fields:
            value = values[field.id]
            if field.too_long(value):
                faults.append(Fault(field.id, Problem.TOO_LONG))
            elif field.options and value and value not in field.options:
                faults.append(Fault(field.id, Problem.UNKNOWN_CHOICE))
        return tuple(faults)

    def _faults(self, values: Mapping[str, JSON]) -> tuple[Fault, ...]:
        found = (field.fault(values.get(field.id)) for field in self.fields)
        return tuple(fault for fault in found if fault is not None)

    def _is_blank(self, values: Mapping[str, JSON]) -> bool:
        return all(field.is_empty(values[field.id]) for field in self.fields)

    def _score(
        self,
        values: Mapping[str, JSON],
        faults: Sequence[Fault],
        draft: Mapping[str, JSON],
    ) -> float:
        wrong_now = {fault.field for fault in faults}
        wrong_first = stored_texts(draft, "fausses")
        counted = [field for field in self.fields if field.counts(values[field.id])]
        points = sum(
            CORRECTED if field.id in wrong_first else 1.0
            for field in counted
            if field.id not in wrong_now
        )
        return points / len(counted)
