"""People in a browser without scripts, as cheap as can be: they share the machine with the site."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

FORM = re.compile(r'<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.S)
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"')
FIELD = re.compile(r'<(?:input|textarea)[^>]*name="mot"')
BUTTON = re.compile(r"<button([^>]*)>(.*?)</button>", re.S)
NAMED = re.compile(r'name="([^"]*)"[^>]*value="([^"]*)"')
PERSON = re.compile(r'href="(/conseiller/apprenants/[0-9a-f-]{36})"')
MAIN = re.compile(r"<main.*</main>", re.S)
ANSWER = re.compile(r"/diagnostic/(?:[\w-]+/)?(?:gestes/)?\d+(?:\?|$)|/gestes/\d+(?:\?|$)")
FIRST = ("ne_sait_pas", "Passer cet essai", "Non")
"""Which button is pressed where it is found: its value or its words."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and how long it took."""

    status: int
    location: str
    text: str
    seconds: float


@dataclass
class Visitor:
    """One browser, with its cookies and its connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection | None = None

    def get(self, path: str) -> Reply:
        """Open an address; redirects are not followed."""
        return self._send("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Reply:
        """Send a form."""
        return self._send("POST", path, urlencode(fields))

    def _send(self, method: str, path: str, body: str | None) -> Reply:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        began = time.perf_counter()
        for _ in range(2):  # the site closes a connection that rested
            try:
                if self.connection is None:
                    self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
                self.connection.request(method, path, body, headers)
                response = self.connection.getresponse()
                text = response.read().decode()
                break
            except (HTTPException, OSError):
                self.connection = None
        else:
            return Reply(0, "", "", time.perf_counter() - began)
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        target = urlsplit(response.headers.get("Location", ""))
        address = target.path + (f"?{target.query}" if target.query else "")
        return Reply(response.status, address, text, time.perf_counter() - began)


@dataclass
class Learner:
    """Begins, answers « Je ne sais pas » to the end, and begins again as somebody else."""

    port: int
    visitor: Visitor = field(init=False)
    path: str = ""
    answers: list[float] = field(default_factory=list)
    errors: int = 0

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Somebody new, before the door."""
        self.visitor, self.path = Visitor(self.port), "/"

    def step(self) -> None:
        """Read the page one stands at, and press its button."""
        page = self._page()
        form = form_to_send(page.text) if page.status == 200 else None
        if form is None or "resultat" in self.path:
            self.errors += "resultat" not in self.path
            self.begin()
            return
        action, fields = form
        reply = self.visitor.post(action or self.path, fields)
        if ANSWER.match(action) and reply.status == 303:
            self.answers.append(reply.seconds)
        elif reply.status != 303:
            self.errors += 1
            self.begin()
            return
        self.path = reply.location

    def _page(self) -> Reply:
        for _ in range(5):
            page = self.visitor.get(self.path)
            if page.status != 303:
                break
            self.path = page.location
        return page


@dataclass
class Counsellor:
    """Reads lists and persons, one after the other, without pause."""

    port: int
    entry: dict[str, str]
    visitor: Visitor = field(init=False)
    people: list[str] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: int = 0
    at: int = 0

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.port)
        reply = self.sign_in(self.entry["password"])
        assert reply.status == 303, f"the counsellor is not let in: {reply.status}"
        self.people = PERSON.findall(self.visitor.get("/conseiller/apprenants").text)
        assert self.people, "nobody on the counsellor's list"

    def sign_in(self, password: str) -> Reply:
        """At the staff's door."""
        form = form_to_send(self.visitor.get("/connexion").text)
        assert form is not None
        fields = form[1] | {"email": self.entry["email"], "password": password}
        return self.visitor.post("/connexion", fields)

    def step(self) -> None:
        """A list, then two persons of it."""
        if self.at % 3:
            self.look(self.people[self.at % len(self.people)])
        else:
            self.look("/conseiller/apprenants")
        self.at += 1

    def look(self, path: str) -> None:
        """Open a page."""
        reply = self.visitor.get(path)
        self.errors += reply.status != 200
        self.pages.append(reply.seconds)


def form_to_send(page: str) -> tuple[str, dict[str, str]] | None:
    """The form of a page that leads on, filled in: its address and its fields."""
    main = MAIN.search(page)
    best: tuple[int, str, dict[str, str]] | None = None
    for action, inside in FORM.findall(main[0] if main else ""):
        fields = {unescape(k): unescape(v) for k, v in HIDDEN.findall(inside)}
        if FIELD.search(inside):
            fields["mot"] = "Bonjour"
        rank, button = _button(inside)
        if best is None or rank < best[0]:
            best = rank, unescape(action), fields | button
    return best[1:] if best else None


def _button(inside: str) -> tuple[int, dict[str, str]]:
    """The button to press, and how much it is wanted: 0 the most."""
    buttons = []
    for attributes, words in BUTTON.findall(inside):
        named = NAMED.search(attributes)
        value = unescape(named[2]) if named else ""
        text = re.sub(r"<[^>]*>|\s+", " ", words).strip()
        rank = next((at for at, one in enumerate(FIRST) if one in (value, text)), len(FIRST))
        buttons.append((rank, {unescape(named[1]): value} if named else {}))
    return min(buttons, key=lambda one: one[0], default=(len(FIRST) + 1, {}))
