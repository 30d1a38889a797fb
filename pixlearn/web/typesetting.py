"""French typography where words are put into a page: no finished page is read again for it.

A template's own words are set when it is compiled. What it puts between tags, a sentence of the
catalogues, of the content or of a person, goes through `set_in_type`, which remembers what it
has set before. What stands in tags and attributes, a field, an option or code stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from flask.templating import Environment
from jinja2 import Undefined, nodes
from markupsafe import Markup

from pixlearn.web.typography import AFTER_A_FIGURE, BEFORE_A_FIGURE, NO_BREAK_SPACE, typeset
from pixlearn.web.typography import typeset_text as typeset_words

FILTER = "in_type"
REMEMBERED = 8192  # sentences; all those of both catalogues and of the content that is shown often
# Components that give words back as they are; the others set their own.
WORDS_OF_OTHERS = frozenset({"said", "copied", "as_is"})
IN_A_TAG = "_class"
"""How blocks and macros are called whose words stand inside a tag, whoever fills or calls them."""
_AS_DATA = re.compile(r"script|style|textarea|code|option", re.IGNORECASE)
_NEXT = re.compile(r"""<!--.*?(?:-->|\Z)|</?[A-Za-z][\w-]*|<\Z|[\w:-]+=(?=["'])""", re.DOTALL)
_french: ContextVar[bool] = ContextVar("french", default=False)


@contextmanager
def in_french_type(*, french: bool = True) -> Iterator[None]:
    """What is rendered inside is set in French type, or not."""
    token = _french.set(french)
    try:
        yield
    finally:
        _french.reset(token)


def set_in_type(value: Any) -> Any:
    """Words for a place between tags; numbers and what is undefined stay what they are."""
    if not _french.get() or value is None or isinstance(value, int | float | Undefined):
        return value
    if hasattr(value, "__html__"):
        return Markup(_marked_up(str(value.__html__())))  # noqa: S704 - it was markup before
    return _plain(str(value))


_marked_up = lru_cache(REMEMBERED)(typeset)
_plain = lru_cache(REMEMBERED)(typeset_words)


class TypesetEnvironment(Environment):
    """Templates whose words are in French type."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.filters[FILTER] = set_in_type

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        macros = {macro.name for macro in template.find_all(nodes.Macro)}
        for imported in template.find_all(nodes.FromImport):
            macros |= {one if isinstance(one, str) else one[1] for one in imported.names}
        _Setter(macros | {"caller", "super"}).go_through(template)
        return template


class _Setter:
    """Goes through a template from its beginning, and knows what is between tags."""

    def __init__(self, macros: set[str]) -> None:
        self._macros = macros
        self._in_tag = ""  # its name, while it is open
        self._quote = ""
        self._data = ""  # the element whose text is data

    def go_through(self, node: nodes.Node) -> None:
        """Set the words of a node, and mark what it puts between tags."""
        if isinstance(node, nodes.Block | nodes.Macro) and node.name.endswith(IN_A_TAG):
            return
        if isinstance(node, nodes.Macro | nodes.CallBlock | nodes.AssignBlock | nodes.Block):
            kept = self._in_tag, self._quote, self._data
            if not isinstance(node, nodes.Block):
                self._in_tag = self._quote = self._data = ""
            for child in node.iter_child_nodes():
                self.go_through(child)
            self._in_tag, self._quote, self._data = kept
        elif isinstance(node, nodes.Output):
            node.nodes = [self._put(node.nodes, place) for place in range(len(node.nodes))]
        else:
            for child in node.iter_child_nodes():
                self.go_through(child)

    def _put(self, beside: list[nodes.Expr], place: int) -> nodes.Expr:
        node = beside[place]
        if isinstance(node, nodes.TemplateData):
            words = node.data
            if place and not (self._in_tag or self._data):
                words = AFTER_A_FIGURE.sub(NO_BREAK_SPACE, words)
            words = self._set(words)
            if place + 1 < len(beside) and not (self._in_tag or self._data):
                words = BEFORE_A_FIGURE.sub(NO_BREAK_SPACE, words)
            return nodes.TemplateData(words, lineno=node.lineno)
        return node if self._in_tag or self._data else self._marked(node)

    def _marked(self, node: nodes.Expr) -> nodes.Expr:
        if isinstance(node, nodes.CondExpr):
            two = (self._marked(one) if one else None for one in (node.expr1, node.expr2))
            return nodes.CondExpr(node.test, *two, lineno=node.lineno)
        if isinstance(node, nodes.Call) and self._sets_its_own(node.node):
            return node
        return nodes.Filter(node, FILTER, [], [], None, None, lineno=node.lineno)

    def _sets_its_own(self, called: nodes.Expr) -> bool:
        if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            return called.node.name == "ui" and called.attr not in WORDS_OF_OTHERS
        return isinstance(called, nodes.Name) and called.name in self._macros

    def _set(self, data: str) -> str:
        """The words of a template, as far as they stand between tags."""
        parts, at = [], 0
        while at < len(data):
            if self._data:
                end = re.compile(rf"</{self._data}", re.IGNORECASE).search(data, at)
                stop = end.start() if end else len(data)
                parts.append(data[at:stop])
                at = stop
                self._data = "" if end else self._data
            elif self._in_tag:
                stop = self._to_the_end_of_the_tag(data, at)
                parts.append(data[at:stop])
                at = stop
            else:
                found = _NEXT.search(data, at)
                stop = found.start() if found else len(data)
                parts.append(typeset_words(data[at:stop]))
                if found is not None:
                    parts.append(found.group())
                    stop = found.end()
                    self._in_tag = "" if found.group().startswith("<!--") else found.group()
                at = stop
        return "".join(parts)

    def _to_the_end_of_the_tag(self, data: str, at: int) -> int:
        for place in range(at, len(data)):
            sign = data[place]
            if self._quote:
                self._quote = "" if sign == self._quote else self._quote
            elif sign in "\"'":
                self._quote = sign
            elif sign == ">":
                name = self._in_tag.removeprefix("<")
                self._data = name if _AS_DATA.fullmatch(name) else ""
                self._in_tag = ""
                return place + 1
        return len(data)
