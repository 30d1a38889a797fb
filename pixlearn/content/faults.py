"""Faults in content files, told to authors in French: file, line, field, sentence."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from pixlearn.scenes.schema import Authored, near_miss

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys, and places from 0."""


@dataclass(frozen=True, order=True, slots=True)
class ContentFault:
    """One fault; `line` is 0 for a fault of the whole content or of a file that is missing."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}, ligne {self.line}" if self.line else self.file
        return (
            f"{place}, {self.field} : {self.message}" if self.field else f"{place} : {self.message}"
        )


class ContentError(Exception):
    """The content cannot be used; `faults` says all that is wrong with it."""

    def __init__(self, faults: Sequence[ContentFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def written_path(path: Path) -> str:
    """The path as authors read it, places counted from 1: « items[3].retours.juste »."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part + 1}]"
        else:
            written += f".{part}" if written else part
    return written


def known_keys() -> frozenset[str]:
    """Every French key of every model, to suggest one after a misspelling."""
    keys: set[str] = set()
    models: list[type[Authored]] = [Authored]
    for model in models:
        models += model.__subclasses__()
        keys |= {field.alias or name for name, field in model.model_fields.items()}
    return frozenset(keys)


def in_french(errors: Iterable[ErrorDetails], data: object) -> list[tuple[Path, str]]:
    """Path and sentence of each validation error; a misspelt key is told once, not twice."""
    told = [(real_path(error["loc"], data), error) for error in errors if not _echo(error)]
    missing = {path for path, error in told if error["type"] == "missing"}
    explained: set[Path] = set()
    sentences: list[tuple[Path, str]] = []
    for path, error in told:
        if error["type"] != "extra_forbidden":
            continue
        expected = [str(at[-1]) for at in missing - explained if at[:-1] == path[:-1]]
        key = str(path[-1])
        hint = near_miss(key, expected)
        if hint:
            explained |= {at for at in missing if at[:-1] == path[:-1] and f"« {at[-1]} »" in hint}
        else:
            hint = near_miss(key, known_keys())
        sentences.append((path, f"clé inconnue « {key} ».{hint}"))
    for path, error in told:
        if error["type"] != "extra_forbidden" and path not in explained:
            sentences.append((path, _sentence(error)))
    return sentences


def _echo(error: ErrorDetails) -> bool:
    """A list called too short only because some of its values, told apart, do not count."""
    value = error["input"]
    long_enough = isinstance(value, list | tuple) and len(value) >= error.get("ctx", {}).get(
        "min_length", 0
    )
    return error["type"] == "too_short" and long_enough


def real_path(location: Sequence[str | int], data: object) -> Path:
    """The location without the tags that models add between keys."""
    path: list[str | int] = []
    here: Any = data
    for place, part in enumerate(location):
        inside = isinstance(here, Mapping) and part in here
        if isinstance(part, str) and not inside and place < len(location) - 1:
            continue
        path.append(part)
        if inside or (isinstance(part, int) and isinstance(here, list | tuple)):
            here = here[part]
    return tuple(path)


def found(value: object) -> str:
    """What was found, in the words of an author."""
    match value:
        case None:
            return "rien"
        case bool():
            return "oui ou non (true, false)"
        case int() | float():
            return f"le nombre {value}"
        case str():
            return f"« {value[:40]} »"
        case dt.date():
            return f"la date {value}"
        case Mapping():
            return "des clés"
        case list() | tuple():
            return "une liste"
        case _:
            return "autre chose"


_EXPECTED = {
    "string_type": "du texte entre guillemets",
    "int_type": "un nombre entier",
    "int_from_float": "un nombre entier",
    "float_type": "un nombre",
    "bool_type": "true ou false",
    "tuple_type": "une liste",
    "model_type": "des clés (« clé: valeur »)",
    "model_attributes_type": "des clés (« clé: valeur »)",
    "dict_type": "des clés (« clé: valeur »)",
    "finite_number": "un nombre",
}

_PATTERNS = {
    r"^[a-z0-9_]+$": "des lettres minuscules sans accent, des chiffres, « _ »",
    r"^[a-z][a-z0-9_]*$": "des lettres minuscules sans accent (une au début), des chiffres, « _ »",
    r"^[a-z0-9_-]+/[a-z0-9_]+$": "« fichier/scene »",
    r"^(it|q|essai)-[A-Za-z0-9_.-]+$": "un id comme « it-COM.1.4-a »",
}


_LIMITS: Mapping[str, str] = {
    "too_short": "{min_length} au moins attendu ; trouvé : {actual_length}.",
    "too_long": "{max_length} au plus attendu ; trouvé : {actual_length}.",
    "string_too_short": "ce texte est vide.",
    "string_too_long": "{max_length} lettres au plus attendues ; trouvé : {found}.",
    "greater_than_equal": "{ge} au moins attendu ; trouvé : {found}.",
    "greater_than": "plus de {gt} attendu ; trouvé : {found}.",
    "less_than_equal": "{le} au plus attendu ; trouvé : {found}.",
    "less_than": "moins de {lt} attendu ; trouvé : {found}.",
}


def _sentence(error: ErrorDetails) -> str:
    kind, limits, value = error["type"], error.get("ctx", {}), error["input"]
    if expected := _EXPECTED.get(kind):
        return f"{expected} attendu ; trouvé : {found(value)}."
    if limit := _LIMITS.get(kind):
        return limit.format(**limits, found=found(value))
    match kind:
        case "sentence":
            return str(limits["sentence"])
        case "missing":
            return "cette clé manque."
        case "literal_error" | "union_tag_invalid":
            return _unknown_value(limits, value)
        case "union_tag_not_found":
            return "la clé « genre » manque."
        case "string_pattern_mismatch":
            wanted = _PATTERNS.get(str(limits["pattern"]), f"la forme {limits['pattern']}")
            return f"{wanted} attendu ; trouvé : {found(value)}."
        case _:
            return f"cette valeur ne convient pas : {found(value)}."


def _unknown_value(limits: Mapping[str, object], value: object) -> str:
    known = str(limits.get("expected") or limits.get("expected_tags"))
    names = known.replace(" or ", ", ").replace("'", "").split(", ")
    wrong = limits.get("tag", value)
    return (
        f"valeur inconnue : {found(wrong)}. Valeurs possibles : {', '.join(names)}."
        f"{near_miss(str(wrong), names)}"
    )
