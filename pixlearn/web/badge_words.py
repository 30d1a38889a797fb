"""What a badge shows and what it still needs, in words for the person."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from pixlearn.badges.rules import Facts, Missing, What, missing
from pixlearn.content.badges import Badge, CompetenceHeld, SkillsHeld, TrackDone
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.lessons import Track


def skills_shown(badge: Badge, content: Catalogue) -> list[str]:
    """The « Je sais … » that a badge stands for; none for one that says something else."""
    match badge.criterion:
        case CompetenceHeld(competence=wanted):
            found = (one for one in content.framework.competences if one.id == wanted)
            return [skill.text for competence in found for skill in competence.skills]
        case SkillsHeld(skills=skills):
            return [content.framework.skill(skill).text for skill in skills]
        case _:
            return []


def track_of(badge: Badge, content: Catalogue) -> Track | None:
    """The track that a badge ends, if it is about one."""
    tracks = {track.id: track for track in content.teaching.tracks.values()}
    return tracks[badge.criterion.track] if isinstance(badge.criterion, TrackDone) else None


def missing_skills(badge: Badge, facts: Facts, content: Catalogue) -> list[str]:
    """The ids of the skills that a badge still needs, acquired or shown, the easiest first."""
    named = {
        name
        for need in missing(badge, facts)
        if need.what in {What.ACQUIRED, What.SHOWN}
        for name in need.names
    }
    return [skill.id for skill in content.framework.skills if skill.id in named]


def missing_in_words(badge: Badge, facts: Facts, content: Catalogue) -> list[str]:
    """One sentence for each thing that the badge still needs, the main one first."""
    words = [_in_words(need, badge, facts, content) for need in missing(badge, facts)]
    return list(dict.fromkeys(words))  # two needs may come to the same sentence


def next_in_words(badge: Badge, facts: Facts, content: Catalogue) -> str:
    """The first thing that the badge still needs, in one sentence that stands alone."""
    need = missing(badge, facts)[0]
    if need.what is What.SHOWN or (need.what is What.ACQUIRED and need.count == 1):
        named = (skill.text for skill in content.framework.skills if skill.id in need.names)
        return str(gettext("Still to be shown: “%(skill)s”", skill=next(named).rstrip(".")))
    return _in_words(need, badge, facts, content)


def _in_words(need: Missing, badge: Badge, facts: Facts, content: Catalogue) -> str:
    track = track_of(badge, content)
    words: str = _counted(need.what, need.count)
    match need.what:
        case What.LESSONS if track is not None:
            words = ngettext(
                "%(num)s lesson of the track “%(track)s” is missing.",
                "%(num)s lessons of the track “%(track)s” are missing.",
                need.count,
                track=track.text.title,
            )
        case What.OVERALL | What.DOMAINS if facts.percent is None:
            words = gettext("Your starting point must be finished, with enough answers.")
        case What.DOMAINS:
            titles = [one.title for one in content.framework.domains if one.id in need.names]
            words = gettext("Skills are missing in: %(domains)s.", domains=", ".join(titles))
    return words


def _counted(what: What, count: int) -> str:
    words: dict[What, str] = {
        What.WARM_UP: gettext("The 3 gestures of the beginning are missing."),
        What.DAYS: ngettext(
            "Come back to learn on %(num)s other day.",
            "Come back to learn on %(num)s other days.",
            count,
        ),
        What.FOUND_AFTER_TRIES: ngettext(
            "Try again, and find, %(num)s more time.",
            "Try again, and find, %(num)s more times.",
            count,
        ),
        What.FOR_REAL: ngettext(
            "Do it “For real” in %(num)s more lesson.",
            "Do it “For real” in %(num)s more lessons.",
            count,
        ),
        What.LESSONS: ngettext(
            "Finish %(num)s more lesson.", "Finish %(num)s more lessons.", count
        ),
        What.FOUND: ngettext(
            "Find %(num)s more answer in this track.",
            "Find %(num)s more answers in this track.",
            count,
        ),
        What.ACQUIRED: ngettext("%(num)s skill is missing.", "%(num)s skills are missing.", count),
        What.SHOWN: ngettext(
            "Show %(num)s more of these skills.", "Show %(num)s more of these skills.", count
        ),
        What.ALONE: gettext("This badge asks to find all the answers yourself."),
    }
    return words.get(what, str(gettext("Skills are still missing.")))
