"""`envoyer_email`: a composer with address, subject, message and attachment; nothing leaves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator

from pixlearn.activities.answer import (
    JSON,
    LONG,
    SHORT,
    Answer,
    Fault,
    Form,
    Problem,
    Refused,
    Scored,
    State,
    refused,
    stored_text,
    text,
)
from pixlearn.activities.item import Item, Moment, Trouble
from pixlearn.activities.spelling import normalised
from pixlearn.activities.view import ChoiceView, FieldView, ItemView
from pixlearn.scenes.schema import Authored, Many, Scenes, ShortId, Text, refusal, repeated
from pixlearn.scenes.words import words_in

FIELDS = {"a": "email", "objet": "text", "message": "long"}


class Attachment(Authored):
    """A document that can be attached."""

    id: ShortId
    word: Text = Field(alias="mot")


class Check(Authored):
    """One thing the e-mail must have; `missing` names it when it is not there."""

    missing: Text = Field(alias="manque")
    address: Text | None = Field(default=None, alias="adresse")
    subject: Literal[True] | None = Field(default=None, alias="objet")
    any_of: Many[Text] = Field(default=(), alias="contient_un_de")
    attachment: ShortId | None = Field(default=None, alias="piece")

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        asked = (self.address, self.subject, self.any_of, self.attachment)
        if sum(map(bool, asked)) != 1:
            raise refusal(
                "une vérification porte sur une seule chose : "
                "« adresse », « objet », « contient_un_de » ou « piece »."
            )
        return self

    def passes(self, written: Mapping[str, JSON]) -> bool:
        """Whether the e-mail has it."""
        if self.address:
            return stored_text(written, "a").casefold() == self.address.casefold()
        if self.attachment:
            return written.get("piece") == self.attachment
        if self.any_of:
            message = normalised(stored_text(written, "message"))
            return any(normalised(word) in message for word in self.any_of)
        return bool(stored_text(written, "objet"))


class Letter(Authored):
    """An e-mail that has everything asked, to show who is stuck."""

    subject: Text = Field(alias="objet")
    message: Text


class SendEmail(Item):
    """Scored checks passed / checks, in one try."""

    guess_of_kind: ClassVar[float] = 0.03
    new_gesture: ClassVar[bool] = True
    seconds: ClassVar[int] = 90
    tried: ClassVar[bool] = True
    sends: ClassVar[bool] = True

    type: Literal["envoyer_email"]
    facts: Many[Text] = Field(alias="donnees", min_length=1, max_length=6)
    attachments: Many[Attachment] = Field(default=(), alias="pieces", max_length=4)
    checks: Many[Check] = Field(alias="verifie", min_length=2, max_length=6)
    letter: Letter | None = Field(default=None, alias="modele")

    @field_validator("attachments")
    @classmethod
    def _different(cls, attachments: Sequence[Attachment]) -> Sequence[Attachment]:
        if len(attachments) == 1:
            raise refusal("« pieces » propose 2 documents au moins, ou n'est pas là.")
        if twice := repeated(one.id for one in attachments):
            raise refusal(f"deux documents ont le même id « {twice} ».")
        return attachments

    @property
    def needs_typing(self) -> bool:
        return True

    def troubles(self, scenes: Scenes) -> Iterator[Trouble]:
        known = {one.id for one in self.attachments}
        for place, check in enumerate(self.checks):
            if check.attachment and check.attachment not in known:
                yield Trouble(
                    ("verifie", place, "piece"),
                    f"« {check.attachment} » n'est pas dans « pieces ».",
                )

        if self.letter:
            written = {"objet": self.letter.subject, "message": self.letter.message}
            for check in self.checks:
                if not (check.address or check.attachment or check.passes(written)):
                    yield Trouble(("modele", "message"), f"il manque : {check.missing}.")

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        written = moment.given or {} if moment.form is None else self._written(moment.form)
        by_field = {fault.field: fault for fault in moment.faults}
        chosen = stored_text(written, "piece")
        return self.view(
            scenes,
            moment,
            fields=tuple(
                FieldView(
                    name=name,
                    label="",
                    kind=kind,
                    value=stored_text(written, name),
                    error=by_field.get(name),
                )
                for name, kind in FIELDS.items()
            ),
            attachments=tuple(
                ChoiceView(one.id, one.word, "document", None, one.id == chosen)
                for one in self.attachments
            ),
        )

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        written = self._written(form)
        long = tuple(
            Fault(name, Problem.TOO_LONG)
            for name, kind in FIELDS.items()
            if len(stored_text(written, name)) > (LONG if kind == "long" else SHORT)
        )
        if long:
            return Refused(long)
        if written["piece"] and self._word_of(stored_text(written, "piece")) is None:
            return refused("piece", Problem.UNKNOWN_CHOICE)
        if not any(written.values()):
            return refused("a", Problem.NOTHING_WRITTEN)
        missing = [check.missing for check in self.checks if not check.passes(written)]
        outcome = 1 - len(missing) / len(self.checks)
        return Scored(outcome, {**written, "manques": list(missing)})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        words = words_in(self.language)
        told = [
            f"{words.to}{words.colon}{stored_text(given, 'a') or words.nothing}",
            f"{words.subject}{words.colon}{stored_text(given, 'objet') or words.nothing}",
            stored_text(given, "message"),
        ]
        if word := self._word_of(stored_text(given, "piece")):
            told.append(f"{words.attached}{words.colon}{word}")
        return tuple(line for line in told if line)

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        words = words_in(self.language)
        told = [f"{words.to}{words.colon}{check.address}" for check in self.checks if check.address]
        if self.letter:
            told.append(f"{words.subject}{words.colon}{self.letter.subject}")
            told += self.letter.message.splitlines()
        else:
            told += [one.missing for one in self.checks if not (one.address or one.attachment)]
        return (
            *told,
            *(
                f"{words.attached}{words.colon}{self._word_of(check.attachment)}"
                for check in self.checks
                if check.attachment
            ),
        )

    def _word_of(self, attachment: str) -> str | None:
        return next((one.word for one in self.attachments if one.id == attachment), None)

    def _written(self, form: Form) -> dict[str, JSON]:
        return {name: text(form, name) for name in (*FIELDS, "piece")}
