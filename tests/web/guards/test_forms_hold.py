"""Each form of each page, each field of it missing, absurd, twice, too long, with a NUL.

The map of addresses leads to the forms. None breaks; the answer says something; and what was typed
in a form of the layer (pixlearn/web/forms) stands in the page that comes back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from unittest.mock import patch
from xml.etree.ElementTree import Element

import pytest
from flask import request
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from pixlearn.web.forms import Form
from tests.web.browsing import filled_fields, page_of
from tests.web.guards.asking import address_of, is_post, routes
from tests.web.guards.test_kept_forms import write_in
from tests.web.guards.world import World

# Who sends the forms of an audience, and how many of its views have a form of the layer at least.
# Not those of « account »: the people of this world have no password that could be compared.
AUDIENCES = {
    "counsellor": ("counsellor", 5),
    "referent": ("referent", 3),
    "learner": ("learner", 0),
    "public": ("anonymous", 0),
}
LONG = "mot trop long " * 700
SPOILT = {
    "missing": (),
    "absurd": ("<b>☃ & « 7e9 »",),
    "twice": ("un premier", "un autre"),
    "long": (LONG,),
    "nul": ("un\x00deux",),
}
Fields = MultiDict[str, str]


def pages(world: World, audience: str) -> Iterator[str]:
    """The addresses of an audience that somebody can open."""
    for endpoint, rule in sorted(routes(world.app).items()):
        if endpoint.partition(".")[0] == audience and not is_post(rule):
            yield address_of(world, rule)


def posted_forms(browser: FlaskClient, address: str) -> list[Element]:
    """The forms of a page in which somebody writes or chooses."""
    answer = browser.get(address)
    if b'method="post"' not in answer.data:
        return []
    forms = page_of(answer).one("main").iter("form")
    return [one for one in forms if one.get("method") == "post" and seen_fields(one)]


def spoilt(form: Element, names: Collection[str]) -> Iterator[tuple[str, Fields]]:
    """The form with these fields spoilt, in each way, and its first button pressed."""
    good = filled_fields(form)
    button = next((one for one in form.iter("button") if one.get("name")), None)
    if button is not None:
        good[button.get("name", "")] = button.get("value", "")
    for way, values in SPOILT.items():
        fields = good.copy()
        for name in names:
            fields.setlist(name, list(values))
        yield f"{', '.join(names)} {way}", fields


def seen_fields(form: Element) -> list[str]:
    """The names of the fields that somebody fills, secrets among them."""
    hidden = {one.get("name") for one in form.iter("input") if one.get("type") == "hidden"}
    return [name for name in dict.fromkeys(write_in(form)) if name not in hidden]


def texts_in(form: Element) -> set[str]:
    """The names of the fields in which one writes."""
    return {
        one.get("name", "")
        for one in form.iter()
        if one.tag == "textarea" or (one.tag == "input" and one.get("type") in {"text", "email"})
    }


def kept_in(page: Element, fields: Fields, names: set[str]) -> list[str]:
    """The texts that were sent and no longer stand in the page."""
    stands = [
        " ".join((one.get("value") or "".join(one.itertext())).split())
        for one in page.iter()
        if one.tag in {"input", "textarea"}
    ]
    sent = [(name, " ".join(text.replace("\x00", "").split())) for name, text in all_of(fields)]
    return [name for name, text in sent if name in names and not any(text in one for one in stands)]


def all_of(fields: Fields) -> list[tuple[str, str]]:
    """Every value with its name."""
    return list(fields.items(multi=True))


def faults_of(
    browser: FlaskClient, action: str, form: Element, names: Collection[str], reached: list[str]
) -> Iterator[str]:
    """What goes wrong when these fields are spoilt together.

    ``reached``: the addresses that read a form of the layer, one for each time.
    """
    for how, fields in spoilt(form, names):
        of_layer = len(reached)
        answer = browser.post(action, data=fields)
        if answer.status_code >= 500:
            yield f"{action} {how}: {answer.status_code}"
        elif answer.status_code >= 400:
            page = page_of(answer)
            if not page.main_text.strip():
                yield f"{action} {how}: nothing is said"
            if len(reached) > of_layer and answer.status_code == 422:
                lost = kept_in(page.one("main"), fields, texts_in(form))
                yield from (f"{action} {how}: {one} is lost" for one in lost)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_form_breaks_and_none_of_the_layer_loses_what_was_typed(
    world: World, audience: str
) -> None:
    person, least = AUDIENCES[audience]
    faults: list[str] = []
    done: set[tuple[str, ...]] = set()
    reached: list[str] = []
    sent = Form.sent.__func__  # type: ignore[attr-defined]

    def noted(form: type[Form]) -> Any:
        reached.append(request.path)
        return sent(form)

    with patch.object(Form, "sent", classmethod(noted)):
        for address in pages(world, audience):
            world.restore()
            browser = world.browser(person)
            for form in posted_forms(browser, address):
                action, names = form.get("action") or address, seen_fields(form)
                if (action, *names) in done:
                    continue
                done.add((action, *names))
                world.restore()
                faults += faults_of(browser, action, form, names, reached)
                for name in names if action in reached else ():
                    world.restore()
                    faults += faults_of(browser, action, form, [name], reached)
    assert not faults, "\n".join(faults)
    assert done
    assert len(set(reached)) >= least, reached
