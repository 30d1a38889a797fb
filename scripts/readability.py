"""Measure the plain French of every text that a learner reads.

``python -m scripts.readability`` prints a table: each lesson, all lessons, the diagnostic, the
glossary, the badges. ``--words`` adds the rare words of each, ``--pages`` the sentences of the
interface that are over the limit. The limits are those of ``tests/unit/content``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from pyphen import Pyphen
from wordfreq import top_n_list

from pixlearn.content.plain import MOST_WORDS, sentences, word_count
from pixlearn.content.reading import read_document
from pixlearn.content.texts import learner_texts

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content" / "fr"

FOLDERS = ("lessons", "diagnostics", "items", "glossary", "badges", "scenes")

FEWER, MORE = 5_000, 10_000
"""The commonest words of French, two lists."""
MOST_IN_PARAGRAPH = 3
DOCUMENTS = (("message", "texte"), ("modele", "message"))
LONG_WORD = 6
"""LIX counts words of more letters than that."""

NOT_MEASURED = frozenset(
    {"acquis", "adresse", "alignement", "animer", "famille", "lecture", "montrer", "mots", "points",
     "prerequis", "services"}
)  # fmt: skip
"""Keys of no learner's page: for the counsellor, for the voice, or ids."""

_ADDRESS = re.compile(r"\S*(?:@|\.(?=\w{2}))\S*|\S*\d\S*")
_WORD = re.compile(r"(?:aujourd|quelqu)['’]\w+|[^\W\d_]+(?:-[^\W\d_]+)*", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
_AFTER = re.compile(
    r"-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|le|la|les|lui|leur|moi|ce|ci|là|en|y)$"
)
_NEGATION = re.compile(r"\b(?:ne|non|pas|jamais|rien|aucune?)\b|\bn['’]", re.IGNORECASE)
_NOT_LEARNER = re.compile(r"counsellor|referent|public/(?:privacy|legal|accessibility)")
_QUOTED = re.compile(r"«[^»]*»")
_SAID = re.compile(r"[.!?…][\s»\")]*$")


@dataclass(frozen=True)
class Measured:
    """Texts of one kind, and what they measure.

    Sentence length counts what ends as a sentence does: a title, a label or a choice of two words
    would make the mean shorter than what one has to read. Words count everywhere.
    """

    name: str
    texts: tuple[str, ...]
    taught: frozenset[str] = frozenset()

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Whole sentences."""
        return tuple(one for text in self.texts for one in sentences(text) if _SAID.search(one))

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Words in each sentence."""
        return tuple(word_count(one) for one in self.said)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word read, without the names, in small letters."""
        return tuple(word for text in self.texts for word in words_of(text) if word not in names())

    @property
    def mean(self) -> float:
        """Words in a sentence."""
        return sum(self.lengths) / len(self.lengths)

    @property
    def longest(self) -> int:
        """Words in the longest sentence."""
        return max(self.lengths)

    @property
    def negations(self) -> float:
        """Share of sentences with a negation."""
        return sum(bool(_NEGATION.search(one)) for one in self.said) / len(self.said)

    def rare(self, top: int) -> Counter[str]:
        """Words outside the `top` commonest, that no page of hard words explains."""
        return Counter(
            word for word in self.words if not is_common(word, top) and word not in self.taught
        )

    def rare_share(self, top: int) -> float:
        """Their share of all words."""
        return self.rare(top).total() / len(self.words)

    @property
    def kandel_moles(self) -> float:
        """Reading ease in French: the higher, the easier; 70 is plain."""
        syllables = sum(map(syllable_count, self.words)) / len(self.words)
        return 207 - 1.015 * self.mean - 73.6 * syllables

    @property
    def lix(self) -> float:
        """Length of sentences and share of long words: the lower, the easier."""
        long = sum(len(word) > LONG_WORD for word in self.words)
        return self.mean + 100 * long / len(self.words)


def words_of(text: str) -> Iterator[str]:
    """The words of a text in small letters: addresses and figures are left out, « l' » is cut off.

    A word with a hyphen is one word when French has it (« rendez-vous »), else its parts are
    (« écrivez-le » is « écrivez » and « le »).
    """
    for found in _WORD.finditer(_bare(text)):
        word = found.group().casefold().replace("’", "'")
        verb = _AFTER.sub("", word)
        yield from (word,) if word in KNOWN_WITH_HYPHEN else verb.split("-")


def _bare(text: str) -> str:
    """The text without addresses, figures, and « l' »."""
    return _BEFORE.sub(" ", _ADDRESS.sub(" ", text))


KNOWN_WITH_HYPHEN = frozenset({"e-mail", "e-mails", "rendez-vous", "peut-être"})
"""Common words whose parts are not: the list of common words cuts at hyphens."""


@cache
def common(top: int) -> frozenset[str]:
    """The `top` commonest forms of French, single letters and hyphened words we know with them."""
    return frozenset(top_n_list("fr", top)) | KNOWN_WITH_HYPHEN


_ENDINGS = (
    # plural and feminine
    ("s", ""), ("x", ""), ("aux", "al"), ("e", ""), ("es", ""), ("ne", ""), ("nes", ""),
    ("le", ""), ("les", ""), ("te", ""), ("tes", ""), ("euse", "eur"), ("euses", "eur"),
    ("euse", "eux"), ("rice", "eur"), ("rices", "eur"), ("ère", "er"), ("ères", "er"),
    ("ve", "f"), ("ves", "f"),
    # verbs, to their infinitive
    *((end, "er") for end in ("e", "es", "ez", "ons", "ent", "é", "ée", "és", "ées", "ait", "ant")),
    *((end, "ir") for end in ("is", "it", "i", "ie", "issez", "issent", "issons", "ez", "ent")),
    *((end, "re") for end in ("", "s", "ez", "ent", "u", "ue", "us", "ues")),
    ("vez", "re"), ("vent", "re"), ("sez", "re"), ("sent", "re"), ("evez", "evoir"),
    ("ignez", "indre"), ("ins", "indre"), ("oie", "oyer"), ("oies", "oyer"), ("uie", "uyer"),
)  # fmt: skip
"""An ending, and what stands in its place in the dictionary: « joignez » is « joindre »."""


@cache
def is_common(word: str, top: int) -> bool:
    """Whether the word, or its dictionary form as far as endings tell, is among the commonest."""
    known = common(top)
    return word in known or any(
        len(word) > len(end) + 2 and word.removesuffix(end) + base in known
        for end, base in _ENDINGS
        if word.endswith(end)
    )


_CUTTER = Pyphen(lang="fr")
_VOWEL = "aeiouyàâéèêëîïôùûœæ"
_FIRST_ALONE = re.compile(
    rf"[{_VOWEL}](?:[^{_VOWEL}]|[bcdfgptv][lr]|[cpt]h|gn|qu)[{_VOWEL}](?!$)", re.IGNORECASE
)


@cache
def syllable_count(word: str) -> int:
    """Syllables as a hyphenator cuts them, and the first vowel alone, which it never cuts off.

    A last « e » is silent in both: « page » is 1, « école » is 2.
    """
    pieces = [piece for part in word.split("-") for piece in _CUTTER.inserted(part).split("-")]
    return len(pieces) + bool(_FIRST_ALONE.match(word))


@cache
def names() -> frozenset[str]:
    """Names of people and places: words that mostly have a capital inside a sentence.

    Common words are no names, nor are the words of a key (« Réessayer »). Screens tell too.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in _texts(*(_data(folder) for folder in FOLDERS)):
        for sentence in sentences(text):
            for place, word in enumerate(_WORD.findall(_bare(_QUOTED.sub(" ", sentence)))):
                if word[0].islower():
                    small[word] += 1
                elif place:
                    capital[word.casefold()] += 1
    return frozenset(capital - small) - common(MORE)


@cache
def taught() -> frozenset[str]:
    """The words that pages of hard words explain."""
    words = (word["mot"] for document in _data("glossary") for word in document["mots"])
    return frozenset(one for word in words for one in words_of(word))


@cache
def everything() -> tuple[Measured, ...]:
    """Each lesson, all of them together, then the other texts."""
    written = [lesson for document in _data("lessons") for lesson in document["lecons"]]
    named = {
        **{lesson["id"]: _texts(lesson) for lesson in written},
        "leçons": _texts(*written),
        "diagnostic": _texts(_data("diagnostics"), _data("items")),
        "écrans simulés": _texts(_data("scenes")),
        "mots difficiles": _texts(*(document["mots"] for document in _data("glossary"))),
        "badges": _texts(_data("badges")),
    }
    return tuple(Measured(name, texts, taught()) for name, texts in named.items())


def crowded() -> Iterator[str]:
    """Paragraphs of too many sentences; simulated messages and screens are not ours."""
    for path, text in chain(*(learner_texts(_data(folder)) for folder in FOLDERS[:-1])):
        ours = path[-2:] not in DOCUMENTS and not NOT_MEASURED & set(path[2:])
        if ours and len(sentences(text)) > MOST_IN_PARAGRAPH:
            yield text


def long_in_pages() -> Iterator[str]:
    """Sentences of the learner's pages, in French, of more words than the limit.

    Legal pages have the limits of the counsellor's.
    """
    with (ROOT / "translations/fr/LC_MESSAGES/messages.po").open("rb") as file:
        for message in read_po(file):
            told = message.string if isinstance(message.string, tuple) else (message.string,)
            learner = any(not _NOT_LEARNER.search(place) for place, _ in message.locations)
            for text in map(str, told) if message.id and learner else ():
                yield from (one for one in sentences(text) if word_count(one) > MOST_WORDS)


def _data(folder: str) -> tuple[Any, ...]:
    return tuple(
        read_document(path, path.name).data for path in sorted((CONTENT / folder).glob("*.yaml"))
    )


def _texts(*data: object) -> tuple[str, ...]:
    return tuple(text for path, text in learner_texts(data) if not NOT_MEASURED & set(path))


def _row(one: Measured) -> str:
    return (
        f"{one.name:16} {sum(one.lengths):6} {one.mean:5.1f} {one.longest:4} "
        f"{one.negations:6.1%} {one.rare_share(FEWER):6.1%} {one.rare_share(MORE):6.1%} "
        f"{one.kandel_moles:6.1f} {one.lix:5.1f}"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Measure the plain French of the content.")
    parser.add_argument("--words", action="store_true", help="show the rare words too")
    parser.add_argument("--pages", action="store_true", help="long sentences of pages")
    asked = parser.parse_args(arguments)
    print("                   mots  moy. long. négat.  >5000 >10000 Kandel   LIX")
    for one in everything():
        print(_row(one))
        if asked.words:
            for top in (MORE, FEWER):
                rare = ", ".join(f"{word} {n}" for word, n in one.rare(top).most_common(60))
                print(f"    > {top} : {rare}")
    if asked.pages:
        print(*long_in_pages(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
