"""Reads one YAML file into values, with the line of each, and all that is wrong in its writing."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pixlearn.content.faults import ContentFault, Path, in_french, written_path
from pixlearn.scenes.schema import Authored
from pixlearn.scenes.words import FRENCH, LANGUAGES

M = TypeVar("M", bound=BaseModel)
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """A file as written: plain values, and the line where each path stands."""

    file: str
    data: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[ContentFault] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language of its words: that of the folder it stands in."""
        folder = self.file.partition("/")[0]
        return folder if folder in LANGUAGES else FRENCH

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest one around it that is written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, sentence: str) -> None:
        """Note a fault at a path."""
        self.faults.append(ContentFault(self.file, self.line(path), written_path(path), sentence))

    def part(self, *path: str | int) -> object:
        """The value at a path, or None."""
        here = self.data
        for key in path:
            match here:
                case Mapping() if key in here:
                    here = here[key]
                case tuple() if isinstance(key, int) and key < len(here):
                    here = here[key]
                case _:
                    return None
        return here

    def model(self, model: type[M], path: Path = (), without: Collection[str] = ()) -> M | None:
        """The part at `path` as a model; its faults are noted and None is returned if any.

        `without` are keys of the part that are read apart.
        """
        data = self.part(*path)
        if isinstance(data, Mapping):
            data = {key: value for key, value in data.items() if key not in without}
        try:
            found = model.model_validate(data)
        except ValidationError as error:
            for inner, sentence in in_french(error.errors(), data):
                self.fault((*path, *inner), sentence)
            return None
        if isinstance(found, Authored):
            found.written_in(self.language)
        return found


def read_document(path: FilePath, name: str) -> Document:
    """Read a file; `name` is how faults call it. A file that cannot be read has only faults."""
    document = Document(name)
    text = _text_of(path, document)
    if text is not None:
        _read_yaml(text, document)
    return document


def read_headed(path: FilePath, name: str) -> tuple[Document, str]:
    """Read a Markdown file that begins with YAML between two lines « --- ».

    Empty lines stand for the head in the text that is returned, so that its lines keep their
    numbers.
    """
    document = Document(name)
    written = _text_of(path, document)
    if written is None:
        return document, ""
    head = _HEAD.match(written)
    if head is None:
        sentence = "le fichier commence par une ligne « --- », des clés, une ligne « --- »."
        document.faults.append(ContentFault(name, 1, "", sentence))
        return document, ""
    _read_yaml(head.group(1), document)
    return document, "\n" * head.group().count("\n") + written[head.end() :]


_HEAD = re.compile(r"(---\n.*?\n)---(?:\n|$)", re.DOTALL)


def _text_of(path: FilePath, document: Document) -> str | None:
    if not path.is_file():
        document.faults.append(ContentFault(document.file, 0, "", "ce fichier manque."))
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        sentence = "ce fichier n'est pas écrit en UTF-8."
        document.faults.append(ContentFault(document.file, 1, "", sentence))
        return None


def _read_yaml(text: str, document: Document) -> None:
    try:
        loader = Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.faults.append(ContentFault(document.file, line, "", _UNREADABLE))
        return
    except yaml.YAMLError:
        document.faults.append(ContentFault(document.file, 1, "", _UNREADABLE))
        return
    if node is None:
        document.faults.append(ContentFault(document.file, 1, "", "ce fichier est vide."))
        return
    document.data = _Reader(document, loader).value(node, (), ())


_UNREADABLE = (
    "le fichier ne se lit plus à partir d'ici. "
    "Regardez les guillemets, les « : », les crochets et l'alignement, ici et juste avant."
)


@dataclass(slots=True)
class _Reader:
    document: Document
    loader: yaml.SafeLoader

    def value(self, node: yaml.Node, path: Path, around: tuple[yaml.Node, ...]) -> object:
        """The value of a node; lists become tuples. `around` guards against a loop of aliases."""
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        if any(node is outer for outer in around):
            self.document.fault(path, "cette valeur se contient elle-même.")
            return None
        inside = (*around, node)
        if isinstance(node, yaml.SequenceNode):
            return tuple(
                self.value(one, (*path, place), inside) for place, one in enumerate(node.value)
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, inside)
        return self._scalar(node, path)

    def _mapping(
        self, node: yaml.MappingNode, path: Path, inside: tuple[yaml.Node, ...]
    ) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(line, path, "une clé est un mot simple.")
                continue
            if key in values:
                before = self.document.lines[(*path, key)]
                self._fault(
                    line,
                    (*path, key),
                    f"la clé « {key} » est écrite deux fois (déjà ligne {before}).",
                )
                continue
            self.document.lines[(*path, key)] = line
            values[key] = self.value(value_node, (*path, key), inside)
        return values

    def _scalar(self, node: yaml.Node, path: Path) -> object:
        try:
            return self.loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError):
            self.document.fault(path, "cette valeur ne se lit pas : mettez-la entre guillemets.")
            return None

    def _fault(self, line: int, path: Path, sentence: str) -> None:
        self.document.faults.append(
            ContentFault(self.document.file, line, written_path(path), sentence)
        )
