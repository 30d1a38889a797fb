"""How to answer each kind of question: rightly, wrongly, or as chance has it.

A `Move` is what a person does on one page: what they write or choose, and the button they press.
What is right comes from the catalogue, never from the page.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pixlearn.activities.choose_image import ChooseImage
from pixlearn.activities.choose_several import ChooseSeveral
from pixlearn.activities.fill_form import FillForm
from pixlearn.activities.find_on_screen import FindOnScreen
from pixlearn.activities.form_fields import BoxField, DateField, ListField
from pixlearn.activities.item import Item
from pixlearn.activities.put_in_order import PutInOrder
from pixlearn.activities.read_and_decide import ReadAndDecide
from pixlearn.activities.send_email import SendEmail
from pixlearn.activities.write_short import WriteShort
from pixlearn.content.current import catalogue
from pixlearn.scenes.rules import replay, shortest_way

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """What is written or chosen, and the name and value of the button pressed."""

    written: dict[str, str | list[str]] = field(default_factory=dict)
    button: tuple[str, str] = ("action", "valider")


Manner = Callable[[Item, Fields], Move]
"""From the item and what stands in its form now, to what the person does."""

DONT_KNOW = Move(button=("action", "ne_sait_pas"))
SKIP = Move(button=("action", "passer"))
TOGETHER = Move(button=("action", "ensemble"))


def dont_know(_item: Item, _fields: Fields) -> Move:
    """« Je ne sais pas », always."""
    return DONT_KNOW


def skip(_item: Item, _fields: Fields) -> Move:
    """« Passer cette question », always."""
    return SKIP


def together(_item: Item, _fields: Fields) -> Move:
    """« On a trouvé ensemble », always."""
    return TOGETHER


def right(item: Item, fields: Fields) -> Move:
    """What somebody does who knows."""
    match item:
        case ChooseImage() | ChooseSeveral():
            return Move({"choix": _places(item.choices, right=True)})
        case ReadAndDecide():
            choices = item.clue.choices if fields.get("decision") else item.choices
            return Move({"choix": _places(choices, right=True)})
        case WriteShort():
            return Move({"reponse": item.accepted[0]})
        case PutInOrder():
            order = str(fields["ordre"]).split(".")
            for place, line in enumerate(order):
                if line != str(place):
                    return Move(button=("monter", str(place)))
            return Move()
        case FindOnScreen():
            way = shortest_way(catalogue().scenes, item.start, item.goal) or ()
            done = [zone for zone in str(fields.get("chemin", "")).split(".") if zone]
            return Move(button=("zone", way[len(done)]))
        case FillForm():
            return Move(_filled(item))
        case SendEmail():
            return Move(_composed(item))
    raise AssertionError(f"no way to answer {item.type}")


def wrong(item: Item, fields: Fields) -> Move:
    """What somebody does who is mistaken."""
    match item:
        case ChooseImage() | ChooseSeveral():
            return Move({"choix": _places(item.choices, right=False)[: _how_many(item)]})
        case ReadAndDecide():
            choices = item.clue.choices if fields.get("decision") else item.choices
            return Move({"choix": _places(choices, right=False)[:1]})
        case WriteShort():
            return Move({"reponse": "xyzxyz"})
        case PutInOrder():
            return Move()
        case FindOnScreen():
            return Move(button=("zone", _astray(item, str(fields.get("chemin", "")))))
        case FillForm():
            return Move(_misfilled(item))
        case SendEmail():
            return Move({"a": "moi", "objet": "", "message": "xyz"})
    raise AssertionError(f"no way to answer {item.type}")


def by_chance(seed: int) -> Manner:
    """Right, wrong, « Je ne sais pas » or passed, as the dice fall."""
    dice = random.Random(seed)
    chosen: dict[str, Manner] = {}

    def answer(item: Item, fields: Fields) -> Move:
        if item.id not in chosen:
            chosen[item.id] = dice.choices((right, wrong, dont_know, skip), (4, 3, 2, 1))[0]
        return chosen[item.id](item, fields)

    return answer


def _how_many(item: ChooseImage | ChooseSeveral) -> int:
    return item.how_many if isinstance(item, ChooseSeveral) else 1


def _places(choices: Any, *, right: bool) -> list[str]:
    return [str(place) for place, choice in enumerate(choices) if choice.right is right]


def _astray(item: FindOnScreen, path: str) -> str:
    """A zone that does not reach the goal."""
    scenes = catalogue().scenes
    done = [zone for zone in path.split(".") if zone]
    here = replay(scenes, item.start, done, item.goal, 99).scene
    for zone in scenes[here].zones:
        if not replay(scenes, item.start, [*done, zone.id], item.goal, 99).reached:
            return zone.id
    raise AssertionError(f"{item.id}: every zone of {here} is right")


def _filled(item: FillForm) -> dict[str, str | list[str]]:
    written: dict[str, str | list[str]] = {}
    for each in item.fields:
        if isinstance(each, BoxField):
            written[each.id] = ["oui"] if each.right else []
        elif isinstance(each, DateField) and each.accepted:
            parts = each.accepted[0].split("/")
            for name, part in zip(("jour", "mois", "annee"), parts, strict=True):
                written[f"{each.id}-{name}"] = part
        elif each.solution():
            written[each.id] = each.solution()
    return written


def _misfilled(item: FillForm) -> dict[str, str | list[str]]:
    written: dict[str, str | list[str]] = {}
    for each in item.fields:
        if isinstance(each, BoxField):
            written[each.id] = [] if each.right else ["oui"]
        elif isinstance(each, DateField):
            for name in ("jour", "mois", "annee"):
                written[f"{each.id}-{name}"] = "99"
        elif isinstance(each, ListField):
            written[each.id] = next(word for word in each.choices if word != each.right)
        else:
            written[each.id] = "xyzxyz"
    return written


def _composed(item: SendEmail) -> dict[str, str | list[str]]:
    written: dict[str, str | list[str]] = {"objet": "Rendez-vous"}
    words = ["Bonjour"]
    for check in item.checks:
        if check.address:
            written["a"] = check.address
        if check.any_of:
            words.append(check.any_of[0])
        if check.attachment:
            written["piece"] = check.attachment
    written["message"] = ", ".join(words)
    return written
