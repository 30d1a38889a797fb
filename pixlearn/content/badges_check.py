"""Reads the badges, and notes what is wrong between them, the framework and the lessons."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from pixlearn.content.badges import (
    Badge,
    CameBack,
    CompetenceHeld,
    Criterion,
    DoneForReal,
    Family,
    FoundAfterTries,
    LessonsFinished,
    OnOnesOwn,
    SkillsHeld,
    TrackDone,
    WarmUp,
)
from pixlearn.content.check import Content, check_skill, check_top
from pixlearn.content.course import too_few
from pixlearn.content.faults import ContentFault, Path
from pixlearn.content.framework import Competence, Framework
from pixlearn.content.lessons import Teaching, Track
from pixlearn.content.reading import Document
from pixlearn.content.texts import TAUGHT, check_texts
from pixlearn.scenes.schema import near_miss

DIGCOMP = "DigComp 2.2"
FAMILIES: tuple[str, ...] = get_args(Family)
"""In the order in which badges are shown."""
_FITTING: Mapping[str, tuple[type[object], ...]] = {
    "premier_pas": (WarmUp,),
    "effort": (CameBack, FoundAfterTries, DoneForReal, LessonsFinished),
    "savoir_faire": (CompetenceHeld,),
    "parcours": (TrackDone,),
    "autonomie": (SkillsHeld, OnOnesOwn),
}
"""Family → its criteria; so an effort badge can never depend on a score."""


def read_badges(content: Content, teaching: Teaching) -> dict[str, Badge]:
    """Every badge of badges/ by its id, as far as they could be read, in the order of display."""
    found: dict[str, Badge] = {}
    whole = None if _faulty(content, "lessons") else teaching  # told where it is, not here too
    for stem, document in content.open_all("badges"):
        check_top(document, "badges", tuple, "une liste (« - id: … »)")
        check_texts(document, TAUGHT)
        written = document.part("badges")
        for place in range(len(written) if isinstance(written, tuple) else 0):
            path: Path = ("badges", place)
            badge = document.model(Badge, path)
            if badge is None:
                continue
            if badge.family != stem:
                sentence = f"le fichier des badges « {badge.family} » est « {badge.family}.yaml »."
                document.fault((*path, "famille"), sentence)
            if badge.id in found:
                document.fault((*path, "id"), f"l'id « {badge.id} » est écrit deux fois.")
            found.setdefault(badge.id, badge)
            _check_badge(content, whole, document, path, badge)
    return dict(sorted(found.items(), key=lambda one: FAMILIES.index(one[1].family)))


def badge_faults(
    content: Content, teaching: Teaching, badges: Mapping[str, Badge]
) -> Iterator[ContentFault]:
    """What lacks for the badges to be whole."""
    name = f"{content.folder.name}/badges"
    if _faulty(content, "badges"):
        return
    least = content.course.sizes.badges if content.course else 0
    for sentence in too_few({"badges": (least, len(badges))}):
        yield ContentFault(name, 0, "", sentence)
    criteria = [badge.criterion for badge in badges.values()]
    held = {one.competence for one in criteria if isinstance(one, CompetenceHeld)}
    for competence in content.framework.competences if content.framework else ():
        if competence.id not in held:
            yield ContentFault(
                name, 0, "", f"aucun badge pour le savoir-faire « {competence.id} »."
            )
    done = {one.track for one in criteria if isinstance(one, TrackDone)}
    for track in teaching.tracks.values():
        if track.id not in done:
            yield ContentFault(name, 0, "", f"aucun badge pour le parcours « {track.id} ».")


def _faulty(content: Content, folder: str) -> bool:
    """Whether a file of this folder has faults: what it holds is then not known to be missing."""
    return any(one.faults for one in content.documents if f"/{folder}/" in one.file)


def _check_badge(
    content: Content, teaching: Teaching | None, document: Document, path: Path, badge: Badge
) -> None:
    at = (*path, "critere")
    criterion = badge.criterion
    if not isinstance(criterion, _FITTING[badge.family]):
        document.fault(at, f"ce critère ne va pas avec la famille « {badge.family} ».")
    match criterion:
        case CompetenceHeld() if content.framework:
            _check_competence(content.framework, document, at, criterion)
        case TrackDone() if teaching:
            _check_track(teaching, document, at, criterion)
        case SkillsHeld():
            for key, named in (("acquis", criterion.skills), ("preuve_directe", criterion.direct)):
                for place, skill in enumerate(named):
                    check_skill(content, document, (*at, key, place), skill)
            for place, skill in enumerate(criterion.direct):
                if skill not in criterion.skills:
                    sentence = f"« {skill} » n'est pas dans « acquis » de ce critère."
                    document.fault((*at, "preuve_directe", place), sentence)
        case _:
            pass
    if content.framework:
        _check_dots(content.framework, teaching, document, path, badge)
        _check_alignment(content.framework, document, path, badge)


def _check_competence(
    framework: Framework, document: Document, at: Path, criterion: CompetenceHeld
) -> None:
    competence = _competence(framework, criterion.competence)
    if competence is None:
        hint = near_miss(criterion.competence, (known.id for known in framework.competences))
        sentence = f"« {criterion.competence} » n'est pas dans le référentiel.{hint}"
        document.fault((*at, "competence"), sentence)
    elif criterion.direct > len(competence.skills):
        sentence = (
            f"{competence.id} a {len(competence.skills)} acquis ; trouvé : {criterion.direct}."
        )
        document.fault((*at, "preuve_directe"), sentence)


def _check_track(teaching: Teaching, document: Document, at: Path, criterion: TrackDone) -> None:
    track = _track(teaching, criterion.track)
    if track is None:
        hint = near_miss(criterion.track, (known.id for known in teaching.tracks.values()))
        sentence = f"le parcours « {criterion.track} » n'existe pas.{hint}"
        document.fault((*at, "parcours"), sentence)
    elif criterion.lessons > len(track.lessons):
        sentence = f"{track.id} a {len(track.lessons)} leçons ; trouvé : {criterion.lessons}."
        document.fault((*at, "lecons"), sentence)


def _check_dots(
    framework: Framework, teaching: Teaching | None, document: Document, path: Path, badge: Badge
) -> None:
    """Dots are the highest level of the skills that a badge is about."""
    known = [skill for skill in _skills(framework, teaching, badge.criterion) if skill in framework]
    highest = max((framework.skill(skill).level for skill in known), default=badge.dots)
    if badge.dots != highest:
        sentence = f"le plus haut niveau de ses acquis est {highest} ; trouvé : {badge.dots}."
        document.fault((*path, "points"), sentence)


def _check_alignment(framework: Framework, document: Document, path: Path, badge: Badge) -> None:
    """A code of DigComp is one of those that the framework gives."""
    known = {code for competence in framework.competences for code in competence.digcomp}
    if isinstance(badge.criterion, CompetenceHeld):
        competence = _competence(framework, badge.criterion.competence)
        known = set(competence.digcomp) if competence else known
    for place, alignment in enumerate(badge.alignment):
        if alignment.framework == DIGCOMP and alignment.code not in known:
            sentence = f"code de {DIGCOMP} attendu ici : {', '.join(sorted(known))}."
            document.fault((*path, "alignement", place, "code"), sentence)


def _skills(framework: Framework, teaching: Teaching | None, criterion: Criterion) -> Sequence[str]:
    match criterion:
        case CompetenceHeld():
            competence = _competence(framework, criterion.competence)
            return [skill.id for skill in competence.skills] if competence else ()
        case TrackDone() if teaching:
            track = _track(teaching, criterion.track)
            return sorted(track.skills) if track else ()
        case SkillsHeld():
            return criterion.skills
        case _:
            return ()


def _competence(framework: Framework, competence_id: str) -> Competence | None:
    return next((one for one in framework.competences if one.id == competence_id), None)


def _track(teaching: Teaching, track_id: str) -> Track | None:
    return next((one for one in teaching.tracks.values() if one.id == track_id), None)
