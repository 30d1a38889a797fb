"""`mettre_en_ordre`: 3 to 5 steps to put in order with « Monter » and « Descendre »."""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import pairwise, permutations
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from pixlearn.activities.answer import (
    JSON,
    Answer,
    Form,
    Moved,
    Problem,
    Scored,
    State,
    held,
    refused,
    stored_texts,
    text,
)
from pixlearn.activities.item import Item, Moment
from pixlearn.activities.view import ItemView, LineToOrder
from pixlearn.scenes.schema import Many, Scenes, Text, refusal, repeated

Order = tuple[int, ...]
"""Places in the right order, as the lines stand now: (2, 0, 1)."""


class PutInOrder(Item):
    """Scored by neighbouring pairs in the right order / pairs."""

    guess_of_kind: ClassVar[float] = 0.05
    new_gesture: ClassVar[bool] = True
    seconds: ClassVar[int] = 50
    state_names: ClassVar[tuple[str, ...]] = ("ordre", "deplace")

    type: Literal["mettre_en_ordre"]
    steps: Many[Text] = Field(alias="etapes", min_length=3, max_length=5)

    @field_validator("steps")
    @classmethod
    def _different(cls, steps: Sequence[str]) -> Sequence[str]:
        if twice := repeated(steps):
            raise refusal(f"l'étape « {twice} » est écrite deux fois.")
        return steps

    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        order = (
            self._order(held(moment.state, moment.form, "ordre"))
            or self._given_order(moment.given)
            or shuffled(self.id, len(self.steps))
        )
        moved = self._line(held(moment.state, moment.form, "deplace"))
        last = len(order) - 1
        return self.view(
            scenes,
            moment,
            lines=tuple(
                LineToOrder(str(line), self.steps[line], place + 1, place == 0, place == last)
                for place, line in enumerate(order)
            ),
            order=_written(order),
            moved=None if moved is None else self.steps[moved],
            moved_place=None if moved is None else order.index(moved) + 1,
        )

    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        order = self._order(held(state, form, "ordre"))
        if order is None:
            return refused("ordre", Problem.UNKNOWN_CHOICE)
        for button, shift in (("monter", -1), ("descendre", 1)):
            if button in form:
                line = self._line(text(form, button))
                if line is None:
                    return refused("ordre", Problem.UNKNOWN_CHOICE)
                return Moved(
                    {"ordre": _written(_shifted(order, line, shift)), "deplace": f"{line}"}
                )
        outcome = right_pairs(order) / (len(order) - 1)
        return Scored(outcome, {"ordre": [self.steps[line] for line in order]})

    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        return stored_texts(given, "ordre")

    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        return self.steps

    def _order(self, written: str) -> Order | None:
        by_value = {str(line): line for line in range(len(self.steps))}
        parts = written.split(".")
        return (
            tuple(by_value[part] for part in parts) if sorted(parts) == sorted(by_value) else None
        )

    def _line(self, value: str) -> int | None:
        return {str(line): line for line in range(len(self.steps))}.get(value)

    def _given_order(self, given: Mapping[str, JSON] | None) -> Order | None:
        texts = stored_texts(given, "ordre")
        if sorted(texts) != sorted(self.steps):
            return None
        return tuple(self.steps.index(line) for line in texts)


@cache
def shuffled(item_id: str, count: int) -> Order:
    """An order drawn from the item's id, always the same, with no pair already right.

    So validating an untouched screen scores 0.
    """
    return min(
        (order for order in permutations(range(count)) if right_pairs(order) == 0),
        key=lambda order: sha256(f"{item_id} {_written(order)}".encode()).digest(),
    )


def right_pairs(order: Order) -> int:
    """How many neighbours follow each other as in the right order."""
    return sum(second == first + 1 for first, second in pairwise(order))


def _shifted(order: Order, line: int, shift: int) -> Order:
    lines = list(order)
    place = lines.index(line)
    target = min(max(place + shift, 0), len(lines) - 1)
    lines.insert(target, lines.pop(place))
    return tuple(lines)


def _written(order: Order) -> str:
    return ".".join(map(str, order))
