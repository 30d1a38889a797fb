"""Puts what was written before back into a form of a page, whatever the form (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

Fields = Sequence[tuple[str, str]]
NOT_TYPED = {"submit", "button", "image", "reset", "file", "password", "hidden"}
TICKED = {"radio", "checkbox"}
BY_BUTTON = {"action", "submission_id"}


@dataclass(slots=True)
class Control:
    """A control of a form: where its start tag stands in the page, and what is inside."""

    tag: str
    kind: str
    name: str
    value: str
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Form:
    """A form that posts, with its controls in their order."""

    addresses: set[str]
    controls: list[Control] = field(default_factory=list)

    def likeness(self, fields: Fields) -> int:
        """How much of what was sent this form could have sent; what it cannot counts against."""
        names = {control.name for control in self.controls}
        fixed = {(c.name, c.value) for c in self.controls if c.kind in {*TICKED, "hidden"}}
        return sum(3 * ((name, value) in fixed) + (name in names or -2) for name, value in fields)


@dataclass(frozen=True, slots=True)
class Refilled:
    """The page with the form filled; whether something was, and what found no place."""

    html: str
    found: bool
    typed: bool
    left: tuple[str, ...]


def refill(html: str, address: str, fields: Fields) -> Refilled:
    """Fill the form of the page that posts to this address and is most like what was sent."""
    forms = [form for form in _Reader(html).forms if address in form.addresses]
    if not forms:
        return Refilled(html, found=False, typed=False, left=_texts(fields))
    form = max(forms, key=lambda one: one.likeness(fields))
    filling = _Filling(fields)
    pieces = [piece for control in form.controls for piece in filling.piece(control, html)]
    for start, end, words in sorted(pieces, reverse=True):
        html = html[:start] + words + html[end:]
    known = {control.name for control in form.controls}
    left = _texts([(name, value) for name, value in fields if name not in known])
    return Refilled(html, found=True, typed=filling.typed, left=left)


class _Filling:
    """Goes through the controls in their order; those of one name take the values in theirs."""

    def __init__(self, fields: Fields) -> None:
        self.typed = False
        self._sent = set(fields)
        self._values: dict[str, list[str]] = {}
        for name, value in fields:
            self._values.setdefault(name, []).append(value)
        self._list = ""  # the <select> whose options follow

    def piece(self, control: Control, html: str) -> list[tuple[int, int, str]]:
        """What stands in the page instead, and from where to where; nothing when all stays."""
        tag, name = html[control.start : control.end], control.name
        if control.tag == "select":
            self._list = name
            self.typed |= name in self._values
        elif control.tag == "option" and self._list in self._values:
            chosen = (self._list, control.value) in self._sent
            return [(control.start, control.end, _marked(tag, "selected", on=chosen))]
        elif control.kind in TICKED:
            ticked = (name, control.value) in self._sent
            self.typed |= ticked
            return [(control.start, control.end, _marked(tag, "checked", on=ticked))]
        elif control.kind not in NOT_TYPED and self._values.get(name):
            self.typed = True
            value = self._values[name].pop(0)
            if control.tag == "textarea":
                return [(*control.inner, "\n" + escape(value))]
            return [(control.start, control.end, _valued(tag, value))]
        return []


def _texts(fields: Fields) -> tuple[str, ...]:
    """What a person may have typed: words, not the ids and marks that forms carry with them."""
    return tuple(
        value
        for name, value in fields
        if value.strip() and name not in BY_BUTTON and not _MARK.fullmatch(value)
    )


_MARK = re.compile(r"[0-9a-fA-F-]{8,}|\d+|oui|non|[a-z0-9]+([_.-][a-z0-9]+)+")
_VALUE = re.compile(r'\svalue="[^"]*"')


def _valued(tag: str, value: str) -> str:
    return _with(_VALUE.sub("", tag), f' value="{escape(value)}"')


def _marked(tag: str, mark: str, *, on: bool) -> str:
    bare = re.sub(rf'\s{mark}(="[^"]*")?(?=[\s>])', "", tag)
    return _with(bare, f" {mark}") if on else bare


def _with(tag: str, attribute: str) -> str:
    return f"{tag[:-1].rstrip('/')}{attribute}>"


class _Reader(HTMLParser):
    """Finds the forms of a page and where each control stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._by_id: dict[str, Form] = {}
        self._elsewhere: list[tuple[str, Control]] = []
        self._open: Form | None = None
        self._writing: Control | None = None
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()
        for owner, control in self._elsewhere:
            if owner in self._by_id:
                self._by_id[owner].controls.append(control)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = None
            if given.get("method", "").lower() == "post":
                self._open = Form({_path(given.get("action", ""))})
                self.forms.append(self._open)
                self._by_id[given.get("id", "")] = self._open
            return
        if tag not in {"input", "textarea", "select", "option", "button"} or self._writing:
            return
        start = self._here()
        end = start + len(self.get_starttag_text() or "")
        kind = given.get("type", "submit" if tag == "button" else "text").lower()
        value = given.get("value", "on" if kind in TICKED else "")
        control = Control(tag, kind, given.get("name", ""), value, start, end)
        if tag == "textarea":
            self._writing = control
        owner = self._by_id.get(given.get("form", ""), self._open)
        if "form" in given and given["form"] not in self._by_id:
            self._elsewhere.append((given["form"], control))
        elif owner is not None:
            owner.controls.append(control)
            if "formaction" in given:
                owner.addresses.add(_path(given["formaction"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._writing is not None:
            self._writing.inner = (self._writing.end, self._here())
            self._writing = None


def _path(address: str) -> str:
    return address.partition("?")[0]
