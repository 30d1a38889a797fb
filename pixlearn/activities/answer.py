"""What comes out of reading a posted form: scored, moved on, to try again, or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, Union

JSON: TypeAlias = Union[str, int, float, bool, "list[JSON]", "dict[str, JSON]", None]
State = Mapping[str, str]
"""What stands in the address, or in the hidden fields of the same names."""
Form = Mapping[str, Sequence[str]]
"""Posted fields, each with all its values."""

SHORT, LONG = 200, 2000
"""Most characters in a short field, in a message."""


class Problem(StrEnum):
    """Why an answer cannot be taken as it is; the web layer says it in words."""

    NOTHING_CHOSEN = "nothing_chosen"
    CHOOSE_N = "choose_n"
    NOTHING_WRITTEN = "nothing_written"
    TOO_LONG = "too_long"
    UNKNOWN_CHOICE = "unknown_choice"
    WRONG_VALUE = "wrong_value"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem on one field; `message` holds the author's own words when there are some."""

    field: str
    problem: Problem
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """The answer is complete: `outcome` from 0 to 1, and what was answered, to store."""

    outcome: float
    given: dict[str, JSON]


@dataclass(frozen=True, slots=True)
class Moved:
    """One more gesture inside the item: see the same address with this query."""

    state: dict[str, str]


@dataclass(frozen=True, slots=True)
class Retry:
    """A first try with mistakes: keep `draft` on the step, show the problems, ask again."""

    draft: dict[str, JSON]
    problems: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing to store: the form is incomplete or was altered."""

    problems: tuple[Fault, ...]


Answer = Scored | Moved | Retry | Refused


def refused(name: str, problem: Problem) -> Refused:
    """A refusal with a single problem."""
    return Refused((Fault(name, problem),))


def texts(form: Form, name: str) -> tuple[str, ...]:
    """All values of a field, without NUL characters, which no database keeps."""
    return tuple(value.replace("\0", "") for value in form.get(name, ()))


def text(form: Form, name: str) -> str:
    """The first value of a field, trimmed; empty when absent."""
    return next(iter(texts(form, name)), "").strip()


def held(state: State, form: Form | None, name: str) -> str:
    """A piece of state: from the hidden field when the form has one, else from the address."""
    if form is not None and name in form:
        return text(form, name)
    return state.get(name, "").replace("\0", "")


def stored_text(stored: Mapping[str, JSON] | None, name: str) -> str:
    """A text out of a stored value; empty when it is not there."""
    value = stored.get(name) if stored else None
    return value if isinstance(value, str) else ""


def stored_texts(stored: Mapping[str, JSON] | None, name: str) -> tuple[str, ...]:
    """The texts of a stored list; empty when it is not there."""
    value = stored.get(name) if stored else None
    if not isinstance(value, list):
        return ()
    return tuple(one for one in value if isinstance(one, str))
