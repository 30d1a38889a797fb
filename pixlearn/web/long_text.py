"""Long texts in Markdown, as HTML: cleaned by a short list of what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import nh3
from markupsafe import Markup

from pixlearn.content.help import MARKDOWN, anchor_of, plain_text

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "a"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "h2": {"id"}, "h3": {"id"}}


@dataclass(frozen=True, slots=True)
class LongText:
    """What a template shows: the text, and its sections (anchor and words)."""

    html: Markup
    sections: tuple[tuple[str, str], ...]


@cache
def long_text(markdown: str) -> LongText:
    """The text under the page's own title: « # » is an h2, « ## » an h3; each can be linked to."""
    tokens = MARKDOWN.parse(markdown)
    sections = []
    for place, token in enumerate(tokens):
        if token.type not in {"heading_open", "heading_close"}:
            continue
        token.tag = f"h{int(token.tag[1]) + 1}"
        if token.type == "heading_open":
            words = plain_text(tokens[place + 1])
            token.attrSet("id", anchor_of(words))
            if token.tag == "h2":
                sections.append((anchor_of(words), words))
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=set(), link_rel=None)
    return LongText(Markup(clean), tuple(sections))  # noqa: S704 - cleaned just before
