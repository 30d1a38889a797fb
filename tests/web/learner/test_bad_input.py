"""Absurd, damaged and hostile input: a plain page, nothing lost, never a fault of ours."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Rule, UUIDConverter
from werkzeug.test import TestResponse

from pixlearn.content.current import catalogue
from tests.web.browsing import filled_fields, page_of
from tests.web.learner.answering import Move, wrong
from tests.web.learner.reader import Reader, ask
from tests.web.learner.ways import make_card

pytestmark = pytest.mark.both

AUDIENCES = {"learner", "public"}
FIELDS = (
    *("a", "action", "age", "appareil", "chemin", "choix", "code", "decision", "depuis"),
    *("deplace", "descendre", "digits", "email", "ensemble", "garder", "language", "message"),
    *("monter", "mot", "objet", "ordre", "partage", "password", "personne", "piece", "prenom"),
    *("reponse", "spacing", "submission_id", "text", "theme", "voix", "zone"),
)
VALUES = {
    "nothing": "",
    "a NUL": "\x00",
    "a NUL inside": "bon\x00jour",
    "a negative number": "-1",
    "a huge number": "9" * 400,
    "markup": "<script>alert(1)</script>\"'",
    "an unknown id": str(uuid4()),
    "signs from elsewhere": "١٢٣٤٥٦\u202e\ufeff\U0001f600",
    "a line break": "a\r\nSet-Cookie: b=c",
    "a path": "../../etc/passwd",
    "long": "x" * 5000,
}


def posts(app: Flask) -> list[Rule]:
    """Every address of learners and of the public that takes a form."""
    return sorted(
        (
            rule
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ()) and rule.endpoint.split(".")[0] in AUDIENCES
        ),
        key=lambda rule: rule.rule,
    )


def path_of(rule: Rule, number: str, word: str) -> str:
    """The rule's address, its parts filled."""
    path = rule.rule
    for name in rule.arguments:
        match rule._converters[name]:
            case IntegerConverter():
                value = number
            case UUIDConverter():
                value = str(uuid4())
            case _:
                value = word
        path = path.replace(f"<{name}>", value).replace(f"<int:{name}>", value)
        path = path.replace(f"<uuid:{name}>", value)
    return path


def token_of(reader: Reader) -> str:
    """The CSRF token of the page that shows."""
    token = filled_fields(next(reader.page.all("form")))["csrf_token"]
    assert isinstance(token, str)
    return token


def refused_plainly(response: TestResponse) -> bool:
    """Tell whether a person can read what came, or is led on."""
    if response.status_code == 303 or response.mimetype == "text/plain":  # for a script
        return True
    return response.status_code < 500 and bool(page_of(response).heading)


def offer(reader: Reader, fields: MultiDict[str, str]) -> None:
    """Send these fields to every address, signed in, and look at what comes."""
    reader.go("/diagnostic/pause")
    for rule in posts(reader.app):
        if rule.endpoint in {"public.leave", "learner.leave_to_other"}:
            continue  # they read one tick; the others need somebody signed in
        fields["csrf_token"] = token_of(reader)
        response = reader.browser.post(path_of(rule, "1", "abc"), data=fields)
        assert refused_plainly(response), f"{rule.rule} {response.status}"


@pytest.mark.parametrize("name", VALUES)
def test_no_form_of_absurd_values_breaks_a_page(beginner: Reader, name: str) -> None:
    make_card(beginner)
    offer(beginner, MultiDict([(field, VALUES[name]) for field in FIELDS]))


def test_repeated_fields_break_no_page(beginner: Reader) -> None:
    offer(beginner, MultiDict([(field, value) for field in FIELDS for value in ("0", "1", "x")]))


def test_bytes_that_are_no_text_break_no_page(beginner: Reader) -> None:
    beginner.go("/diagnostic/pause")
    body = f"csrf_token={token_of(beginner)}".encode()
    body += b"".join(f"&{field}=".encode() + b"%ff%fe%c3\xff" for field in FIELDS)
    for rule in posts(beginner.app):
        response = beginner.browser.post(
            path_of(rule, "1", "%FF%FE"),
            data=body,
            content_type="application/x-www-form-urlencoded",
        )
        assert refused_plainly(response), f"{rule.rule} {response.status}"


MILLION = b"x" * 1_000_000
BODIES = {
    "application/x-www-form-urlencoded": b"message=" + MILLION,
    "multipart/form-data; boundary=b": (
        b'--b\r\nContent-Disposition: form-data; name="message"\r\n\r\n'
        + MILLION
        + b"\r\n--b--\r\n"
    ),
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_million_signs_are_too_long_everywhere(app: Flask, beginner: Reader, kind: str) -> None:
    for rule in posts(app):
        response = beginner.browser.post(
            path_of(rule, "1", "abc"), data=BODIES[kind], content_type=kind
        )
        assert response.status_code == 413, f"{rule.rule} {response.status}"
        assert page_of(response).heading == "C'est trop long"


@pytest.mark.parametrize("number", ["0", "-1", "99", "9" * 40, "abc", "1%00", "%FF"])
def test_absurd_numbers_in_addresses_lead_on_or_are_no_page(beginner: Reader, number: str) -> None:
    for path in (
        f"/diagnostic/point-de-depart/{number}",
        f"/diagnostic/point-de-depart/{number}/essai",
        f"/diagnostic/point-de-depart/gestes/{number}",
        f"/diagnostic/point-de-depart/gestes/{number}/difficile",
        f"/diagnostic/point-de-depart/revoir/{number}",
        f"/atelier/{number}",
        f"/carte/{number}",
        f"/retour/{number}",
    ):
        assert refused_plainly(beginner.browser.get(path)), path


@pytest.mark.parametrize("kind", ["mettre_en_ordre", "trouver_a_l_ecran", "lire_et_decider"])
@pytest.mark.parametrize("value", VALUES.values(), ids=list(VALUES))
def test_an_absurd_state_in_the_address_shows_the_question_afresh(
    app: Flask, beginner: Reader, kind: str, value: str
) -> None:
    item = next(one for one in catalogue().asked_items if one.type == kind)
    ask(app, beginner.learner_id, item.id)
    response = beginner.browser.get(
        "/diagnostic/point-de-depart/1",
        query_string=dict.fromkeys(("chemin", "ordre", "deplace", "decision"), value),
    )
    assert response.status_code == 200


NOTHING = {
    "choisir_image": "Choisissez une réponse.",
    "choisir_plusieurs": "Choisissez",
    "ecrire_court": "Écrivez votre réponse.",
    "lire_et_decider": "Choisissez une réponse.",
    "remplir_formulaire": "à revoir",
    "envoyer_email": "Écrivez votre réponse.",
}


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_chosen_is_said_and_keeps_the_question(
    app: Flask, beginner: Reader, kind: str
) -> None:
    item = next(one for one in catalogue().asked_items if one.type == kind)
    ask(app, beginner.learner_id, item.id)
    beginner.go("/diagnostic")
    response = beginner.send(Move())
    assert response.status_code == 422
    page = beginner.follow(response)
    assert NOTHING[kind] in page.main_text
    assert page.title.startswith("Erreur")
    assert beginner.item_answers() == []


def test_too_long_an_answer_is_kept_in_its_field(app: Flask, beginner: Reader) -> None:
    item = next(one for one in catalogue().asked_items if one.type == "ecrire_court")
    ask(app, beginner.learner_id, item.id)
    beginner.go("/diagnostic")
    typed = "très " * 60
    response = beginner.send(Move({"reponse": typed}))
    assert response.status_code == 422
    assert filled_fields(page_of(response).main_form())["reponse"] == typed.strip()


def test_a_message_refused_keeps_all_its_fields(app: Flask, beginner: Reader) -> None:
    item = next(one for one in catalogue().asked_items if one.type == "envoyer_email")
    ask(app, beginner.learner_id, item.id)
    beginner.go("/diagnostic")
    written: dict[str, str | list[str]] = {
        "a": "sonia@example.org",
        "objet": "Mon rendez-vous",
        "message": "Bonjour, " * 300,
    }
    response = beginner.send(Move(written))
    assert response.status_code == 422
    kept = filled_fields(page_of(response).main_form())
    for name, value in written.items():
        assert kept[name].strip() == str(value).strip()


def test_the_first_try_of_a_form_is_kept_with_what_to_correct(app: Flask, beginner: Reader) -> None:
    item = next(one for one in catalogue().asked_items if one.type == "remplir_formulaire")
    ask(app, beginner.learner_id, item.id)
    beginner.go("/diagnostic")
    written = {
        name: value for name, value in wrong(item, {}).written.items() if isinstance(value, str)
    }
    response = beginner.send(Move(dict(written)))
    assert response.status_code == 422
    kept = filled_fields(page_of(response).main_form())
    again = filled_fields(beginner.go("/diagnostic/point-de-depart/1").main_form())
    for name, value in written.items():
        assert kept[name] == again[name] == value
    assert beginner.item_answers() == []


def test_a_gesture_with_another_word_asks_again_and_keeps_it(reader: Reader) -> None:
    reader.go("/")
    reader.press("Je commence")
    reader.press("Non")
    while "mot" not in filled_fields(reader.page.main_form()):
        reader.follow(reader.browser.send(reader.page))
    response = reader.browser.send(reader.page, mot="bonsoir")
    assert response.status_code == 422
    assert filled_fields(page_of(response).main_form())["mot"] == "bonsoir"
