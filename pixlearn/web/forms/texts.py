"""What is written: a line, several lines, a name, an address, a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext

from pixlearn.accounts.names import LONGEST as LONGEST_FIRST_NAME
from pixlearn.accounts.names import is_first_name
from pixlearn.structures.reaching import LONGEST_ADDRESS, is_email
from pixlearn.web.forms.base import Field
from pixlearn.web.whole import whole_or

NAME_NEEDED = lazy_gettext("Write a first name or a nickname. Example: Sonia")
NAME_TOO_LONG = lazy_gettext(
    "Write a shorter first name: %(num)s letters at most.", num=LONGEST_FIRST_NAME
)
NAME_WRONG = lazy_gettext("Write a first name or a nickname, with letters: no number, no address.")
EMAIL_WRONG = lazy_gettext("Write an e-mail address. Example: marie@example.org")


def one_line(text: str) -> str:
    """A text with its spaces joined, without the signs that nobody can see."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


class Text(Field):
    """One line. ``longest``: how many signs, and ``too_long`` says it in words of its own."""

    data: str

    def __init__(
        self,
        *,
        longest: int,
        too_long: object = None,
        needed: object = None,
        **known: Any,
    ) -> None:
        known.setdefault("default", "")
        super().__init__(needed=needed, **known)
        self.most = self.longest = longest
        self.too_long = too_long or lazy_gettext(
            "Write a shorter text: %(num)s signs at most.", num=longest
        )

    def tidy(self, text: str) -> str:
        """The text without what nobody can see."""
        return one_line(text)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was written."""
        super().process_formdata([self.tidy(f"{one}") for one in valuelist])

    def read(self) -> str:
        """The text, when there is one and it is not too long."""
        if not self.typed:
            if self.needed is not None:
                raise ValueError(f"{self.needed}")
            return ""
        if len(self.typed) > self.most:
            raise ValueError(f"{self.too_long}")
        return self.checked(self.typed)

    def checked(self, text: str) -> str:
        """What is kept of the text.

        Raises:
            ValueError: it is not what was asked for; its words say what to do.
        """
        return text


class LongText(Text):
    """Several lines."""

    kind = "long"

    def tidy(self, text: str) -> str:
        """The lines as typed, without the signs that nobody can see."""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        return "".join(sign for sign in lines if sign.isprintable() or sign == "\n")


class Read(Text):
    """A line of which another one is kept: ``reader`` gives it, or raises ValueError with words."""

    def __init__(self, reader: Callable[[str], str], *, kind: str = "text", **known: Any) -> None:
        super().__init__(**known)
        self.reader, self.kind = reader, kind

    def checked(self, text: str) -> str:
        """What the reader makes of it."""
        return self.reader(text)


class FirstName(Text):
    """What somebody is called, or a nickname; ``needed=None``: it may be left out."""

    def __init__(self, *, needed: object = NAME_NEEDED, **known: Any) -> None:
        super().__init__(needed=needed, longest=LONGEST_FIRST_NAME, too_long=NAME_TOO_LONG, **known)

    def checked(self, text: str) -> str:
        """A name with letters."""
        if not is_first_name(text):
            raise ValueError(f"{NAME_WRONG}")
        return text


class Email(Text):
    """An e-mail address; ``wrong``: what is said of another text."""

    kind = "email"

    def __init__(self, *, wrong: object = EMAIL_WRONG, **known: Any) -> None:
        super().__init__(longest=LONGEST_ADDRESS, too_long=wrong, **known)
        self.wrong = wrong

    def checked(self, text: str) -> str:
        """The address as it was written."""
        if not is_email(text):
            raise ValueError(f"{self.wrong}")
        return text


class Phone(Text):
    """A number to call; ``tidy_number`` gives it as it is kept, or none; ``wrong`` is then said."""

    def __init__(
        self, tidy_number: Callable[[str], str | None], *, wrong: object, **known: Any
    ) -> None:
        super().__init__(longest=30, too_long=wrong, **known)
        self.tidy_number, self.wrong = tidy_number, wrong

    def checked(self, text: str) -> str:
        """The number as it is kept."""
        number = self.tidy_number(text)
        if number is None:
            raise ValueError(f"{self.wrong}")
        return number


class Digits(Text):
    """Digits of any script, whatever stands between them: « 1 2-3.4 » is « 1234 »."""

    kind = "digits"

    def tidy(self, text: str) -> str:
        """The digits alone."""
        return "".join(sign for sign in text if sign.isdecimal())


class Whole(Field):
    """A whole number from ``least`` to ``most``; ``needed`` is said of anything else."""

    kind = "digits"
    data: int
    empty = 0

    def __init__(self, *, least: int, most: int, needed: object, **known: Any) -> None:
        super().__init__(needed=needed, **known)
        self.least, self.most = least, most
        self.longest = len(f"{most}")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was written."""
        super().process_formdata([one_line(f"{one}") for one in valuelist])

    def read(self) -> int:
        """The number."""
        found = whole_or(self.typed, self.least - 1)
        if not self.least <= found <= self.most:
            raise ValueError(f"{self.needed}")
        return found
