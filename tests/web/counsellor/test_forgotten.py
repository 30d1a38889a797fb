"""« Mot de passe oublié »: what is said, what is sent, what the link does."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.secret import hash_secret
from pixlearn.accounts.staff_sign_in import add_staff
from pixlearn.accounts.store import PasswordReset, Staff
from pixlearn.cli.structures import create_structure_command, new_password_link_command
from pixlearn.db import db, transaction
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_structure, signed_in, somebody_at_work
from tests.web.parsed_page import ParsedPage

NEW = "quatre pommes au vélo"
ASK = "/mot-de-passe-oublie"
FORMER, MINE = "tasse verte girafe 8", "/mon-compte/mot-de-passe"


class Mailbox(socketserver.BaseRequestHandler):
    """A mail server of one conversation at a time: it says yes and keeps what it got."""

    received: list[bytes]

    def handle(self) -> None:
        lines = self.request.makefile("rb")
        self.request.sendall(b"220 here\r\n")
        for line in lines:
            word = line[:4].upper()
            if word == b"DATA":
                self.request.sendall(b"354 go on\r\n")
                body = b"".join(iter(lines.readline, b".\r\n"))
                type(self).received.append(body)
            self.request.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 yes\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def mailbox(app: Flask) -> Iterator[list[bytes]]:
    """What a mail server on this machine receives, while the app knows of it."""

    class Here(Mailbox):
        received: list[bytes] = []  # noqa: RUF012 - one a test

    server = socketserver.TCPServer(("127.0.0.1", 0), Here)
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    settings = app.extensions["pixlearn_settings"]
    port = server.server_address[1]
    app.extensions["pixlearn_settings"] = replace(
        settings, smtp_url=f"smtp://127.0.0.1:{port}", mail_from="pixlearn@structure.example"
    )
    yield Here.received
    for thread in threading.enumerate():  # what leaves in the background has left
        if thread.name.endswith("(_send)"):
            thread.join(5)
    app.extensions["pixlearn_settings"] = settings
    server.shutdown()
    server.server_close()


def sent(mailbox: list[bytes]) -> list[tuple[str, str]]:
    """To whom, and which path of ours stands in it, once all threads are done."""
    for thread in threading.enumerate():
        if thread.name.endswith("(_send)"):
            thread.join(5)
    messages = [message_from_bytes(one, policy=policy.default) for one in mailbox]
    found = []
    for one in messages:
        link = re.search(r"https?://[^/\s]+(/\S+)", one.get_content())
        assert link is not None
        found.append((one["To"], link[1]))
    return found


def email_of(place: Place) -> str:
    with place.app.app_context():
        query = select(Staff.email).where(Staff.id == place.counsellor)
        return str(db.session.execute(query).scalar_one())


def ask(browser: Browser, email: str) -> ParsedPage:
    return browser.go_on(browser.send(browser.page(ASK), email=email))


def choose(browser: Browser, path: str, password: str = NEW) -> ParsedPage:
    return browser.go_on(browser.send(browser.page(path), password=password))


def link_of_referent(place: Place) -> str:
    """The référent makes the link of whoever asked; its path."""
    referent = signed_in(place.app, staff=place.referent)
    page = referent.page("/referent/")
    assert "Claire Petit" in page.main_text
    forms = page.root.iter("form")
    form = next(one for one in forms if one.get("action", "").endswith("/mot-de-passe"))
    page = referent.go_on(referent.send(page, "Faire", form))
    field = page.one("textarea", id="champ-lien")
    return "/" + "".join(field.itertext()).strip().split("/", 3)[3]


def test_known_and_unknown_addresses_get_the_same_page(place: Place, client: Browser) -> None:
    known, unknown = ask(client, email_of(place)), ask(client, "nobody@structure.example")
    assert known.main_text == unknown.main_text


def test_without_a_mail_server_the_referent_hands_over_a_link(
    place: Place, client: Browser, counsellor: Browser
) -> None:
    ask(client, email_of(place).upper())
    path = link_of_referent(place)
    page = choose(client, path)
    assert "nouveau mot de passe" in page.main_text
    assert counsellor.get("/conseiller/apprenants").status_code == 303
    response = client.send(page, email=email_of(place), password=NEW)
    assert response.location == "/conseiller/"
    client.page(path, 404)
    assert "oubliés" not in signed_in(place.app, staff=place.referent).page("/referent/").main_text


def test_the_link_opens_for_30_minutes(place: Place, client: Browser) -> None:
    began = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with time_machine.travel(began, tick=False) as clock:
        ask(client, email_of(place))
        path = link_of_referent(place)
        clock.move_to(began + timedelta(minutes=30, seconds=-1))
        client.page(path)
        clock.move_to(began + timedelta(minutes=30))
        client.page(path, 404)


def test_a_referent_makes_no_link_for_who_did_not_ask(place: Place) -> None:
    referent = signed_in(place.app, staff=place.referent)
    form = referent.page("/sortir").main_form()
    token = next(one.get("value") for one in form.iter() if one.get("name") == "csrf_token")
    for somebody in (place.counsellor, place.counsellor_elsewhere, place.referent):
        address = f"/referent/equipe/{somebody}/mot-de-passe"
        assert referent.post(address, data={"csrf_token": token}).status_code == 404


def test_a_closed_access_gets_no_link(place: Place, client: Browser) -> None:
    with place.app.app_context(), transaction():
        query = select(Staff).where(Staff.id == place.counsellor)
        db.session.execute(query).scalar_one().active = False
    ask(client, email_of(place))
    with place.app.app_context():
        assert db.session.execute(select(PasswordReset)).first() is None


def test_with_a_mail_server_the_link_leaves_to_the_known_address_alone(
    place: Place, client: Browser, mailbox: list[bytes]
) -> None:
    known, unknown = ask(client, email_of(place)), ask(client, "nobody@structure.example")
    assert known.main_text == unknown.main_text
    ((to, path),) = sent(mailbox)
    assert to == email_of(place)
    choose(client, path)
    client.page(path, 404)


def test_an_invitation_leaves_by_mail_too(
    place: Place, client: Browser, mailbox: list[bytes]
) -> None:
    referent = signed_in(place.app, staff=place.referent)
    page = referent.page("/referent/equipe/inviter")
    form = {"nom": "Lou Garnier", "email": "lou@structure.example", "conseil": "oui"}
    assert "e-mail part" in referent.go_on(referent.send(page, **form)).main_text
    ((to, path),) = sent(mailbox)
    assert to == "lou@structure.example"
    assert "vous invite" in client.page(path).main_text


def test_a_mail_server_out_of_reach_changes_nothing_on_the_page(
    place: Place, client: Browser, mailbox: list[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    settings = place.app.extensions["pixlearn_settings"]
    place.app.extensions["pixlearn_settings"] = replace(settings, smtp_url="smtp://127.0.0.1:1")
    ask(client, email_of(place))
    assert sent(mailbox) == []
    assert "a mail could not leave" in caplog.text
    assert email_of(place) not in caplog.text


@pytest.mark.parametrize("email", ["", "claire", "a@b", "a@b.c\nBcc: x@y.z", "é@structure.example"])
def test_what_is_no_address_comes_back(place: Place, client: Browser, email: str) -> None:
    assert client.send(client.page(ASK), email=email).status_code == 422


def test_asking_again_and_again_has_to_wait(place: Place, client: Browser) -> None:
    for email in (email_of(place), "nobody@structure.example"):
        page = client.page(ASK)
        assert [client.send(page, email=email).status_code for _ in range(6)] == [303] * 5 + [429]


def test_the_first_referent_joins_by_the_link_of_the_command(app: Flask, client: Browser) -> None:
    run = app.test_cli_runner().invoke
    for _ in range(2):  # lost or too old: the same command gives another
        said = run(create_structure_command, ["Cap emploi Nord", "Ada@structure.example"])
        assert said.exit_code == 0, said.output
    path = "/" + said.output.strip().split("/", 3)[3]
    form = {"nom": "Ada Moreau", "password": NEW}
    client.go_on(client.send(client.page(path), **form))
    assert "Cap emploi Nord" in client.page("/referent/").main_text
    said = run(create_structure_command, ["Cap emploi Nord", "bob@structure.example"])
    assert (said.exit_code, "has a team already" in said.output) == (1, True)


def test_an_only_referent_comes_back_by_a_command(app: Flask, client: Browser) -> None:
    with app.app_context(), transaction():
        here = a_structure("Cap emploi Nord")
        ada = somebody_at_work(here, "Ada Moreau", counsels=False, refers=True)
        email = db.session.execute(select(Staff.email).where(Staff.id == ada)).scalar_one()
    run = app.test_cli_runner().invoke
    said = run(new_password_link_command, [email])
    choose(client, "/" + said.output.strip().split("/", 3)[3])
    assert client.send(client.page("/connexion"), email=email, password=NEW).status_code == 303
    assert run(new_password_link_command, ["nobody@structure.example"]).exit_code == 1


@pytest.fixture
def ada(app: Flask) -> UUID:
    """A counsellor whose password is `FORMER`."""
    with app.app_context(), transaction():
        here, pepper = a_structure("Cap emploi Nord"), app.extensions["pixlearn_settings"].pepper
        return add_staff(
            here, "Ada Moreau", "ada@x.example", hash_secret(pepper, FORMER), referent=False
        ).id


def test_a_professional_changes_their_own_password_and_stays_in(app: Flask, ada: UUID) -> None:
    here, elsewhere = signed_in(app, staff=ada), signed_in(app, staff=ada)
    page = here.page(MINE)
    assert here.send(page, former_password=FORMER, password="court").status_code == 422
    assert "gardé" in here.go_on(here.send(page, former_password=FORMER, password=NEW)).main_text
    assert elsewhere.get(MINE).status_code == 303
    form = {"email": "ada@x.example", "password": NEW}
    assert elsewhere.send(elsewhere.page("/connexion"), **form).status_code == 303


def test_guessing_the_password_of_today_has_to_wait(app: Flask, ada: UUID) -> None:
    here = signed_in(app, staff=ada)
    page = here.page(MINE)
    tries = [here.send(page, former_password="no", password=NEW) for _ in range(6)]
    assert [one.status_code for one in tries] == [422] * 5 + [429]
