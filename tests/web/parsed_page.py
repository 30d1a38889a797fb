"""A page as a tree, with the questions that tests ask about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from xml.etree.ElementTree import Element

import html5lib
from selectolax.lexbor import LexborHTMLParser, LexborNode

SVG = "{http://www.w3.org/2000/svg}"


def text_of(element: Element) -> str:
    """The words of an element, spaces joined; those that do not break are told as ordinary ones."""
    return " ".join("".join(element.itertext()).replace("\u2011", "-").split())


# The parser of the standard tells what is not valid, but takes ten times longer than the other: it
# reads each shape of a page once. Words and values have no say in it, but the kind of an input.
_WORDS = re.compile(r">\s*[^<&\s][^<&]*<")
_VALUE = re.compile(r'(\s(?!type=)[\w:.-]+=)"([^"]*)"')


@cache
def _errors(shape: str, *, whole: bool) -> tuple[str, ...]:
    parser = html5lib.HTMLParser()
    (parser.parse if whole else parser.parseFragment)(shape)
    return tuple(f"line {line}: {code} {data}" for (line, _), code, data in parser.errors)


def _element(node: LexborNode, space: str = "") -> Element:
    space = SVG if node.tag == "svg" else space
    made = Element(f"{space}{node.tag}", {k: v or "" for k, v in node.attributes.items()})
    last: Element | None = None
    for child in node.iter(include_text=True):
        if child.is_text_node:
            if last is None:
                made.text = (made.text or "") + (child.text_content or "")
            else:
                last.tail = (last.tail or "") + (child.text_content or "")
        elif child.is_element_node:
            last = _element(child, space)
            made.append(last)
    return made


@dataclass(frozen=True)
class ParsedPage:
    """A page, or a piece of one (``whole=False``), read as a browser reads it."""

    html: str
    whole: bool = True

    @cached_property
    def root(self) -> Element:
        """The ``html`` element; of a piece, an element around it."""
        read = LexborHTMLParser(self.html if self.whole else f"<body>{self.html}")
        found = read.root if self.whole else read.body
        assert found is not None
        return _element(found)

    @property
    def parser_errors(self) -> tuple[str, ...]:
        """What the HTML parser of the standard complained about."""
        shape = _VALUE.sub(lambda one: one[0] if "&" in one[2] else f'{one[1]}"x"', self.html)
        return _errors(_WORDS.sub(">x<", shape), whole=self.whole)

    @cached_property
    def _parents(self) -> dict[Element, Element]:
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """From each id to its element."""
        return {element.get("id", ""): element for element in self.all() if element.get("id")}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {label.get("for", ""): text_of(label) for label in self.all("label")}

    def all(self, *names: str) -> Iterator[Element]:
        """Elements of these names, in reading order; comments are left out."""
        for element in self.root.iter():
            if isinstance(element.tag, str) and (not names or element.tag in names):
                yield element

    def around(self, element: Element) -> Iterator[Element]:
        """The elements around one, the nearest first."""
        parent = self._parents.get(element)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent)

    def one(self, name: str, **attributes: str) -> Element:
        """The first element of this name with these attributes (``aria_label=`` is aria-label)."""
        wanted = {key.strip("_").replace("_", "-"): value for key, value in attributes.items()}
        for element in self.all(name):
            if all(element.get(key) == value for key, value in wanted.items()):
                return element
        raise AssertionError(f"no <{name}> with {wanted} in:\n{self.html}")

    @property
    def title(self) -> str:
        """The words of the page's title."""
        return text_of(self.one("title"))

    @property
    def heading(self) -> str:
        """The words of the page's ``h1``."""
        return text_of(self.one("h1"))

    @property
    def main_text(self) -> str:
        """The words inside ``main``."""
        return text_of(self.one("main"))

    def main_form(self) -> Element:
        """The form that leads on: marked ``data-main``."""
        return self.one("form", data_main="")

    def name_of(self, element: Element) -> str:
        """The words that name a control, near enough to what a screen reader says."""
        if element.get("aria-label"):
            return element.get("aria-label", "").strip()
        ids = element.get("aria-labelledby", "").split()
        words = [text_of(self.by_id[each]) for each in ids if each in self.by_id]
        if element.tag in {"input", "select", "textarea"}:
            words.append(self._labels.get(element.get("id", "-"), ""))
            words += [text_of(parent) for parent in self.around(element) if parent.tag == "label"]
        elif element.tag != "nav":
            words.append(text_of(element))
            words += [image.get("alt", "") for image in element.iter("img")]
        return " ".join(words).strip()
