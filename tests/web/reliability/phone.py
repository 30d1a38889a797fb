"""A phone on a bad network: it answers question after question and sends again what got lost."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

LOST = (OSError, http.client.HTTPException)
RETRY_FOR = 60.0


@dataclass
class Reply:
    """What came back."""

    status: int
    location: str
    body: str


@dataclass
class Phone:
    """One learner; ``acknowledged`` holds the submission ids that got a 303."""

    port: int
    dice: random.Random
    stop: threading.Event
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    old_forms: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def live(self) -> None:
        """Begin and answer until told to stop; somebody who finished hands the phone on."""
        while not self.stop.is_set():
            self.begin()
            while not self.stop.is_set() and self.answer():
                pass

    def begin(self) -> None:
        """From the door to the first question, with an empty browser."""
        self.cookies, self.old_forms = {}, []
        path, page = self.open("/")
        self.send("/", self.form_of(page))
        path, page = self.open("/ecouter")
        self.send(path, {**self.form_of(page), "voix": "non"})
        for number in (1, 2, 3):
            path, page = self.open(f"/diagnostic/point-de-depart/gestes/{number}")
            form = self.form_of(page)
            if "submission_id" in form:
                self.send(path, {**form, "mot": "bonjour"})
                self.acknowledged.append(form["submission_id"])

    def answer(self) -> bool:
        """Answer the question that stands open; False once the result shows."""
        path, page = self.open("/diagnostic")
        if path.endswith("/resultat"):
            return False
        form = self.form_of(page)
        if path.endswith("/essai"):
            self.send(path, {**form, "action": "passer"})
            return True
        form["action"] = self.dice.choice(("ne_sait_pas", "passer"))
        self.send(path, form)
        self.acknowledged.append(form["submission_id"])
        if self.dice.random() < 0.15:
            self.send(path, form)
        if self.old_forms and self.dice.random() < 0.10:
            self.send(*self.dice.choice(self.old_forms))
        self.old_forms.append((path, form))
        return True

    def open(self, path: str) -> tuple[str, str]:
        """Go to an address and follow its redirects: where one arrives, and the page."""
        for _ in range(6):
            reply = self.until_it_comes("GET", path)
            if reply.status != 303:
                self.expect(reply, f"GET {path}", 200)
                return path, reply.body
            path = reply.location
        raise AssertionError(f"{path}: redirects without end")

    def send(self, path: str, form: dict[str, str]) -> None:
        """Send a form, again and again if the network loses it, until it is acknowledged."""
        self.expect(self.until_it_comes("POST", path, form), f"POST {path}", 303)

    def expect(self, reply: Reply, asked: str, status: int) -> None:
        """Note an answer that no person should get."""
        if reply.status != status:
            self.faults.append(f"{asked}: {reply.status}")

    def until_it_comes(self, method: str, path: str, form: dict[str, str] | None = None) -> Reply:
        """One request, repeated while nobody answers."""
        deadline = time.monotonic() + RETRY_FOR
        while True:
            try:
                return self.request(method, path, form)
            except LOST:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def request(self, method: str, path: str, form: dict[str, str] | None) -> Reply:
        """One request and its reply, cookies kept as a browser keeps them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form or {}), headers)
            answer = connection.getresponse()
            body = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Reply(answer.status, answer.headers.get("Location", ""), body)

    @staticmethod
    def form_of(page: str) -> dict[str, str]:
        """The hidden fields of the page's main form."""
        form = page[page.index("data-main") :].partition("</form>")[0]
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
