"""Reads all content files and notes every fault, each file's own and those between files."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from pixlearn.activities import KINDS, Item
from pixlearn.content.course import FILE, Course
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.content.faults import ContentFault, Path
from pixlearn.content.framework import Framework
from pixlearn.content.framework_check import check_framework
from pixlearn.content.reading import Document, read_document
from pixlearn.content.texts import TAUGHT, TAUGHT_IN, check_texts
from pixlearn.scenes.schema import Scene, near_miss

TRIES = "diagnostics/essais.yaml"
_SCENE_FILE = re.compile(r"[a-z0-9_-]+")
_SCENE_NAME = re.compile(r"[a-z0-9_]+")


@dataclass(slots=True)
class Content:
    """What could be read, and the faults met; complete only when there are none."""

    folder: FilePath
    framework: Framework | None = None
    diagnostics: dict[str, Diagnostic] = field(default_factory=dict)
    course: Course | None = None
    scenes: dict[str, Scene] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    tries: dict[str, Item] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    scene_names: set[str] = field(default_factory=set)
    """Every scene written, even with faults, so that naming it is no second fault."""
    unread: set[str] = field(default_factory=set)
    """Files that could not be read: what they hold is not known to be missing."""
    id_places: dict[str, str] = field(default_factory=dict)

    @property
    def faults(self) -> list[ContentFault]:
        """All faults of the files, by file and line."""
        return sorted({fault for document in self.documents for fault in document.faults})

    def open(self, relative: str) -> Document:
        """Read one file of the folder."""
        name = f"{self.folder.name}/{relative}"
        document = read_document(self.folder / relative, name)
        self.documents.append(document)
        return document

    def open_all(self, under: str, but: str = "") -> Iterator[tuple[str, Document]]:
        """Read every YAML file of a sub-folder but one: its name without the ending, and the
        document."""
        for path in sorted((self.folder / under).glob("*.y*ml")):
            relative = f"{under}/{path.name}"
            if relative == but:
                continue
            document = self.open(relative)
            if document.data is None:
                self.unread.add(path.stem)
            if path.suffix != ".yaml":
                document.fault((), "le nom du fichier finit par « .yaml ».")
            yield path.stem, document


def read_content(root: FilePath, locale: str) -> Content:
    """Read and check everything under `root`/`locale`."""
    content = Content(root / locale)
    _read_course(content)
    _read_framework(content)
    _read_diagnostics(content)
    banks = [document for _, document in content.open_all("items")]
    tries = content.open(TRIES)
    read_scenes(content, _files_about_accounts(banks))
    for document in banks:
        _read_items(content, document, "items", content.items)
    _read_items(content, tries, "essais", content.tries)
    return content


def _read_course(content: Content) -> None:
    if (content.folder / FILE).exists():  # that it lacks is told with what lacks
        document = content.open(FILE)
        check_top(document, "cours", Mapping, "des clés (« id: … »)")
        content.course = document.model(Course, ("cours",))
        check_texts(document, TAUGHT)


def _read_framework(content: Content) -> None:
    document = content.open("framework.yaml")
    if document.data is None:
        return
    content.framework = document.model(Framework)
    check_texts(document, TAUGHT)
    if content.framework is not None:
        check_framework(document, content.framework)


def _read_diagnostics(content: Content) -> None:
    """Every file of the folder but the tries is a diagnostic; exactly one is the entry."""
    documents = {}
    for stem, document in content.open_all("diagnostics", but=TRIES):
        documents[stem] = document
        check_texts(document)
        diagnostic = document.model(Diagnostic)
        if diagnostic is None:
            continue
        for path, sentence in diagnostic.troubles(content.framework):
            document.fault(path, sentence)
        for other in content.diagnostics.values():
            _tell_apart(document, diagnostic, other)
        content.diagnostics.setdefault(diagnostic.id, diagnostic)
    if not documents:
        content.open("diagnostics/abc-diag.yaml")  # which says that it is missing
    entries = [one for one in content.diagnostics.values() if one.entry]
    if not entries and content.diagnostics and len(content.diagnostics) == len(documents):
        first = next(iter(documents.values()))
        first.fault((), "aucun diagnostic ne dit « entree: true » : par lequel commence-t-on ?")


def _tell_apart(document: Document, one: Diagnostic, other: Diagnostic) -> None:
    """Two diagnostics share neither id, address, nor being the entry; gestures of one id agree."""
    if one.id == other.id:
        document.fault(("id",), f"l'id « {one.id} » est déjà pris par un autre diagnostic.")
    if one.slug == other.slug:
        document.fault(("adresse",), f"« {one.slug} » est déjà l'adresse de « {other.id} ».")
    if one.entry and other.entry:
        document.fault(("entree",), f"« {other.id} » est déjà celui par lequel on commence.")
    known = {gesture.id: gesture for gesture in other.gestures}
    for place, gesture in enumerate(one.gestures):
        if known.get(gesture.id, gesture) != gesture:
            sentence = f"« {gesture.id} » est écrit autrement dans « {other.id} »."
            document.fault(("echauffement", "gestes", place, "id"), sentence)


def _files_about_accounts(banks: Collection[Document]) -> frozenset[str]:
    """The scene files that items about SEC.1 use: they may say what is taught there."""
    files = set()
    for document in banks:
        for place, item in _entries(document, "items"):
            if str(item.get("acquis")).startswith(TAUGHT_IN):
                files |= {
                    reference.split("/")[0]
                    for _, reference in _scene_references(document, ("items", place))
                }
    return frozenset(files)


def read_scenes(content: Content, about_accounts: Collection[str] = ()) -> None:
    """Every file of scenes/."""
    for stem, document in content.open_all("scenes"):
        check_top(document, "scenes", Mapping, "des clés (« nom: {…} »)")
        check_texts(document, TAUGHT if stem in about_accounts else ())
        if not _SCENE_FILE.fullmatch(stem):
            document.fault((), "le nom du fichier n'a ni majuscule, ni accent, ni espace.")
        written = document.part("scenes")
        if not isinstance(written, Mapping):
            continue
        for name in written:
            if not _SCENE_NAME.fullmatch(name):
                document.fault(
                    ("scenes", name),
                    "le nom d'une scène a des lettres minuscules sans accent, des chiffres, « _ ».",
                )
            content.scene_names.add(f"{stem}/{name}")
            scene = document.model(Scene, ("scenes", name))
            if scene is not None:
                content.scenes[f"{stem}/{name}"] = scene
            _check_ways(document, name, written)


def _check_ways(document: Document, name: str, written: Collection[str]) -> None:
    zones = document.part("scenes", name, "zones")
    for place in range(len(zones) if isinstance(zones, tuple) else 0):
        path = ("scenes", name, "zones", place, "vers")
        target = document.part(*path)
        if isinstance(target, str) and target not in written:
            document.fault(
                path,
                f"« {target} » n'est pas une scène de ce fichier.{near_miss(target, written)}",
            )


def _read_items(content: Content, document: Document, key: str, into: dict[str, Item]) -> None:
    if document.data is None:
        return
    check_top(document, key, tuple, "une liste (« - id: … »)")
    check_texts(document)
    for place, written in _entries(document, key):
        path: Path = (key, place)
        _check_id(content, document, (*path, "id"), key)
        if key == "items":
            _check_item_skill(content, document, path)
        elif "acquis" in written:
            document.fault((*path, "acquis"), "un essai ne prouve rien : enlevez « acquis ».")
        references_known = check_references(content, document, path)
        item = read_item(document, path)
        if item is None or not references_known:
            continue
        if all(reference in content.scenes for reference in item.scene_refs):
            for trouble in item.troubles(content.scenes):
                document.fault((*path, *trouble.path), trouble.sentence)
        into.setdefault(item.id if key == "items" else item.type, item)


def read_item(document: Document, path: Path) -> Item | None:
    """The item written at a path, its faults noted."""
    kind = document.part(*path, "type")
    if not isinstance(kind, str) or kind not in KINDS:
        hint = near_miss(kind, KINDS) if isinstance(kind, str) else ""
        document.fault(
            (*path, "type"),
            f"un de ces types est attendu : {', '.join(KINDS)}.{hint}",
        )
        return None
    return document.model(KINDS[kind], path)


def _check_id(content: Content, document: Document, path: Path, key: str) -> None:
    written = document.part(*path)
    if not isinstance(written, str):
        return
    place = f"{document.file}, ligne {document.line(path)}"
    before = content.id_places.setdefault(written, place)
    if before != place:
        document.fault(path, f"l'id « {written} » est déjà pris : {before}.")
    skill = document.part(*path[:-1], "acquis")
    if key == "essais":
        start = f"essai-{document.part(*path[:-1], 'type')}"
    elif content.framework is not None and skill in content.framework:
        start = f"it-{skill}-"
    else:
        return
    if not written.startswith(start):
        document.fault(path, f"cet id commence par « {start} » ; trouvé : « {written} ».")


def _check_item_skill(content: Content, document: Document, path: Path) -> None:
    skill = document.part(*path, "acquis")
    if skill is None:
        document.fault((*path, "acquis"), "cette clé manque.")
    else:
        check_skill(content, document, (*path, "acquis"), skill)


def check_skill(content: Content, document: Document, path: Path, skill: object) -> None:
    """Note a skill that the framework does not have."""
    if content.framework is None or not isinstance(skill, str) or skill in content.framework:
        return
    hint = near_miss(skill, (known.id for known in content.framework.skills))
    document.fault(path, f"l'acquis « {skill} » n'est pas dans le référentiel.{hint}")


def check_references(content: Content, document: Document, path: Path) -> bool:
    """Note scenes that do not exist; tells whether all of them do."""
    known = True
    for at, reference in _scene_references(document, path):
        if reference not in content.scene_names:
            known = False
            if reference.split("/")[0] in content.unread:
                continue
            hint = near_miss(reference, content.scene_names)
            document.fault(at, f"la scène « {reference} » n'existe pas.{hint}")
    return known


def _scene_references(document: Document, path: Path) -> Iterator[tuple[Path, str]]:
    for key in sorted({key for kind in KINDS.values() for key in kind.scene_keys}):
        reference = document.part(*path, *key)
        if isinstance(reference, str):
            yield (*path, *key), reference


def check_top(document: Document, key: str, kind: type, expected: str) -> None:
    """A file holds one key and what it announces."""
    if document.data is None:
        return
    if not isinstance(document.data, Mapping):
        document.fault((), f"la clé « {key} » est attendue au début du fichier.")
        return
    for other in document.data:
        if other != key:
            document.fault((other,), f"clé inconnue « {other} ».{near_miss(other, [key])}")
    if key not in document.data:
        document.fault((), f"la clé « {key} » manque.")
    elif not isinstance(document.data[key], kind):
        document.fault((key,), f"{expected} attendu.")


def _entries(document: Document, key: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    written = document.part(key)
    for place, entry in enumerate(written if isinstance(written, tuple) else ()):
        if isinstance(entry, Mapping):
            yield place, entry
        else:
            document.fault((key, place), "des clés (« id: … ») attendues.")
