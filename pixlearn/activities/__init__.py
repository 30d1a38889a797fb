"""The kinds of item: what each shows, how its form is read and how it is scored.

To add a kind, write one new file with a subclass of `Item` (its `type` is a `Literal` of the
French name authors write; `show`, `read`, `given_in_words` and `solution_in_words` are its
behaviour, `troubles` its own checks, the class variables what others ask of it) and register it
below. The loader, the checks, the diagnostic and the reviews know kinds only through `KINDS`; a
template of the same name draws it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import get_args

from pixlearn.activities.answer import (
    JSON,
    Answer,
    Fault,
    Form,
    Moved,
    Problem,
    Refused,
    Retry,
    Scored,
    State,
    stored_texts,
)
from pixlearn.activities.choose_image import ChooseImage
from pixlearn.activities.choose_several import ChooseSeveral
from pixlearn.activities.fill_form import FillForm
from pixlearn.activities.find_on_screen import FindOnScreen
from pixlearn.activities.item import Feedback, Item, Message, Moment, Trouble
from pixlearn.activities.put_in_order import PutInOrder
from pixlearn.activities.read_and_decide import ReadAndDecide
from pixlearn.activities.send_email import SendEmail
from pixlearn.activities.view import (
    Bearing,
    ChoiceView,
    FieldView,
    ItemView,
    LineToOrder,
    MessageView,
)
from pixlearn.activities.write_short import WriteShort
from pixlearn.scenes.schema import Scenes

KINDS: dict[str, type[Item]] = {}
"""French name of the kind → its model."""


def register(kind: type[Item]) -> None:
    """Make a kind known, under the French name that its `type` is."""
    [name] = get_args(kind.model_fields["type"].annotation)
    KINDS[name] = kind


for _kind in (
    ChooseImage,
    ChooseSeveral,
    PutInOrder,
    FindOnScreen,
    WriteShort,
    ReadAndDecide,
    FillForm,
    SendEmail,
):
    register(_kind)

NO_STATE: State = MappingProxyType({})

__all__ = [
    "JSON",
    "KINDS",
    "Answer",
    "Bearing",
    "ChoiceView",
    "Fault",
    "Feedback",
    "FieldView",
    "Form",
    "Item",
    "ItemView",
    "LineToOrder",
    "Message",
    "MessageView",
    "Moved",
    "Problem",
    "Refused",
    "Retry",
    "Scored",
    "State",
    "Trouble",
    "feedback_in_words",
    "given_in_words",
    "guess_of",
    "needs_typing",
    "new_gesture",
    "read_answer",
    "register",
    "show_item",
    "solution_in_words",
]


def read_answer(
    item: Item,
    scenes: Scenes,
    state: State,
    form: Form,
    draft: Mapping[str, JSON] | None = None,
) -> Answer:
    """What a posted form means for the item; never raises, whatever is posted.

    `draft` is what a `Retry` asked to keep, or None at the first try.
    """
    return item.read(scenes, state, form, draft or {})


def show_item(
    item: Item,
    scenes: Scenes,
    state: State = NO_STATE,
    *,
    draft: Mapping[str, JSON] | None = None,
    form: Form | None = None,
    given: Mapping[str, JSON] | None = None,
    faults: Sequence[Fault] = (),
) -> ItemView:
    """The item to draw.

    `form` keeps typed things after a refusal, `draft` those of a first try, `given` shows an
    answer that is being changed.
    """
    return item.show(scenes, Moment(state, draft, form, given, tuple(faults)))


def guess_of(item: Item, scenes: Scenes) -> float:
    """g, the chance of a right answer without knowing: the author's, else the kind's."""
    return item.guess(scenes) if item.g is None else item.g


def needs_typing(item: Item) -> bool:
    """Whether the answer asks for a keyboard."""
    return item.needs_typing


def new_gesture(kind: str) -> bool:
    """Whether the kind (its French name) gets an unscored try the first time it comes."""
    return KINDS[kind].new_gesture


def given_in_words(item: Item, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
    """A stored answer, told to the person who gave it."""
    return item.given_in_words(scenes, given)


def solution_in_words(item: Item, scenes: Scenes) -> tuple[str, ...]:
    """The right answer, for lessons and the review; never shown during the diagnostic."""
    return item.solution_in_words(scenes)


def feedback_in_words(
    item: Item, outcome: float | None, given: Mapping[str, JSON] | None = None
) -> str:
    """The author's words after an answer; `outcome` None means « Je ne sais pas ».

    « {manques} » in the words becomes the list of what an e-mail lacks.
    """
    if outcome is None:
        return item.feedback.dont_know
    if outcome == 1:
        return item.feedback.right
    return item.feedback.wrong.replace("{manques}", ", ".join(stored_texts(given, "manques")))
