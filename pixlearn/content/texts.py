"""The learner's texts inside a document, and what is refused in them."""

import re
from collections.abc import Collection, Iterator, Mapping

from pixlearn.content.faults import Path
from pixlearn.content.plain import MOST_WORDS, heavy_words, long_sentences, sentences, word_count
from pixlearn.content.reading import Document

NOT_READ = frozenset(
    {
        "id", "type", "genre", "pictogramme", "vers", "zone", "depart", "ecran", "scene", "clavier",
        "cote", "accepte", "contient", "contient_un_de",
        "piece", "dessin", "appuyer",
    }
)  # fmt: skip
"""Keys whose values are references or expected answers, not sentences to read."""

TAUGHT, TAUGHT_IN = ("identifiant",), "SEC.1."
"""The heavy word that is allowed where it is taught: accounts and passwords."""
MOST_SENTENCES_IN_PROMPT = 2
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^>]*)?/?>")


def check_texts(document: Document, allowed: Collection[str] = ()) -> None:
    """Note long sentences, heavy words, HTML and questions of more than 2 sentences.

    `allowed` are heavy words taught by the whole document; an item may name what it teaches.
    """
    for path, text in learner_texts(document.data):
        _check_text(document, path, text, (*allowed, *_taught(document, path)))


def learner_texts(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text that a person reads or hears, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key not in NOT_READ:
                yield from learner_texts(value, (*path, key))
    elif isinstance(data, tuple):
        for place, value in enumerate(data):
            yield from learner_texts(value, (*path, place))


def _taught(document: Document, path: Path) -> tuple[str, ...]:
    if path[:1] != ("items",):
        return ()
    skill = document.part(*path[:2], "acquis")
    return TAUGHT if isinstance(skill, str) and skill.startswith(TAUGHT_IN) else ()


def _check_text(document: Document, path: Path, text: str, allowed: Collection[str]) -> None:
    if not _spelt_out(path):
        for sentence in long_sentences(text):
            document.fault(
                path,
                f"phrase de {word_count(sentence)} mots, {MOST_WORDS} au plus : "
                f"« {sentence[:60]}… ». Coupez-la en deux.",
            )
    for word, plain in heavy_words(text, allowed):
        instead = f" Écrivez plutôt « {plain} »." if plain else " Trouvez plus simple."
        document.fault(path, f"mot lourd : « {word} ».{instead}")
    if tag := _TAG.search(text):
        document.fault(path, f"pas de code dans un texte : « {tag.group()} ».")
    if path[-1] == "consigne" and len(sentences(text)) > MOST_SENTENCES_IN_PROMPT:
        document.fault(
            path,
            f"une consigne a {MOST_SENTENCES_IN_PROMPT} phrases au plus ; "
            f"trouvé : {len(sentences(text))}.",
        )


def _spelt_out(path: Path) -> bool:
    """Whether the text is a choice spelt for the voice: « lucie point martin, arobase… »."""
    return path[-1] == "lecture" and "choix" in path
