"""Is the bank complete? What a whole content has, beyond files without a fault."""

from collections import Counter
from collections.abc import Iterator

from pixlearn.activities import KINDS
from pixlearn.content.check import TRIES, Content
from pixlearn.content.course import FILE, Sizes, too_few
from pixlearn.content.faults import ContentFault
from pixlearn.content.framework import Framework
from pixlearn.scenes.words import LANGUAGES


def bank_faults(content: Content) -> Iterator[ContentFault]:
    """What lacks for the content to be published as a whole."""
    name = content.folder.name
    sizes = content.course.sizes if content.course else None
    if not (content.folder / FILE).exists():
        sentence = "ce fichier manque : il dit combien le cours a d'acquis, de parcours, de leçons."
        yield ContentFault(f"{name}/{FILE}", 0, "", sentence)
    if content.framework is not None:
        for sentence in _framework_size(content.framework, sizes) if sizes else ():
            yield ContentFault(f"{name}/framework.yaml", 0, "", sentence)
        yield from _skills_without_item(content, content.framework)
    asked = [item for item in content.items.values() if not item.retired]
    used = Counter(item.type for item in asked)
    for kind in KINDS:
        if not used[kind]:
            yield ContentFault(f"{name}/items", 0, "", f"aucune question de type « {kind} ».")
    tried = sum(used[name] for name, kind in KINDS.items() if kind.tried)
    what = "questions sur un écran, un message, un formulaire ou un e-mail"
    for sentence in too_few({what: (sizes.items_done, tried)}) if sizes else ():
        yield ContentFault(f"{name}/items", 0, "", sentence)
    for kind, model in KINDS.items():
        if model.new_gesture and kind not in content.tries:
            yield ContentFault(f"{name}/{TRIES}", 0, "", f"il manque un essai de type « {kind} ».")


def _framework_size(framework: Framework, sizes: Sizes) -> Iterator[str]:
    levels = Counter(skill.level for skill in framework.skills)
    counted = {
        "domaines": (sizes.domains, len(framework.domains)),
        "compétences": (sizes.competences, len(framework.competences)),
        "acquis": (sizes.skills, len(framework.skills)),
    }
    for level, expected in enumerate(sizes.skills_by_level, start=1):
        counted[f"acquis de niveau {level}"] = expected, levels[level]
    for what, (expected, found) in counted.items():
        if found != expected:
            yield f"{expected} {what} attendus ; trouvé : {found}."


def _skills_without_item(content: Content, framework: Framework) -> Iterator[ContentFault]:
    served = {item.skill for item in content.items.values() if not item.retired}
    for skill in framework.skills:
        if skill.id not in served:
            yield ContentFault(
                f"{content.folder.name}/items", 0, "", f"aucune question pour « {skill.id} »."
            )


def unread_faults(content: Content) -> Iterator[ContentFault]:
    """Files that stand beside the others and that nothing reads: nobody would meet what they say.

    Once all readers have passed. Lists of places (.csv) are read by the demo and by tests.
    """
    read = {document.file for document in content.documents}
    for path in sorted(content.folder.rglob("*")):
        name = f"{content.folder.name}/{path.relative_to(content.folder).as_posix()}"
        known = name in read or path.suffix == ".csv" or path.name.startswith(".")
        if path.is_file() and not known:
            yield ContentFault(
                name, 0, "", "rien ne lit ce fichier : regardez son nom et son dossier."
            )
    for path in sorted(content.folder.parent.iterdir()):
        if path.is_dir() and path.name not in LANGUAGES and not path.name.startswith("."):
            languages = ", ".join(LANGUAGES)
            sentence = f"rien ne lit cette langue ; il y a : {languages}."
            yield ContentFault(path.name, 0, "", sentence)
