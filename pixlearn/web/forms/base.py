"""A form and a field of it: what was typed stays as it was typed, with what is wrong in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import wtforms
from flask import Response, abort, request
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms.validators import StopValidation

from pixlearn.web.htmx import render
from pixlearn.web.typed import TypedFields

TWICE = lazy_gettext("Write one answer here: two came.")


@dataclass(frozen=True, slots=True)
class FormFault:
    """What is wrong with one field, in words; `ui.error_summary` links to « champ-<field> »."""

    field: str
    message: str


class Field(wtforms.Field):  # type: ignore[misc]
    """One thing that is asked.

    ``needed``: the words said when it is left empty; without them it may be. ``typed``: what stands
    in the field of the page. ``data``: what was read from it, good once the form has no faults.
    """

    kind = "text"
    """How `ui.ask` draws it."""
    hidden = False
    """Nobody types it: a wrong one is a request that no page of ours sends."""
    typed: Any = ""
    empty: Any = ""
    longest: int | None = None
    doubled = False
    errors: Sequence[str]

    def __init__(self, *, needed: object = None, **known: Any) -> None:
        super().__init__(**known)
        self.needed = needed

    @property
    def required(self) -> bool:
        """Whether it must be filled."""
        return self.needed is not None

    @property
    def fault(self) -> str | None:
        """What is wrong with it, in words."""
        return f"{self.errors[0]}" if self.errors else None

    def refuse(self, words: object) -> None:
        """Say what is wrong that the form alone could not know: the name is taken…"""
        self.errors = [*self.errors, f"{words}"]

    def shown(self, value: Any) -> Any:
        """A value that is known, as it stands in the field."""
        return "" if value is None else f"{value}"

    def read(self) -> Any:
        """The value of what was typed.

        Raises:
            ValueError: it cannot be taken; its words say what to do.
        """
        return self.typed

    def process_data(self, value: Any) -> None:
        """Take what is known already."""
        self.data = value
        self.typed = self.shown(value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was sent; the same twice is once, and of two others none is lost."""
        texts = list(dict.fromkeys(f"{one}" for one in valuelist))
        self.doubled = len(texts) > 1
        self.typed, self.data = " ".join(texts), self.empty

    def pre_validate(self, form: wtforms.Form) -> None:
        """Read what was typed; the form's own `validate_<field>` comes after, when it is good."""
        try:
            if self.doubled:
                raise ValueError(f"{TWICE}")
            self.data = self.read()
        except ValueError as wrong:
            raise StopValidation(f"{wrong}") from None


class Form(wtforms.Form):  # type: ignore[misc]
    """What one page asks; CSRF is checked for the whole app, not here."""

    @classmethod
    def of(cls, typed: Mapping[str, Any]) -> Self:
        """The form with these fields, checked: it needs no request."""
        form = cls(TypedFields(MultiDict(typed)))
        form.validate()
        return form

    @classmethod
    def sent(cls) -> Self:
        """The form of this request; without the ids that our own pages send, there is no form."""
        form = cls.of(request.form)
        if any(field.hidden and field.errors for field in form):
            abort(400)
        return form

    @classmethod
    def filled(cls, **values: Any) -> Self:
        """The form as it is shown first: these values, else the default of each field."""
        return cls(data=values)

    @property
    def faults(self) -> tuple[FormFault, ...]:
        """What is wrong, in the order of the page."""
        return tuple(FormFault(field.name, field.fault) for field in self if field.fault)


def form_page(template: str, form: Form, **context: object) -> Response:
    """The page of a form: 200 as it is shown first, 422 with all that was typed when it is not
    good."""
    status = 422 if form.faults else 200
    return render(template, status=status, form=form, faults=form.faults, **context)


def pressed(name: str = "action") -> str:
    """Which button of the page was pressed, where each has its act."""
    return str(request.form.get(name, ""))


def sent_id(name: str) -> UUID:
    """The one id that a button or a hidden field sends."""
    return sent_ids(name)[0]


def sent_ids(name: str) -> list[UUID]:
    """The ids that the page sends under this name, one at least."""
    try:
        found = [UUID(text) for text in request.form.getlist(name)]
    except ValueError:
        abort(400)
    return found or abort(400)
