"""The fields of `remplir_formulaire`: text, date, list, box; how each is read and judged."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from pixlearn.activities.answer import JSON, SHORT, Fault, Form, Problem, text
from pixlearn.activities.spelling import compact_form
from pixlearn.activities.view import FieldView
from pixlearn.scenes.schema import Authored, Many, Text, refusal, repeated
from pixlearn.scenes.words import words_in

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
PARTS = ("jour", "mois", "annee")
RESERVED = ("action", "submission_id", "csrf_token")


class FormField(Authored, ABC):
    """What every field has; `required` fields must be filled, others may stay empty."""

    id: FieldId
    kind: str = Field(alias="genre")
    label: Text = Field(alias="etiquette")
    required: bool = Field(alias="obligatoire")
    example: Text | None = Field(default=None, alias="exemple")
    error: Text | None = Field(default=None, alias="erreur")
    """The form's own error message: what to do, when the value is not the right one."""

    @field_validator("id")
    @classmethod
    def _free_name(cls, name: str) -> str:
        if name in RESERVED:
            raise refusal(f"l'id « {name} » est déjà pris par la page.")
        return name

    @property
    def is_typed(self) -> bool:
        """Whether the field asks for a keyboard."""
        return True

    def read(self, form: Form) -> JSON:
        """The value as stored; text unless the kind says otherwise."""
        return text(form, self.id)

    def too_long(self, value: JSON) -> bool:
        """Whether more was written than a field holds."""
        return isinstance(value, str) and len(value) > SHORT

    def is_empty(self, value: JSON) -> bool:
        """Whether nothing was written or chosen."""
        return not value

    def counts(self, value: JSON) -> bool:
        """Whether the field is scored: an optional one that is left empty is not."""
        return self.expects and (self.required or not self.is_empty(value))

    @property
    @abstractmethod
    def expects(self) -> bool:
        """Whether the author says what is right."""

    @abstractmethod
    def is_right(self, value: JSON) -> bool:
        """Whether a value that counts is the expected one."""

    @abstractmethod
    def solution(self) -> str:
        """The right value in words; empty when the field may stay empty."""

    def fault(self, value: JSON) -> Fault | None:
        """What is wrong with the value, if anything."""
        if not self.counts(value) or self.is_right(value):
            return None
        if self.is_empty(value):
            return Fault(self.id, self.problem_when_empty)
        return Fault(self.id, Problem.WRONG_VALUE, self.error)

    @property
    def problem_when_empty(self) -> Problem:
        """The code of an empty required field."""
        return Problem.NOTHING_WRITTEN

    def show(self, value: JSON, *, right: bool | None, error: Fault | None) -> FieldView:
        """The field with what stands in it."""
        return FieldView(
            name=self.id,
            label=self.label,
            kind=SHOWN_AS[self.kind],
            value=value if isinstance(value, str) else "",
            parts=parts_of(value),
            options=self.options,
            example=self.example,
            required=self.required,
            checked=value is True,
            right=right,
            error=error,
        )

    @property
    def options(self) -> tuple[str, ...]:
        """What a list offers."""
        return ()

    def in_words(self, value: JSON) -> str:
        """The value as told to a person."""
        return value if isinstance(value, str) and value else words_in(self.language).nothing


SHOWN_AS = {
    "texte": "text",
    "chiffres": "digits",
    "email": "email",
    "date": "date",
    "liste": "list",
    "case": "checkbox",
}


class TextField(FormField):
    """Words, digits or an e-mail address; several ways of writing may be accepted."""

    kind: Literal["texte", "chiffres", "email"] = Field(alias="genre")
    accepted: Many[Text] = Field(default=(), alias="accepte")

    @property
    def expects(self) -> bool:
        return bool(self.accepted)

    def is_right(self, value: JSON) -> bool:
        return isinstance(value, str) and self._form(value) in map(self._form, self.accepted)

    def solution(self) -> str:
        return next(iter(self.accepted), "")

    def _form(self, value: str) -> str:
        if self.kind == "email":
            return value.strip().casefold()
        if self.kind == "chiffres":
            return "".join(letter for letter in value if letter not in " .-\u00a0\u202f")
        return compact_form(value)


class DateField(FormField):
    """A date in three fields: day, month, year; accepted dates are written « 14/03/1980 »."""

    kind: Literal["date"] = Field(alias="genre")
    accepted: Many[Text] = Field(default=(), alias="accepte")

    @field_validator("accepted")
    @classmethod
    def _real_dates(cls, accepted: Sequence[str]) -> Sequence[str]:
        for written in accepted:
            try:
                day, month, year = map(int, written.split("/"))
                dt.date(year, month, day)
            except ValueError:
                raise refusal(
                    f"« {written} » n'est pas une date. Écrivez-la ainsi : 14/03/1980."
                ) from None
        return accepted

    @property
    def expects(self) -> bool:
        return bool(self.accepted)

    def read(self, form: Form) -> JSON:
        return [text(form, f"{self.id}-{part}") for part in PARTS]

    def too_long(self, value: JSON) -> bool:
        return any(len(part) > SHORT for part in parts_of(value))

    def is_empty(self, value: JSON) -> bool:
        return not any(parts_of(value))

    def is_right(self, value: JSON) -> bool:
        return _number(parts_of(value)) in [_number(date.split("/")) for date in self.accepted]

    def solution(self) -> str:
        return next(iter(self.accepted), "")

    def in_words(self, value: JSON) -> str:
        nothing = words_in(self.language).nothing
        return nothing if self.is_empty(value) else "/".join(parts_of(value))


class ListField(FormField):
    """One choice in a list; the form posts its words."""

    kind: Literal["liste"] = Field(alias="genre")
    choices: Many[Text] = Field(alias="choix", min_length=2, max_length=12)
    right: Text | None = Field(default=None, alias="bonne")

    @field_validator("choices")
    @classmethod
    def _different(cls, choices: Sequence[str]) -> Sequence[str]:
        if twice := repeated(choices):
            raise refusal(f"le choix « {twice} » est écrit deux fois.")
        return choices

    @field_validator("right")
    @classmethod
    def _among_choices(cls, right: str | None, info: ValidationInfo) -> str | None:
        choices = info.data.get("choices")
        if right is not None and choices is not None and right not in choices:
            raise refusal(f"« {right} » n'est pas dans « choix ».")
        return right

    @property
    def is_typed(self) -> bool:
        return False

    @property
    def expects(self) -> bool:
        return self.right is not None

    @property
    def options(self) -> tuple[str, ...]:
        return self.choices

    @property
    def problem_when_empty(self) -> Problem:
        return Problem.NOTHING_CHOSEN

    def is_right(self, value: JSON) -> bool:
        return value == self.right

    def solution(self) -> str:
        return self.right or ""


class BoxField(FormField):
    """A box to tick, or to leave; it always counts."""

    kind: Literal["case"] = Field(alias="genre")
    right: bool = Field(alias="bonne")

    @property
    def is_typed(self) -> bool:
        return False

    @property
    def expects(self) -> bool:
        return True

    def counts(self, value: JSON) -> bool:
        return True

    def read(self, form: Form) -> JSON:
        return any(form.get(self.id, ()))

    def is_right(self, value: JSON) -> bool:
        return (value is True) == self.right

    def fault(self, value: JSON) -> Fault | None:
        return None if self.is_right(value) else Fault(self.id, Problem.WRONG_VALUE, self.error)

    def solution(self) -> str:
        words = words_in(self.language)
        return words.yes if self.right else words.no

    def in_words(self, value: JSON) -> str:
        words = words_in(self.language)
        return words.yes if value is True else words.no


AnyField = Annotated[TextField | DateField | ListField | BoxField, Field(discriminator="kind")]


def parts_of(value: JSON) -> tuple[str, str, str]:
    """Day, month and year as typed; empty for anything that is not a date."""
    if not isinstance(value, list) or len(value) != len(PARTS):
        return ("", "", "")
    day, month, year = (part if isinstance(part, str) else "" for part in value)
    return (day, month, year)


def values_in(stored: Mapping[str, JSON] | None) -> Mapping[str, JSON]:
    """The values kept in a draft or in a stored answer."""
    values = stored.get("valeurs") if stored else None
    return values if isinstance(values, dict) else {}


def _number(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.lstrip("0") for part in parts)
