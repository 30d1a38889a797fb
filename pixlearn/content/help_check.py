"""Reads the articles of the counsellor's help, and notes what is wrong in them."""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path as FilePath

from markdown_it.token import Token

from pixlearn.content.check import Content
from pixlearn.content.faults import ContentFault
from pixlearn.content.help import (
    MARKDOWN,
    Article,
    ArticleHead,
    anchor_of,
    plain_text,
    sentences_of,
)
from pixlearn.content.plain import sentences, word_count
from pixlearn.content.reading import read_headed
from pixlearn.scenes.schema import near_miss

FOLDER = "aide"
ADDRESS = "/conseiller/aide/"
MOST_WORDS = 28
"""Words in a sentence that a counsellor reads (accessibility rules, section 9)."""
MOST_SENTENCES = 6
MOST_WORDS_IN_ALL = 900
_SECTION, _PART = "h1", "h2"  # « # » and « ## »: the page's own title stands above them
_BLOCKS = frozenset({"heading", "paragraph", "bullet_list", "ordered_list", "list_item"})
_INSIDE = frozenset({"text", "text_special", "softbreak", "strong", "link"})
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Told = Iterator[tuple[int, str]]
"""Faults of a text: line and sentence."""


def read_help(content: Content) -> dict[str, Article]:
    """Every article, guides first, each kind in its own order."""
    paths = sorted((content.folder / FOLDER).glob("*.md"))
    slugs = [path.stem for path in paths]
    read = [_read_article(content, path, slugs) for path in paths]
    articles = [article for article in read if article is not None]
    articles.sort(key=lambda one: (not one.head.guide, one.head.order, one.slug))
    return {one.slug: one for one in articles}


def _read_article(content: Content, path: FilePath, slugs: Collection[str]) -> Article | None:
    name = f"{content.folder.name}/{FOLDER}/{path.name}"
    document, text = read_headed(path, name)
    content.documents.append(document)
    if not _SLUG.fullmatch(path.stem):
        document.fault((), "le nom du fichier n'a ni majuscule, ni accent, ni espace.")
    if document.data is None:
        return None
    tokens = MARKDOWN.parse(text)
    for told in (_shape(tokens), _headings(tokens), _words(tokens), _links(tokens, slugs)):
        document.faults += [ContentFault(name, line, "texte", sentence) for line, sentence in told]
    head = document.model(ArticleHead)
    return Article(path.stem, head, text, tuple(sentences_of(tokens))) if head else None


def _shape(tokens: Sequence[Token]) -> Told:
    """Only what every reader and every voice renders well: no table, picture, code or italics."""
    for token in tokens:
        inside = token.children or ()
        refused = [child for child in inside if _kind(child) not in _INSIDE]
        if token.type != "inline" and _kind(token) not in _BLOCKS:
            refused.append(token)
        for markup in {one.markup or "!" for one in refused if one.nesting >= 0}:
            yield _line(token), f"ce signe de Markdown n'est pas permis ici : « {markup} »."
        if any("<" in child.content for child in inside):
            yield _line(token), "pas de code dans un texte : « < »."


def _headings(tokens: Sequence[Token]) -> Told:
    seen: set[str] = set()
    level = ""
    for opening, inline in _blocks(tokens, "heading"):
        words = plain_text(inline)
        if opening.tag not in {_SECTION, _PART}:
            yield _line(opening), f"un titre commence par « # » ou « ## » : « {words} »."
        elif not level and opening.tag == _PART:
            yield _line(opening), f"le premier titre commence par un seul « # » : « {words} »."
        level = level or opening.tag
        if anchor_of(words) in seen:
            yield _line(opening), f"ce titre est écrit deux fois : « {words} »."
        seen.add(anchor_of(words))


def _words(tokens: Sequence[Token]) -> Told:
    total = 0
    for _, inline in _blocks(tokens, "heading", "paragraph"):
        written = sentences(plain_text(inline).replace("\n", " "))
        counts = [word_count(one) for one in written]
        total += sum(counts)
        for one, count in zip(written, counts, strict=True):
            if count > MOST_WORDS:
                yield (
                    _line(inline),
                    f"phrase de {count} mots, {MOST_WORDS} au plus : « {one[:60]}… ». "
                    "Coupez-la en deux.",
                )
        if len(written) > MOST_SENTENCES:
            yield (
                _line(inline),
                f"paragraphe de {len(written)} phrases, {MOST_SENTENCES} au plus.",
            )
    if total == 0:
        yield 1, "l'article est vide."
    if total > MOST_WORDS_IN_ALL:
        yield 1, f"article de {total} mots, {MOST_WORDS_IN_ALL} au plus."


def _links(tokens: Sequence[Token], slugs: Collection[str]) -> Told:
    for token in tokens:
        for child in token.children or ():
            if child.type != "link_open":
                continue
            address = str(child.attrGet("href"))
            slug = address.removeprefix(ADDRESS).partition("#")[0]
            if not address.startswith("/") or address.startswith("//"):
                yield _line(token), f"un lien mène à une page du site (« /… ») : « {address} »."
            elif address.startswith(ADDRESS) and slug not in slugs:
                yield _line(token), f"l'article « {slug} » n'existe pas.{near_miss(slug, slugs)}"


def _blocks(tokens: Sequence[Token], *kinds: str) -> Iterator[tuple[Token, Token]]:
    """The opening of each block of these kinds, and the words inside."""
    for place, token in enumerate(tokens[:-1]):
        if token.nesting > 0 and _kind(token) in kinds:
            yield token, tokens[place + 1]


def _kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
