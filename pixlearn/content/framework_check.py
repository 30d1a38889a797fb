"""Checks of the framework beyond its shape: ids, ladders, levels, prerequisites."""

from collections.abc import Iterator

from pixlearn.content.faults import Path
from pixlearn.content.framework import Framework
from pixlearn.content.reading import Document
from pixlearn.scenes.schema import near_miss


def check_framework(document: Document, framework: Framework) -> None:
    """Note every fault of a framework whose shape is right."""
    for path, sentence in (*_ladders(framework), *_prerequisites(framework)):
        document.fault(path, sentence)


def _ladders(framework: Framework) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    for d, domain in enumerate(framework.domains):
        yield from _id_fault(("domaines", d), domain.id, "", seen)
        for c, competence in enumerate(domain.competences):
            at: Path = ("domaines", d, "competences", c)
            yield from _id_fault(at, competence.id, f"{domain.id}.", seen)
            hardest = competence.skills[0].difficulty
            for s, skill in enumerate(competence.skills):
                path = (*at, "acquis", s)
                yield from _id_fault(path, skill.id, f"{competence.id}.", seen)
                if skill.level != skill.level_of_difficulty:
                    yield (
                        (*path, "niveau"),
                        f"avec b = {skill.difficulty:g}, le niveau est "
                        f"{skill.level_of_difficulty} ; trouvé : {skill.level}.",
                    )
                if skill.difficulty < hardest:
                    yield (
                        (*path, "b"),
                        "les acquis vont du plus facile au plus difficile : "
                        f"b est au moins {hardest:g} ici ; trouvé : {skill.difficulty:g}.",
                    )
                hardest = max(hardest, skill.difficulty)


def _id_fault(path: Path, found: str, start: str, seen: set[str]) -> Iterator[tuple[Path, str]]:
    if found in seen:
        yield (*path, "id"), f"l'id « {found} » est écrit deux fois."
    seen.add(found)
    if not found.startswith(start):
        yield (*path, "id"), f"cet id commence par « {start} » ; trouvé : « {found} »."


def _prerequisites(framework: Framework) -> Iterator[tuple[Path, str]]:
    needs = framework.prerequisites
    named: list[tuple[Path, str]] = [
        *((("prerequis", "tous", place), skill) for place, skill in enumerate(needs.all_items)),
        *(
            (("prerequis", "items_ecrits", place), skill)
            for place, skill in enumerate(needs.typed_items)
        ),
    ]
    for skill, before in needs.by_skill.items():
        named.append((("prerequis", "acquis", skill), skill))
        named += [(("prerequis", "acquis", skill, place), one) for place, one in enumerate(before)]
        if skill in before:
            yield ("prerequis", "acquis", skill), f"« {skill} » ne peut pas se demander lui-même."
    for path, skill in named:
        if skill not in framework:
            hint = near_miss(skill, (known.id for known in framework.skills))
            yield path, f"l'acquis « {skill} » n'est pas dans le référentiel.{hint}"
