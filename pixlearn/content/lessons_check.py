"""Reads lessons and the glossary, and notes what is wrong between them, scenes and skills."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pixlearn.activities import Item
from pixlearn.content.check import Content, check_references, check_skill, check_top, read_item
from pixlearn.content.course import too_few
from pixlearn.content.faults import ContentFault, Path
from pixlearn.content.lessons import (
    Lesson,
    LessonText,
    Teaching,
    Track,
    TrackText,
    TutorialStep,
    Word,
    named_step,
)
from pixlearn.content.reading import Document
from pixlearn.content.texts import TAUGHT, check_texts
from pixlearn.scenes.schema import near_miss

ITEMS = ("activite", "questions")
_PRESS = re.compile(r"(?i:\bappuyez\b)|\bPress\b")  # the order, not « to press »
_ORDER = re.compile(r"\b(appuyez|ouvrez|choisissez|press|open|choose)\b", re.IGNORECASE)


def read_teaching(content: Content) -> Teaching:
    """Every file of lessons/ and glossary/, as far as they could be read."""
    words: dict[str, Word] = {}
    for _, document in content.open_all("glossary"):
        read_words(document, words)
    tracks = {
        track.text.slug: track
        for stem, document in content.open_all("lessons")
        if (track := _read_track(content, document, stem, words)) is not None
    }
    return Teaching(tracks, words)


def teaching_faults(content: Content, teaching: Teaching) -> Iterator[ContentFault]:
    """What lacks for the tracks to be whole."""
    name = f"{content.folder.name}/lessons"
    if content.course is not None:
        sizes, tracks = content.course.sizes, teaching.tracks.values()
        counted = {"parcours": (sizes.tracks, len(tracks))}
        for track in tracks:
            counted[f"leçons de {track.id}"] = sizes.lessons_a_track, len(track.lessons)
        for sentence in too_few(counted):
            yield ContentFault(name, 0, "", sentence)
    taught = {skill for track in teaching.tracks.values() for skill in track.skills}
    for skill in content.framework.skills if content.framework else ():
        if skill.id not in taught:
            yield ContentFault(name, 0, "", f"aucune leçon pour « {skill.id} ».")
    shared = Counter(item.prompt for item in teaching.items.values() if item.id.startswith("q-"))
    for prompt, times in shared.items():
        if times > 1:
            yield ContentFault(name, 0, "", f"deux leçons posent la même question : « {prompt} ».")


def read_words(document: Document, words: dict[str, Word]) -> None:
    """The words that a file of the glossary explains."""
    check_top(document, "mots", tuple, "une liste (« - id: … »)")
    check_texts(document, TAUGHT)
    written = document.part("mots")
    for place in range(len(written) if isinstance(written, tuple) else 0):
        word = document.model(Word, ("mots", place))
        if word is None:
            continue
        if word.id in words:
            document.fault(("mots", place, "id"), f"le mot « {word.id} » est expliqué deux fois.")
        words.setdefault(word.id, word)


def _read_track(
    content: Content, document: Document, stem: str, words: Mapping[str, Word]
) -> Track | None:
    if not isinstance(document.data, Mapping):
        return None
    check_texts(document, TAUGHT)
    for key in document.data:
        if key not in {"parcours", "lecons"}:
            hint = near_miss(str(key), ("parcours", "lecons"))
            document.fault((str(key),), f"clé inconnue « {key} ».{hint}")
    text = document.model(TrackText, ("parcours",))
    if text is not None and stem != text.id.lower():
        document.fault(("parcours", "id"), f"ce fichier s'appelle « {text.id.lower()}.yaml ».")
    if text is not None and text.person.name not in text.situation:
        document.fault(
            ("parcours", "personne", "nom"), f"« situation » ne parle pas de {text.person.name}."
        )
    written = document.part("lecons")
    lessons = []
    for place in range(len(written) if isinstance(written, tuple) else 0):
        lesson = read_lesson(content, document, ("lecons", place), words)
        if lesson is not None:
            lessons.append(lesson)
            if text is not None and not lesson.id.startswith(f"{text.id}."):
                document.fault(("lecons", place, "id"), f"cet id commence par « {text.id}. ».")
    return Track(text, tuple(lessons)) if text is not None else None


def read_lesson(
    content: Content, document: Document, path: Path, words: Mapping[str, Word]
) -> Lesson | None:
    """The lesson written at a path, its faults noted."""
    text = document.model(LessonText, path, without=ITEMS)
    if text is None:
        return None
    for key in ("acquis", "prerequis"):
        for place, skill in enumerate(getattr(text, {"acquis": "skills"}.get(key, "needs"))):
            check_skill(content, document, (*path, key, place), skill)
    for place, word in enumerate(text.words):
        if word not in words:
            hint = near_miss(word, words)
            document.fault((*path, "mots", place), f"le mot « {word} » n'est pas expliqué.{hint}")
    _check_steps(content, document, path, text)
    activity = _read_done(content, document, (*path, "activite"), f"act-{text.id}", text)
    written = document.part(*path, "questions")
    count = len(written) if isinstance(written, tuple) else 0
    if not 1 <= count <= 3:
        document.fault((*path, "questions"), f"1 à 3 questions attendues ; trouvé : {count}.")
    checks = [
        _read_done(content, document, (*path, "questions", n), f"q-{text.id}-{n + 1}", text)
        for n in range(count)
    ]
    if activity is None or None in checks or not checks:
        return None
    return Lesson(text, activity, tuple(check for check in checks if check is not None))


def _check_steps(content: Content, document: Document, path: Path, text: LessonText) -> None:
    for place, step in enumerate(text.steps):
        at = (*path, "tutoriel", place)
        _check_press(document, at, step)
        if step.scene is None:
            if step.gesture is None:
                document.fault(at, "une étape montre une « scene » ou un « geste ».")
            continue
        if step.scene not in content.scene_names:
            hint = near_miss(step.scene, content.scene_names)
            document.fault((*at, "scene"), f"la scène « {step.scene} » n'existe pas.{hint}")
            continue
        scene = content.scenes.get(step.scene)
        zones = [zone.id for zone in scene.zones] if scene else []
        for zone in step.rings:
            if scene is not None and zone not in zones:
                key = "appuyer" if zone == step.pressed else "montrer"
                document.fault(
                    (*at, key),
                    f"« {zone} » n'est pas une zone de « {step.scene} ».{near_miss(zone, zones)}",
                )


def _check_press(document: Document, at: Path, step: TutorialStep) -> None:
    """« Appuyez » stands over something to press, and what is to be pressed is said."""
    if step.pressed is None:
        if _PRESS.search(step.text):
            document.fault(
                at,
                "« Appuyez » demande un bouton : ajoutez « appuyer: » et la zone, "
                "ou décrivez ce que l'on voit.",
            )
    elif step.scene is None:
        document.fault((*at, "appuyer"), "« appuyer » nomme une zone d'une « scene ».")
    elif not _ORDER.search(step.text):
        document.fault(
            (*at, "appuyer"),
            "dites-le dans « texte » : « Appuyez », « Ouvrez » ou « Choisissez ».",
        )


def _read_done(
    content: Content, document: Document, path: Path, expected_id: str, text: LessonText
) -> Item | None:
    if document.part(*path) is None:
        document.fault(path, "cette clé manque.")
        return None
    references_known = check_references(content, document, path)
    item = read_item(document, path)
    if item is None:
        return None
    if item.id != expected_id:
        document.fault((*path, "id"), f"cet id est « {expected_id} » ; trouvé : « {item.id} ».")
    if item.skill not in text.skills:
        skills = ", ".join(text.skills)
        document.fault((*path, "acquis"), f"un acquis de la leçon est attendu : {skills}.")
    if (named_step(item) or 0) not in range(1, len(text.steps) + 1):
        document.fault(
            (*path, "retours", "ne_sait_pas"),
            f"une étape de 1 à {len(text.steps)} est attendue : « Regardez l'étape 2. »",
        )
    if references_known and all(name in content.scenes for name in item.scene_refs):
        for trouble in item.troubles(content.scenes):
            document.fault((*path, *trouble.path), trouble.sentence)
    return item
