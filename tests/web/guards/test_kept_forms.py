"""A form of a professional that comes too late is kept, whatever the form: the map of addresses."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlsplit
from uuid import UUID
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.datastructures import MultiDict

from pixlearn.accounts import sessions
from pixlearn.db import now, transaction
from pixlearn.web.kept import NEVER_KEPT
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.guards.asking import address_of, is_post, routes, token_of
from tests.web.guards.world import World
from tests.web.parsed_page import ParsedPage

AUDIENCES = {"counsellor": "counsellor", "referent": "referent", "account": "counsellor"}
FIRST_LINE = "Une note de quarante lignes, « longue » & précieuse."
WORDS = f"{FIRST_LINE}\nElle continue ici."
SECRETS = {"password": "trois chevaux", "step_code": "123456", "digits": "4321", "code": "K7QP"}


def come_back(world: World, browser: Browser, person: str) -> None:
    """The same person signs in again in this browser, by whatever way."""
    with world.app.app_context(), transaction():
        former = sessions.who_left(world.tokens[person], None)
        assert former is not None
        token = sessions.begin(staff_id=UUID(former.account), second_factor_at=now())
    with browser.session_transaction() as session:
        session["_user_id"] = token


def posts(app: Flask) -> list[str]:
    """Every address that a professional sends something to."""
    return sorted(
        endpoint
        for endpoint, rule in routes(app).items()
        if is_post(rule) and endpoint.partition(".")[0] in AUDIENCES
    )


def suite_of(location: str) -> str:
    """The page to which one comes back."""
    return parse_qs(urlsplit(location).query)["suite"][0]


def test_every_form_of_a_professional_is_kept_and_shown_again(world: World) -> None:
    lost, found = [], routes(world.app)
    for endpoint in posts(world.app):
        person = AUDIENCES[endpoint.partition(".")[0]]
        world.restore()
        world.rest(31)
        browser = world.looking(person)
        data = {"csrf_token": token_of(browser), "texte": WORDS, **SECRETS}
        answer = browser.post(address_of(world, found[endpoint]), data=data)
        assert "/connexion?" in answer.location, endpoint
        door = page_of(browser.get(answer.location)).main_text
        come_back(world, browser, person)
        page = browser.get(suite_of(answer.location), follow_redirects=True)
        html = page.get_data(as_text=True)
        shown = escape(FIRST_LINE, quote=False) in html
        if "30 minutes" not in door or not shown or any(one in html for one in SECRETS.values()):
            lost.append(f"{endpoint}: {answer.location} {page.status_code}")
    assert not lost, "\n".join(lost)


def write_in(form: Element) -> MultiDict[str, str]:
    """Fill the form otherwise than it stands: words in each text, another choice in each list."""
    fields = filled_fields(form)
    for control in form.iter():
        name, kind = control.get("name", ""), control.get("type", "text")
        if control.tag == "textarea" or (control.tag == "input" and kind in {"text", "email"}):
            places = range(len(fields.getlist(name)))
            fields.setlist(name, [f"écrit « {name} » <{place}>" for place in places])
        elif control.tag == "select":
            fields[name] = [option.get("value", "") for option in control.iter("option")][-1]
        elif kind == "radio":
            fields[name] = control.get("value", "")  # the last one of its name stays
        elif kind == "checkbox":
            fields.setlist(name, [control.get("value", "on")])
    return fields


def typed_in(form: Element, fields: MultiDict[str, str]) -> dict[str, list[str]]:
    """What a person sees in it: neither what is hidden nor a secret."""
    hidden = {one.get("name") for one in form.iter("input") if one.get("type") == "hidden"}
    seen = fields.to_dict(flat=False)
    return {name: seen[name] for name in seen if name not in hidden | NEVER_KEPT}


def forms_of(page: ParsedPage) -> list[Element]:
    """The forms in which somebody writes or chooses something."""
    return [
        form
        for form in page.one("main").iter("form")
        if form.get("method") == "post" and typed_in(form, write_in(form))
    ]


def test_the_form_itself_comes_back_filled(world: World) -> None:
    lost, tried = [], 0
    for endpoint, rule in sorted(routes(world.app).items()):
        person = AUDIENCES.get(endpoint.partition(".")[0])
        if person is None or is_post(rule):
            continue
        world.restore()
        answer = world.browser(person).get(address_of(world, rule))
        forms = forms_of(page_of(answer)) if b"<form" in answer.data else []
        for place, form in enumerate(forms):
            world.restore()
            browser = world.looking(person)
            address = address_of(world, rule)
            form = forms_of(page_of(browser.get(address)))[place]
            sent = write_in(form)
            world.restore()
            world.rest(31)
            action = form.get("action", "")
            referer = {"Referer": f"http://localhost{address}"}
            left = browser.post(action, data=sent, headers=referer)
            come_back(world, browser, person)
            page = browser.page(suite_of(left.location))
            back = forms_of(page)[place]
            tried += 1
            if typed_in(back, filled_fields(back)) != typed_in(form, sent):
                lost.append(f"{endpoint} {place}: {typed_in(back, filled_fields(back))}")
    assert not lost, "\n".join(lost)
    assert tried > 20
