"""The counsellor's help: articles in Markdown, and how words are found in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import Field

from pixlearn.activities.spelling import normalised
from pixlearn.content.plain import sentences
from pixlearn.scenes.schema import Authored, Many, Text

MARKDOWN = MarkdownIt("commonmark", {"html": False})
"""The one reader of long texts: what looks like HTML in them is text."""

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{3})(e?s|x|e)$")
_SHORT = 2
_SAY_LITTLE = frozenset(
    """avec comment dans des est etre faire fait faut les mes mon nos notre nous par pas pour
    pourquoi puis quand que quel quelle quelles quels qui quoi sans ses son sont sur une vers vos
    votre vous""".split()  # noqa: SIM905 - so many words read better so
)
"""Words of a question that tell nothing of its subject, without accents."""


class ArticleHead(Authored):
    """What stands between the two lines « --- »."""

    title: Text = Field(alias="titre")
    summary: Text = Field(alias="resume")
    keywords: Many[Text] = Field(alias="mots", min_length=1)
    """Words that people write to find it, also those that the text does not use."""
    order: int = Field(alias="ordre")
    guide: bool = False
    """Whether it fits one sheet of paper, to print."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, and the anchor of the heading it stands under ("" before any)."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `text` is its Markdown, which begins on line 1 of the file."""

    slug: str
    head: ArticleHead
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An article that holds the words, and its sentence that holds the most of them."""

    article: Article
    sentence: Sentence


def anchor_of(heading: str) -> str:
    """The id of a heading: its words without accents, joined by dashes."""
    return "-".join(_WORD.findall(normalised(heading)))


def plain_text(inline: Token) -> str:
    """The words of a block, without the signs of Markdown."""
    return "".join(
        "\n" if child.type == "softbreak" else child.content for child in inline.children or ()
    )


def sentences_of(tokens: Sequence[Token]) -> Iterator[Sentence]:
    """Every sentence of a text, headings too."""
    anchor = ""
    for before, token in pairwise(tokens):
        if token.type != "inline":
            continue
        words = plain_text(token).replace("\n", " ")
        if before.type == "heading_open":
            anchor = anchor_of(words)
        for one in sentences(words):
            yield Sentence(one, anchor)


def search(articles: Iterable[Article], asked: str) -> list[Found]:
    """The articles that hold every word asked for, those that are about them first.

    Case, accents, plurals and the small words of a question change nothing.
    """
    stems = _stems(asked)
    found: list[tuple[bool, Found]] = []
    for article in articles if stems else ():
        head = article.head
        about = _held(stems, " ".join((head.title, *head.keywords)))
        in_text = [(_held(stems, one.words), one) for one in article.sentences]
        everywhere = about.union(_held(stems, head.summary), *(held for held, _ in in_text))
        if everywhere < stems:
            continue
        held, best = max(in_text, key=lambda line: len(line[0]))
        shown = best if held else Sentence(head.summary, "")
        found.append((about < stems, Found(article, shown)))
    return [one for _, one in sorted(found, key=lambda line: line[0])]


def _stems(asked: str) -> frozenset[str]:
    words = _WORD.findall(normalised(asked))
    telling = [word for word in words if len(word) > _SHORT and word not in _SAY_LITTLE]
    return frozenset(_ENDING.sub("", word) for word in telling or words)


def _held(stems: frozenset[str], text: str) -> frozenset[str]:
    """The stems that begin a word of the text."""
    words = _WORD.findall(normalised(text))
    return frozenset(stem for stem in stems if any(word.startswith(stem) for word in words))
