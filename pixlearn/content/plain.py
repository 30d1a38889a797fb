"""Plain French: sentences, their words, and the words that beginners should not meet.

Limits come from the project's accessibility rules, section 9.
"""

import re
from collections.abc import Collection, Iterator

MOST_WORDS = 15
"""Words in a sentence that a learner reads or hears."""

_ABBREVIATIONS = frozenset({"m", "mm", "dr", "pr", "st", "ste", "p", "pp", "n", "av", "bd", "tél"})
_END = re.compile(r"[.!?…]+(?:\s?[»\")])*(?=\s|$)")
_LAST_WORD = re.compile(r"(\w+)\.$")
_WORD = re.compile(r"\w")

_HEAVY = {
    "veuillez": r"veuillez",
    "afin de": r"afin (?:de|d')",
    "lors de": r"lors (?:de|d'|du|des)",
    "ci-dessous": r"ci-dessous",
    "saisir": r"sais(?:ir|issez|ie|ies|i|is|it)",
    "sélectionner": r"sélection\w*",
    "renseigner": r"renseign(?:er|ez|e|é|és|ée|ées)",
    "effectuer": r"effectu\w+",
    "procéder": r"procéd(?:er|ez|e|é)",
    "s'authentifier": r"authentifi\w+",
    "identifiant": r"identifiants?",
    "modalités": r"modalités?",
    "dispositif": r"dispositifs?",
    "compétences": r"compétences?",
    "fonctionnalité": r"fonctionnalités?",
    "paramétrer": r"paramétr\w+",
    "Touchez": r"touchez",
    "Cliquez": r"cliqu(?:ez|er|e|é)",
    "etc.": r"etc",
    "cf.": r"cf",
}
_INSTEAD = {
    "saisir": "écrivez",
    "renseigner": "écrivez",
    "sélectionner": "choisissez",
    "effectuer": "faites",
    "compétences": "savoir-faire",
    "paramétrer": "réglages",
    "Touchez": "Appuyez sur",
    "Cliquez": "Appuyez sur",
}
_HEAVY_PATTERN = re.compile(
    "|".join(rf"(?P<w{place}>\b(?:{form})\b)" for place, form in enumerate(_HEAVY.values())),
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[str, ...]:
    """Cut French text into sentences.

    A sentence ends with « . », « ! », « ? », « … » or a new line. Dots inside numbers, times,
    addresses, and after abbreviations or initials do not end one, nor does a mark followed by a
    small letter (a question quoted inside a sentence).
    """
    return tuple(part for line in text.splitlines() for part in _cut(line.strip()) if part)


def word_count(sentence: str) -> int:
    """Words between spaces that hold a letter or a digit: « l'e-mail » is 1, « 9 h 30 » is 3."""
    return sum(bool(_WORD.search(part)) for part in sentence.split())


def long_sentences(text: str) -> tuple[str, ...]:
    """The sentences of more than 15 words."""
    return tuple(one for one in sentences(text) if word_count(one) > MOST_WORDS)


def heavy_words(text: str, allowed: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Each heavy word found, as written, with the plain word to prefer ("" when none is set)."""
    names = tuple(_HEAVY)
    for match in _HEAVY_PATTERN.finditer(text.replace("’", "'")):
        name = names[int((match.lastgroup or "w0")[1:])]
        if name not in allowed:
            yield match.group(), _INSTEAD.get(name, "")


def _cut(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        if not _ends_sentence(line[start : end.end()], line[end.end() :].lstrip()):
            continue
        yield line[start : end.end()].strip()
        start = end.end()
    yield line[start:].strip()


def _ends_sentence(before: str, after: str) -> bool:
    if after[:1].islower():
        return False
    last = _LAST_WORD.search(before)
    if not after or last is None:
        return True
    word = last.group(1)
    initial = len(word) == 1 and word.isupper()
    return not (initial or word.casefold() in _ABBREVIATIONS)
