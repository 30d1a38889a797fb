"""Is the bank complete? What a whole content has, beyond files without a fault."""

from collections import Counter
from collections.abc import Iterator

from pixlearn.activities import KINDS
from pixlearn.content.check import Content
from pixlearn.content.faults import ContentFault
from pixlearn.content.framework import Framework

DOMAINS, COMPETENCES, SKILLS = 5, 15, 58
SKILLS_BY_LEVEL = {1: 24, 2: 21, 3: 13}
"""Size of the framework (pedagogy A)."""

TRIED_KINDS = frozenset(
    {"trouver_a_l_ecran", "lire_et_decider", "remplir_formulaire", "envoyer_email"}
)
"""Kinds where something is done on a simulated screen, message, form or e-mail."""
FEWEST_TRIED = 24


def bank_faults(content: Content) -> Iterator[ContentFault]:
    """What lacks for the content to be published as a whole."""
    name = content.folder.name
    if content.framework is not None:
        for sentence in _framework_size(content.framework):
            yield ContentFault(f"{name}/framework.yaml", 0, "", sentence)
        yield from _skills_without_item(content, content.framework)
    asked = [item for item in content.items.values() if not item.retired]
    used = Counter(item.type for item in asked)
    for kind in KINDS:
        if not used[kind]:
            yield ContentFault(f"{name}/items", 0, "", f"aucune question de type « {kind} ».")
    tried = sum(used[kind] for kind in TRIED_KINDS)
    if tried < FEWEST_TRIED:
        yield ContentFault(
            f"{name}/items",
            0,
            "",
            f"{FEWEST_TRIED} questions au moins se font sur un écran, un message, un formulaire "
            f"ou un e-mail ; trouvé : {tried}.",
        )
    for kind, model in KINDS.items():
        if model.new_gesture and kind not in content.tries:
            yield ContentFault(
                f"{name}/diagnostics/essais.yaml", 0, "", f"il manque un essai de type « {kind} »."
            )


def _framework_size(framework: Framework) -> Iterator[str]:
    sizes = (
        ("domaines", DOMAINS, len(framework.domains)),
        ("compétences", COMPETENCES, len(framework.competences)),
        ("acquis", SKILLS, len(framework.skills)),
    )
    for what, expected, found in sizes:
        if found != expected:
            yield f"{expected} {what} attendus ; trouvé : {found}."
    levels = Counter(skill.level for skill in framework.skills)
    for level, expected in SKILLS_BY_LEVEL.items():
        if levels[level] != expected:
            yield f"{expected} acquis de niveau {level} attendus ; trouvé : {levels[level]}."


def _skills_without_item(content: Content, framework: Framework) -> Iterator[ContentFault]:
    served = {item.skill for item in content.items.values() if not item.retired}
    for skill in framework.skills:
        if skill.id not in served:
            yield ContentFault(
                f"{content.folder.name}/items", 0, "", f"aucune question pour « {skill.id} »."
            )
