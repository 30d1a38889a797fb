"""What a form says of an adapted session: reading comfort, breaks, a helper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from flask_babel import gettext

from pixlearn.structures.rules import BREAKS, UNCHOSEN
from pixlearn.web.forms import Choice, Form, Tick


def _sizes() -> list[tuple[str, str]]:
    return [
        ("normal", gettext("Normal")),
        ("grand", gettext("Large")),
        ("tres_grand", gettext("Very large")),
    ]


def _spaces() -> list[tuple[str, str]]:
    return [("normal", gettext("Normal")), ("large", gettext("Wide"))]


def _themes() -> list[tuple[str, str]]:
    return [
        ("", gettext("Like the device")),
        ("clair", gettext("Light")),
        ("sombre", gettext("Dark")),
        ("contraste", gettext("High contrast")),
    ]


def _voices() -> list[tuple[str, str]]:
    return [("", gettext("No")), ("oui", gettext("Yes"))]


def _breaks() -> list[tuple[int | None, str]]:
    every = [(one, gettext("A break offered every %(num)s questions", num=one)) for one in BREAKS]
    return [(None, gettext("No break offered")), *every]


class AdaptedForm(Form):
    """The fields that `ui.adapted_session` draws, for forms that hold them among others."""

    text = Choice(_sizes, otherwise=UNCHOSEN["text"])
    spacing = Choice(_spaces, otherwise=UNCHOSEN["spacing"])
    theme = Choice(_themes, otherwise=UNCHOSEN["theme"])
    voice = Choice(_voices, otherwise=UNCHOSEN["voice"])
    pauses = Choice(_breaks, otherwise=None)
    aide = Tick()

    @classmethod
    def adapted(
        cls, comfort: Mapping[str, str], break_every: int | None, *, helper: bool, **values: Any
    ) -> Self:
        """The form as it is shown first, with what is kept of an adapted session."""
        return cls.filled(**comfort, pauses=break_every, aide=helper, **values)

    @property
    def comfort(self) -> dict[str, str]:
        """The reading choices that differ from none."""
        chosen = {name: self[name].data for name in UNCHOSEN}
        return {name: value for name, value in chosen.items() if value != UNCHOSEN[name]}

    @property
    def is_adapted(self) -> bool:
        """Whether something of it was chosen: then it shows unfolded."""
        return bool(self.comfort or self.pauses.data or self.aide.data)
