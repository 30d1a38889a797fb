"""The framework as written: domains, competences, skills, and what is needed before what."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from pixlearn.scenes.schema import Authored, Many, Text, refusal

SkillId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}\.\d\.\d$")]
CompetenceId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}\.\d$")]
DomainId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

EASY, MEDIUM = -1.4, 0.0
"""Highest b of level 1, of level 2."""


_AFTER_JE_SAIS = re.compile(r"(?!.*\bet\b)(me |m')?\w+(er|ir|re)( [^,:;.!?]+)?")


def _listed(words: str) -> str:
    if not _AFTER_JE_SAIS.fullmatch(words):
        raise refusal(
            "« court » se lit après « Je sais » : un verbe à l'infinitif, "
            "sans « et » ni virgule ni point. Exemple : « joindre un document »."
        )
    return words


ShortSkill = Annotated[Text, AfterValidator(_listed)]
"""A skill in a few words: an infinitive that fits in any list."""


class Skill(Authored):
    """The smallest thing one can do; `difficulty` is b, in logits."""

    id: SkillId
    text: Text = Field(alias="texte")
    short: ShortSkill = Field(alias="court")
    level: Annotated[int, Field(ge=1, le=3)] = Field(alias="niveau")
    difficulty: Annotated[float, Field(ge=-6, le=6)] = Field(alias="b")

    @property
    def level_of_difficulty(self) -> int:
        """The level that b gives."""
        if self.difficulty <= EASY:
            return 1
        return 2 if self.difficulty <= MEDIUM else 3


class Competence(Authored):
    """A ladder of skills, the easiest first."""

    id: CompetenceId
    title: Text = Field(alias="titre")
    crcn: Many[Text]
    digcomp: Many[Text]
    skills: Many[Skill] = Field(alias="acquis", min_length=1)


class Domain(Authored):
    """A family of competences."""

    id: DomainId
    title: Text = Field(alias="titre")
    competences: Many[Competence] = Field(min_length=1)

    @property
    def skills(self) -> tuple[Skill, ...]:
        """All skills of the domain, in order."""
        return tuple(skill for competence in self.competences for skill in competence.skills)


class Prerequisites(Authored):
    """Skills needed before others; orders lessons and hides items, never scores."""

    all_items: Many[SkillId] = Field(alias="tous")
    typed_items: Many[SkillId] = Field(alias="items_ecrits")
    by_skill: Mapping[SkillId, Many[SkillId]] = Field(alias="acquis")

    @cached_property
    def all_skills(self) -> frozenset[str]:
        """Every skill that something needs."""
        return frozenset({*self.all_items, *self.typed_items}.union(*self.by_skill.values()))

    def of(self, skill: str, *, typed: bool) -> frozenset[str]:
        """What an item on this skill needs, other than the skill itself; `typed`: one writes."""
        needs = {*self.all_items, *self.by_skill.get(skill, ())}
        if typed:
            needs.update(self.typed_items)
        return frozenset(needs - {skill})


class Framework(Authored):
    """Everything that can be learned here."""

    domains: Many[Domain] = Field(alias="domaines", min_length=1)
    prerequisites: Prerequisites = Field(alias="prerequis")

    @cached_property
    def skills(self) -> tuple[Skill, ...]:
        """All skills, in the order of the framework."""
        return tuple(skill for domain in self.domains for skill in domain.skills)

    @property
    def competences(self) -> tuple[Competence, ...]:
        """All competences, in the order of the framework."""
        return tuple(competence for domain in self.domains for competence in domain.competences)

    @cached_property
    def _by_id(self) -> Mapping[str, Skill]:
        return {skill.id: skill for skill in self.skills}

    def __contains__(self, skill_id: object) -> bool:
        return isinstance(skill_id, str) and skill_id in self._by_id

    def skill(self, skill_id: str) -> Skill:
        """The skill of that id; KeyError when there is none."""
        return self._by_id[skill_id]
