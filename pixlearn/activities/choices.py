"""Choices with a word and a picture: their shape, how they are shown and read."""

from collections.abc import Container, Sequence

from pydantic import Field

from pixlearn.activities.answer import Form, Problem, Refused, refused, texts
from pixlearn.activities.view import ChoiceView
from pixlearn.scenes.schema import Authored, Pictogram, Text, refusal, repeated


class Choice(Authored):
    """One thing to choose; `right` when it is (one of) the right one(s)."""

    word: Text = Field(alias="mot")
    pictogram: Pictogram | None = Field(default=None, alias="pictogramme")
    speech: Text | None = Field(default=None, alias="lecture")
    right: bool = Field(default=False, alias="bonne")


def check_choices(choices: Sequence[Choice], right: int | None) -> Sequence[Choice]:
    """Refuse choices said twice, or another number of right ones than `right` (None: any)."""
    if twice := repeated(choice.word for choice in choices):
        raise refusal(f"le choix « {twice} » est écrit deux fois.")
    found = sum(choice.right for choice in choices)
    if right is not None and found != right:
        raise refusal(f"{right} « bonne: true » attendu, {found} trouvé.")
    return choices


def show_choices(choices: Sequence[Choice], chosen: Container[str]) -> tuple[ChoiceView, ...]:
    """The choices in the author's order; `chosen` holds posted values (places from 0)."""
    return tuple(
        ChoiceView(str(place), choice.word, choice.pictogram, choice.speech, str(place) in chosen)
        for place, choice in enumerate(choices)
    )


def places_of(choices: Sequence[Choice], words: Container[str]) -> tuple[str, ...]:
    """The posted values that stand for these words."""
    return tuple(str(place) for place, choice in enumerate(choices) if choice.word in words)


def chosen_ones(choices: Sequence[Choice], form: Form, name: str) -> tuple[Choice, ...] | Refused:
    """The choices ticked in the form, without repeats and in the author's order."""
    by_value = {str(place): choice for place, choice in enumerate(choices)}
    posted = set(texts(form, name))
    if not posted:
        return refused(name, Problem.NOTHING_CHOSEN)
    if not posted <= by_value.keys():
        return refused(name, Problem.UNKNOWN_CHOICE)
    return tuple(choice for value, choice in by_value.items() if value in posted)


def only_one(choices: Sequence[Choice], form: Form, name: str) -> Choice | Refused:
    """The single choice of a radio group."""
    chosen = chosen_ones(choices, form, name)
    if isinstance(chosen, Refused):
        return chosen
    return chosen[0] if len(chosen) == 1 else refused(name, Problem.UNKNOWN_CHOICE)


def right_words(choices: Sequence[Choice]) -> tuple[str, ...]:
    """The words of the right choices."""
    return tuple(choice.word for choice in choices if choice.right)
