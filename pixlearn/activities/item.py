"""What all kinds of item share: what authors write around the answer, and what a kind provides."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from pixlearn.activities.answer import JSON, Answer, Fault, Form, State
from pixlearn.activities.view import Bearing, ItemView, MessageView
from pixlearn.scenes.schema import Authored, Many, SceneRef, Scenes, Text, refusal
from pixlearn.scenes.view import SceneView, show_scene

ItemId = Annotated[str, StringConstraints(pattern=r"^(it|q|act|essai)-[A-Za-z0-9_.-]+$")]


class Feedback(Authored):
    """Words after an answer; used in lessons and in the review, not during the diagnostic."""

    right: Text = Field(alias="juste")
    wrong: Text = Field(alias="faux")
    dont_know: Text = Field(alias="ne_sait_pas")


class Message(Authored):
    """A simulated SMS or e-mail to read."""

    kind: Literal["sms", "email"] = Field(alias="genre")
    sender: Text = Field(alias="de")
    date: Text
    subject: Text | None = Field(default=None, alias="objet")
    text: Text = Field(alias="texte")

    @field_validator("subject")
    @classmethod
    def _only_emails_have_one(cls, subject: str | None, info: ValidationInfo) -> str | None:
        if subject is not None and info.data.get("kind") == "sms":
            raise refusal("un SMS n'a pas d'objet : enlevez « objet ».")
        return subject


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault that shows only when an item and the scenes are read together."""

    path: tuple[str | int, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands around an item when it is shown."""

    state: State = field(default_factory=dict)
    draft: Mapping[str, JSON] | None = None
    form: Form | None = None
    given: Mapping[str, JSON] | None = None
    faults: tuple[Fault, ...] = ()


class Item(Authored, ABC):
    """One thing to do or to answer. `skill` is empty for a try, which proves nothing."""

    guess_of_kind: ClassVar[float] = 0.10
    """g: chance of a right answer without knowing, unless the author gives another."""
    new_gesture: ClassVar[bool] = False
    """Whether the kind deserves an unscored try the first time it comes."""
    seconds: ClassVar[int] = 30
    """About how long it takes somebody who knows: a short review takes the quickest first."""
    tried: ClassVar[bool] = False
    """Whether something is done on a simulated screen, message, form or e-mail."""
    by_pressing: ClassVar[bool] = False
    """Whether a press on the screen answers, so that no button sends the form."""
    sends: ClassVar[bool] = False
    """Whether its button says that something is sent."""
    state_names: ClassVar[tuple[str, ...]] = ()
    """What of it stands in the address or in hidden fields while it is under way."""
    scene_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("ecran",),)
    """Where authors name scenes in it."""

    id: ItemId
    skill: str = Field(default="", alias="acquis")
    type: str
    prompt: Text = Field(alias="consigne")
    speech: Text | None = Field(default=None, alias="lecture")
    feedback: Feedback = Field(alias="retours")
    screen: SceneRef | None = Field(default=None, alias="ecran")
    message: Message | None = None
    facts: Many[Text] = Field(default=(), alias="donnees", max_length=6)
    g: Annotated[float, Field(ge=0.01, le=0.25)] | None = None
    retired: bool = Field(default=False, alias="retire")

    @field_validator("message")
    @classmethod
    def _screen_or_message(cls, message: Message | None, info: ValidationInfo) -> Message | None:
        if message is not None and info.data.get("screen") is not None:
            raise refusal("une question montre un « ecran » ou un « message », pas les deux.")
        return message

    @property
    def needs_typing(self) -> bool:
        """Whether the answer asks for a keyboard."""
        return False

    @property
    def scene_refs(self) -> tuple[str, ...]:
        """The scenes that the item names."""
        return (self.screen,) if self.screen else ()

    def guess(self, scenes: Scenes) -> float:
        """The kind's g, when the author gives none."""
        return self.guess_of_kind

    def troubles(self, scenes: Scenes) -> Iterator[Trouble]:
        """Faults that need the scenes, or several fields, to be seen; every scene named exists."""
        yield from ()

    def right_way(self, scenes: Scenes) -> tuple[tuple[str, str], ...]:
        """The right way over simulated screens: each scene with the zone to press there."""
        return ()

    def show_answered(self, scenes: Scenes, given: Mapping[str, JSON]) -> ItemView:
        """The item as it was when this answer was given; nothing of it is pressed any more."""
        return self.show(scenes, Moment(given=given))

    def bearing(self, scenes: Scenes, state: State) -> Bearing | None:
        """Where somebody stands in a walk; none for an item that is no walk."""
        return None

    def state_after(self, scenes: Scenes, given: Mapping[str, JSON]) -> State:
        """The state in which a missed answer leaves the screen; empty: as it began."""
        return {}

    def opened_nothing(self, scenes: Scenes, given: Mapping[str, JSON]) -> bool:
        """Whether a walk ended on a button that opens nothing."""
        return False

    @abstractmethod
    def show(self, scenes: Scenes, moment: Moment) -> ItemView:
        """The item as drawn at this moment."""

    @abstractmethod
    def read(self, scenes: Scenes, state: State, form: Form, draft: Mapping[str, JSON]) -> Answer:
        """What the posted form means. Never raises, whatever is posted."""

    @abstractmethod
    def given_in_words(self, scenes: Scenes, given: Mapping[str, JSON]) -> tuple[str, ...]:
        """A stored answer, told to the person who gave it."""

    @abstractmethod
    def solution_in_words(self, scenes: Scenes) -> tuple[str, ...]:
        """The right answer, for lessons and the review."""

    def view(self, scenes: Scenes, moment: Moment, **parts: Any) -> ItemView:
        """An ItemView with the shared fields filled and the kind's own `parts`."""
        parts.setdefault("scene", self._still(scenes))
        parts.setdefault("faults", moment.faults)
        return ItemView(
            id=self.id,
            kind=self.type,
            by_pressing=self.by_pressing,
            sends=self.sends,
            prompt=self.prompt,
            speech=self.speech,
            message=self._message_view(),
            facts=self.facts,
            **parts,
        )

    def _still(self, scenes: Scenes) -> SceneView | None:
        return show_scene(scenes[self.screen]) if self.screen else None

    def _message_view(self) -> MessageView | None:
        message = self.message
        if message is None:
            return None
        return MessageView(
            message.kind, message.sender, message.date, message.subject, message.text
        )
