"""What is chosen and not written: one of a list, several, a box to tick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from pixlearn.web.forms.base import Field
from pixlearn.web.forms.texts import one_line

ONE_LINE = lazy_gettext("Choose one line of the list.")


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a list as `ui.choices` draws it."""

    value: str
    word: str
    chosen: bool = False
    pictogram: str | None = None
    speech: str | None = None


Pairs = Iterable[tuple[Any, Any]]


class Choice(Field):
    """One of a list, as radios or as a list that unfolds.

    ``options``: pairs of the value that is kept and its words, or a function that gives them when
    the form is made (lists of the content, of the structure). A value may be of any sort, and
    ``data`` is that very value. ``otherwise``: what is taken for anything that is
    not in the list; without it, ``needed`` is said.
    """

    kind = "radios"

    def __init__(
        self,
        options: Pairs | Callable[[], Pairs],
        *,
        unfolds: bool = False,
        needed: object = ONE_LINE,
        **known: Any,
    ) -> None:
        self.lenient = "otherwise" in known
        self.empty = known.pop("otherwise", None)
        known.setdefault("default", self.empty)
        super().__init__(needed=needed, **known)
        self.pairs = list(options() if callable(options) else options)
        self.kind = "select" if unfolds else "radios"

    def read(self) -> Any:
        """The value of the line that was chosen."""
        for value, _ in self.pairs:
            if self.shown(value) == self.typed:
                return value
        if self.lenient:
            return self.empty
        raise ValueError(f"{self.needed}")

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Values as they are sent, and words."""
        return [(self.shown(value), f"{words}") for value, words in self.pairs]

    @property
    def options(self) -> list[Option]:
        """The lines, with the one that is chosen."""
        return [Option(value, words, value == self.typed) for value, words in self.lines]


class Ticks(Field):
    """Several of a list of words. ``others``: what a file brought beside them is kept too, so many
    signs of it; else it is left out."""

    kind = "ticks"
    data: list[str]
    typed: list[str]
    empty = ()

    def __init__(
        self, words: Sequence[str], *, others: int = 0, most: int = 20, **known: Any
    ) -> None:
        known.setdefault("default", ())
        super().__init__(**known)
        self.words, self.others, self.most = words, others, most

    def shown(self, value: Any) -> list[str]:
        """The words that are ticked."""
        return list(value or ())

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Each word once."""
        lines = [one_line(f"{one}") for one in valuelist]
        taken = [one if one in self.words else one[: self.others] for one in lines]
        self.typed = [one for one in dict.fromkeys(taken) if one][: self.most]
        self.data = []

    def read(self) -> list[str]:
        """The words that are ticked."""
        if not self.typed and self.needed is not None:
            raise ValueError(f"{self.needed}")
        return self.typed

    @property
    def options(self) -> list[Option]:
        """The words of the list, then those that a file brought."""
        brought = [one for one in self.typed if one not in self.words]
        return [Option(one, one, one in self.typed) for one in (*self.words, *brought)]


class Tick(Field):
    """One box; ``needed``: the words said where it has to be ticked."""

    kind = "tick"
    data: bool
    empty = False

    def shown(self, value: Any) -> bool:
        """Whether it is ticked."""
        return bool(value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """A browser says « oui », or nothing at all."""
        self.typed = self.data = "oui" in valuelist

    def read(self) -> bool:
        """Whether it is ticked."""
        if not self.typed and self.needed is not None:
            raise ValueError(f"{self.needed}")
        return bool(self.typed)
