"""Says what is wrong with a page's HTML: `faults_of`.

The rules are those of RGAA themes 8, 9 and 11, and of the content security policy as far as a
parser can see it. Each rule is a small generator of sentences, listed at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tests.web.parsed_page import ParsedPage, text_of

Faults = Iterator[str]
PHRASING_ONLY = {"p", "span", "button", "label", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main"),
    *("nav", "ol", "p", "pre", "section", "table", "ul"),
}
INTERACTIVE = {"a", "button", "details", "input", "label", "select", "textarea"}
ID_REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
NOT_USED = {"center", "font", "big", "marquee", "blink", "tt", "iframe", "frame", "object"}
VIEWPORT = "width=device-width, initial-scale=1"


def parses(page: ParsedPage) -> Faults:
    """RGAA 8.2: valid HTML, as far as the parser of the standard goes."""
    for error in page.parser_errors:
        yield f"invalid HTML: {error}"


def nests(page: ParsedPage) -> Faults:
    """RGAA 8.2: no block inside a phrase, no control inside a control, lists of items."""
    for element in page.all():
        around = [parent.tag for parent in page.around(element)]
        if element.tag in BLOCKS and around and around[0] in PHRASING_ONLY:
            yield f"<{element.tag}> inside <{around[0]}>"
        if element.tag in INTERACTIVE and {"a", "button"} & set(around):
            yield f"<{element.tag}> inside a link or button"
        if element.tag in NOT_USED:
            yield f"<{element.tag}> is not used here"
        if around and around[0] in {"ul", "ol"} and element.tag != "li":
            yield f"<{element.tag}> right inside <{around[0]}>"


def identifies(page: ParsedPage) -> Faults:
    """RGAA 8.2, 12.7: ids are unique and every reference leads somewhere."""
    ids = Counter(element.get("id") for element in page.all() if "id" in element.attrib)
    for key, count in ids.items():
        if count > 1:
            yield f"id {key!r} stands {count} times"
    for element in page.all() if page.whole else ():
        for name in ID_REFERENCES:
            for reference in element.get(name, "").split():
                if reference not in ids:
                    yield f"{name}={reference!r} on <{element.tag}> leads nowhere"
        target = element.get("href", "") if element.tag == "a" else ""
        if target.startswith("#") and target[1:] not in ids:
            yield f"link to {target} leads nowhere"


def has_frame(page: ParsedPage) -> Faults:
    """RGAA 8.1, 8.3, 9.2; WCAG 2.4.1: one of each landmark, and where the focus goes."""
    if not page.html.lower().startswith("<!doctype html>"):
        yield "the page does not begin with <!doctype html>"
    if not page.root.get("lang"):
        yield "<html> has no lang"
    names = Counter(element.tag for element in page.all())
    for name in ("title", "h1", "main", "header", "footer"):
        if names[name] != 1:
            yield f"{names[name]} <{name}> instead of 1"
    for main in page.all("main"):
        if main.get("id") != "main" or main.get("tabindex") != "-1":
            yield "<main> needs id=main and tabindex=-1: the skip link goes there"
    for heading in page.all("h1"):
        if heading.get("tabindex") != "-1":
            yield "<h1> needs tabindex=-1: the focus goes there after a swap"
    viewports = [meta.get("content") for meta in page.all("meta") if meta.get("name") == "viewport"]
    if viewports != [VIEWPORT]:
        yield f"viewport {viewports}: zoom must stay free"


def is_titled(page: ParsedPage, status: int) -> Faults:
    """RGAA 8.5, 8.6: the title says the page, an error first, the name last."""
    title = "".join(text_of(each) for each in page.all("title"))
    headings = [text_of(each) for each in page.all("h1")]
    if not title.endswith("pixlearn"):
        yield f"the title {title!r} does not end with the name"
    if status == 422 and not re.match(r"(Erreur|Error)\b", title):
        yield f"a page with an error says so first in its title: {title!r}"
    if status == 200 and not all(heading and heading in title for heading in headings):
        yield f"the title {title!r} does not hold the h1 {headings}"


def is_headed(page: ParsedPage) -> Faults:
    """RGAA 9.1, 12.6: no skipped level of heading, every nav named."""
    before = 0
    for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(heading.tag[1])
        if before and level > before + 1:  # the summary of errors (h2) may stand before the h1
            yield f"h{level} follows h{before}: a level is skipped"
        before = level
    for nav in page.all("nav"):
        if not page.name_of(nav):
            yield "<nav> without a name"


def is_labelled(page: ParsedPage) -> Faults:
    """RGAA 11.1: a visible label on every field."""
    for element in page.all("input", "select", "textarea"):
        kind = element.get("type", "text")
        if element.tag == "input" and kind in NEEDS_NO_LABEL:
            continue
        if not page.name_of(element):
            yield f"no label on {element.tag} {element.get('name')!r}"
        if not element.get("name"):
            yield f"{element.tag} {element.get('id')!r} has no name: nothing is sent"
        if kind == "number" or "placeholder" in element.attrib:
            yield f"{element.get('name')!r}: no type=number, no placeholder"
        if kind == "radio" and "fieldset" not in [each.tag for each in page.around(element)]:
            yield f"radio {element.get('name')!r} stands outside a fieldset"


def is_named(page: ParsedPage) -> Faults:
    """RGAA 1.1, 6.2, 11.5, 11.9: words on links, buttons, groups and pictures."""
    for element in page.all("button", "a", "summary"):
        if not page.name_of(element):
            yield f"<{element.tag}> without words"
    for element in page.all("fieldset"):
        if not len(element) or element[0].tag != "legend" or not text_of(element[0]):
            yield "<fieldset> does not begin with a <legend>"
    for element in page.all("img"):
        if "alt" not in element.attrib:
            yield "<img> without alt"


def sends(page: ParsedPage) -> Faults:
    """Forms work with scripts off, and carry their CSRF field."""
    for button in page.all("button"):
        if button.get("type") not in {"submit", "button"}:
            yield f"button {text_of(button)!r} has no type"
    for form in page.all("form"):
        place = f"the form to {form.get('action')!r}"
        fields = {field.get("name") for field in form.iter("input")}
        if not form.get("action"):
            yield f"{place} has no action"
        if form.get("method", "get").lower() == "post" and "csrf_token" not in fields:
            yield f"{place} has no csrf_token"
        if not any(button.get("type") == "submit" for button in form.iter("button")):
            yield f"{place} has no submit button"


def stays_in_policy(page: ParsedPage) -> Faults:
    """Nothing inline, nothing from another host, no focus taken, no new window."""
    for element in page.all():
        for name, value in element.attrib.items():
            if re.match("on|hx-|style$|data-hx-on|autofocus$", str(name)):
                yield f"{name}={value!r} on <{element.tag}>"
            fetched = element.tag != "a" and name in {"href", "src", "action", "data-hx-post"}
            if fetched and re.match(r"(https?:)?//|javascript:", value):
                yield f"<{element.tag}> fetches from another host: {value}"
        if element.tag == "style" or (element.tag == "script" and text_of(element)):
            yield f"inline <{element.tag}>"
        if element.get("target") == "_blank":
            yield "a link opens a new window"
        if int(element.get("tabindex", "0")) > 0:
            yield f"<{element.tag}> takes the focus out of order"


EVERYWHERE: tuple[Callable[[ParsedPage], Faults], ...] = (
    parses,
    nests,
    identifies,
    is_headed,
    is_labelled,
    is_named,
    sends,
    stays_in_policy,
)


def faults_of(page: ParsedPage, status: int = 200) -> list[str]:
    """Everything that is wrong with a page sent with this status; empty for a good one."""
    found = [fault for rule in EVERYWHERE for fault in rule(page)]
    if page.whole:
        found += [*has_frame(page), *is_titled(page, status)]
    return found
