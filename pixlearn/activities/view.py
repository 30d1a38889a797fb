"""What a template receives of an item: everything to draw, nothing of the solution."""

from dataclasses import dataclass

from pixlearn.activities.answer import Fault
from pixlearn.scenes.view import SceneView


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One thing to choose; `value` is what the form posts."""

    value: str
    word: str
    pictogram: str | None
    speech: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class LineToOrder:
    """One line to move up or down; `place` counts from 1."""

    value: str
    text: str
    place: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field to fill in.

    `kind` is "text", "digits", "email", "address", "date", "list", "checkbox" or "long". A date
    is posted in three fields, `name` + "-jour", "-mois" and "-annee", shown from `parts`.
    `label` is empty for the fields of an e-mail, which every mail screen names alike.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    parts: tuple[str, str, str] = ("", "", "")
    options: tuple[str, ...] = ()
    example: str | None = None
    required: bool = True
    checked: bool = False
    right: bool | None = None
    error: Fault | None = None


@dataclass(frozen=True, slots=True)
class MessageView:
    """A simulated SMS or e-mail; `kind` is "sms" or "email"."""

    kind: str
    sender: str
    date: str
    subject: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where somebody stands in a walk: for words of help, never for the score.

    `fruitless` counts the presses that brought nothing nearer. `word` is the right thing to press
    on this screen, none when no way leads on; `third` says where it stands: 0 in the upper third
    of the screen, 1 in the middle, 2 below.
    """

    fruitless: int
    at_start: bool
    word: str | None
    third: int
    back: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as shown now; what does not serve its kind stays empty."""

    id: str
    kind: str
    prompt: str
    by_pressing: bool = False
    sends: bool = False
    speech: str | None = None
    message: MessageView | None = None
    scene: SceneView | None = None
    facts: tuple[str, ...] = ()
    choices: tuple[ChoiceView, ...] = ()
    how_many: int | None = None
    stage: str = ""
    clue_prompt: str | None = None
    decision: str = ""
    lines: tuple[LineToOrder, ...] = ()
    order: str = ""
    moved: str | None = None
    moved_place: int | None = None
    fields: tuple[FieldView, ...] = ()
    attachments: tuple[ChoiceView, ...] = ()
    path: str = ""
    walk_note: bool = False
    taps_left: int | None = None
    faults: tuple[Fault, ...] = ()
    second_try: bool = False
