"""Answers each kind of item as somebody who knows, with what the page shows and nothing else."""

from __future__ import annotations

from functools import cache
from typing import assert_never, cast

from pixlearn.activities import Item
from pixlearn.activities.choose_image import ChooseImage
from pixlearn.activities.choose_several import ChooseSeveral
from pixlearn.activities.fill_form import FillForm
from pixlearn.activities.find_on_screen import FindOnScreen
from pixlearn.activities.form_fields import BoxField, DateField, ListField, TextField
from pixlearn.activities.put_in_order import PutInOrder
from pixlearn.activities.read_and_decide import ReadAndDecide
from pixlearn.activities.send_email import SendEmail
from pixlearn.activities.write_short import WriteShort
from pixlearn.content import Catalogue
from pixlearn.scenes.rules import shortest_way
from tests.browser.visitor import Visitor, plain
from tests.real_content import real_catalogue

Prepared = (
    ChooseImage | ChooseSeveral | PutInOrder | WriteShort | ReadAndDecide | FillForm | SendEmail
)
OneItem = Prepared | FindOnScreen


@cache
def catalogue() -> Catalogue:
    """The questions, with their answers."""
    return real_catalogue()


def one_of(kind: str) -> Item:
    """A question of this kind."""
    return next(i for i in catalogue().items.values() if i.type == kind and not i.retired)


def one_walk() -> FindOnScreen:
    """A question on screens that asks for several presses."""
    walks = (i for i in catalogue().items.values() if isinstance(i, FindOnScreen) and i.taps > 1)
    return next(i for i in walks if not i.retired)


def way_of(item: FindOnScreen) -> tuple[str, ...]:
    """What to press, one screen after the other."""
    return shortest_way(catalogue().scenes, item.start, item.goal) or ()


def question(visitor: Visitor) -> Item:
    """The item that the visitor reads."""
    asked = plain(visitor.heading)
    items = [*catalogue().items.values(), *catalogue().tries.values()]
    return next(item for item in items if plain(item.prompt) == asked)


def answer(visitor: Visitor, asked: Item) -> None:
    """Give the right answer and send it."""
    item = cast(OneItem, asked)
    if isinstance(item, FindOnScreen):
        for zone in way_of(item):
            visitor.send(f'main .device button[value="{zone}"]')
    else:
        _prepare(visitor, item)
        visitor.press_way_on()


def _prepare(visitor: Visitor, item: Prepared) -> None:
    """Choose or write the right answer; the way on is still to be pressed."""
    match item:
        case ChooseImage() | ChooseSeveral():
            for place, choice in enumerate(item.choices):
                if choice.right:
                    visitor.choose(f'main [name=choix][value="{place}"]')
        case ReadAndDecide():
            _choose_right(visitor, [choice.right for choice in item.choices])
            visitor.press_way_on()
            _choose_right(visitor, [choice.right for choice in item.clue.choices])
        case PutInOrder():
            _put_in_order(visitor, item)
        case WriteShort():
            visitor.fill(visitor.find("main [name=reponse]"), item.accepted[0])
        case FillForm():
            _fill(visitor, item)
        case SendEmail():
            _write_email(visitor, item)
        case never:
            assert_never(never)


def _choose_right(visitor: Visitor, right: list[bool]) -> None:
    visitor.choose(f'main [name=choix][value="{right.index(True)}"]')


def _put_in_order(visitor: Visitor, item: PutInOrder) -> None:
    """Bring each line up to its place, from the first on: lines are named by their right place."""
    for place in range(len(item.steps)):
        while f"{place}" != _order(visitor)[place]:
            visitor.send(f'main [name=monter][value="{place}"]')


def _order(visitor: Visitor) -> list[str]:
    return (visitor.find("main [name=ordre]").get_attribute("value") or "").split(".")


def _fill(visitor: Visitor, item: FillForm) -> None:
    for field in item.fields:
        match field:
            case TextField() if field.accepted:
                visitor.fill(visitor.find(f"main [name={field.id}]"), field.accepted[0])
            case DateField() if field.accepted:
                parts = field.accepted[0].split("/")
                for part, words in zip(("jour", "mois", "annee"), parts, strict=True):
                    visitor.fill(visitor.find(f"main [name={field.id}-{part}]"), words)
            case ListField() if field.right:
                visitor.choose(f'main [name={field.id}][value="{field.right}"]')
            case BoxField() if field.right:
                visitor.choose(f"main [name={field.id}]")


def _write_email(visitor: Visitor, item: SendEmail) -> None:
    to, subject, words, attached = "", "Une question", ["Je vous écris."], ""
    for check in item.checks:
        to = check.address or to
        words += check.any_of[:1]
        attached = check.attachment or attached
    visitor.fill(visitor.find("main [name=a]"), to)
    visitor.fill(visitor.find("main [name=objet]"), subject)
    visitor.fill(visitor.find("main [name=message]"), " ".join(words))
    if attached:
        visitor.choose(f'main [name=piece][value="{attached}"]')
