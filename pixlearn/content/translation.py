"""Another language, laid over the French course: what is there is told in it, the rest in French.

A folder `content/en/` holds lessons, words and the scenes that they show, each under the id that it
has in French; nothing has to be whole. A lesson keeps its address, so that whoever changes the
language stays where they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from pixlearn.content.catalogue import Catalogue, check_content, load_catalogue
from pixlearn.content.check import Content, check_top, read_scenes
from pixlearn.content.faults import ContentError, ContentFault, Path
from pixlearn.content.lessons import Lesson, Teaching, Track, Word
from pixlearn.content.lessons_check import read_lesson, read_words
from pixlearn.content.reading import Document
from pixlearn.scenes.schema import near_miss
from pixlearn.scenes.words import FRENCH, LANGUAGES

FOLDERS = ("glossary", "lessons", "scenes")


@dataclass(frozen=True, slots=True)
class Translation:
    """What a language has: its lessons and words by id, and the faults of its files."""

    content: Content
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)


def read_translation(root: FilePath, locale: str, french: Catalogue) -> Translation:
    """Read `root`/`locale` beside the French course, each fault noted."""
    content = Content(root / locale, framework=french.framework)
    content.scenes.update(french.scenes)
    content.scene_names.update(french.scenes)
    read_scenes(content)
    words: dict[str, Word] = {}
    for _, document in content.open_all("glossary"):
        read_words(document, words)
        for place, written in enumerate(_listed(document.part("mots"))):
            _check_id(document, ("mots", place), written, french.teaching.words)
    known = {**french.teaching.words, **words}
    lessons: dict[str, Lesson] = {}
    for _, document in content.open_all("lessons"):
        check_top(document, "lecons", tuple, "une liste (« - id: … »)")
        for place, written in enumerate(_listed(document.part("lecons"))):
            path = ("lecons", place)
            lesson = read_lesson(content, document, path, known)
            own = _check_id(document, path, written, french.teaching.lessons)
            if lesson is None or not own:
                continue
            original = french.teaching.lessons[lesson.id]
            if lesson.text.slug != original.text.slug:
                sentence = f"l'adresse est la même qu'en français : « {original.text.slug} »."
                document.fault((*path, "adresse"), sentence)
            if lesson.text.skills != original.text.skills:
                document.fault((*path, "acquis"), "les acquis sont les mêmes qu'en français.")
            lessons[lesson.id] = lesson
    return Translation(content, lessons, words)


def translated(french: Catalogue, found: Translation) -> Catalogue:
    """The course in this language, where it has it.

    Raises:
        ContentError: with every fault of its files.
    """
    if found.content.faults:
        raise ContentError(found.content.faults)
    tracks = {
        slug: Track(
            track.text, tuple(found.lessons.get(lesson.id, lesson) for lesson in track.lessons)
        )
        for slug, track in french.teaching.tracks.items()
    }
    words = {**french.teaching.words, **found.words}
    return french.with_other(
        scenes=found.content.scenes, teaching=Teaching(tracks, words), language=_language(found)
    )


def load_languages(root: FilePath) -> tuple[Catalogue, ...]:
    """The course in French, then in each other language that has a folder under `root`.

    Raises:
        ContentError: with every fault of the first language that has any.
    """
    french = load_catalogue(root)
    return (french, *(translated(french, one) for one in _translations(root, french)))


def check_languages(root: FilePath) -> list[ContentFault]:
    """Every fault of every file, the French ones first; other languages once French is good."""
    faults = check_content(root)
    if faults:
        return faults
    found = _translations(root, load_catalogue(root))
    return sorted({fault for one in found for fault in translation_faults(root, one)})


def told_of_languages(root: FilePath) -> tuple[str, ...]:
    """How much of the course each other language has, for who writes."""
    french = load_catalogue(root)
    return tuple(_how_much(french, one) for one in _translations(root, french))


def _translations(root: FilePath, french: Catalogue) -> list[Translation]:
    return [
        read_translation(root, locale, french)
        for locale in LANGUAGES
        if locale != FRENCH and (root / locale).is_dir()
    ]


def translation_faults(root: FilePath, found: Translation) -> Iterator[ContentFault]:
    """The faults of its files, and the files that nothing reads."""
    yield from found.content.faults
    read = {document.file for document in found.content.documents}
    for path in sorted(found.content.folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in read and not path.name.startswith("."):
            sentence = f"rien ne lit ce fichier : une langue a {', '.join(FOLDERS)}."
            yield ContentFault(name, 0, "", sentence)


def _how_much(french: Catalogue, found: Translation) -> str:
    """What is told in this language, for who writes: « en : 1 leçon sur 42, 1 mot sur 90. »"""
    teaching = french.teaching
    lessons, words = len(found.lessons), len(found.words)
    return (
        f"{_language(found)} : {lessons} leçon{'s' * (lessons > 1)} sur {len(teaching.lessons)}, "
        f"{words} mot{'s' * (words > 1)} sur {len(teaching.words)} ; le reste se lit en français."
    )


def _language(found: Translation) -> str:
    return found.content.folder.name


def _listed(written: object) -> tuple[object, ...]:
    return written if isinstance(written, tuple) else ()


def _check_id(document: Document, path: Path, written: object, known: Mapping[str, object]) -> bool:
    name = written.get("id") if isinstance(written, Mapping) else None
    if not isinstance(name, str) or name in known:
        return isinstance(name, str)
    document.fault((*path, "id"), f"« {name} » n'est pas en français.{near_miss(name, known)}")
    return False
