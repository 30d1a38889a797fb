"""A provider that answers oddly: what we ask, and what we make of it. Played on this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from joserfc import jwt
from joserfc.jwk import RSAKey

from pixlearn import config
from pixlearn.accounts import provider
from pixlearn.accounts.provider import Asker, Refused, Silent, Vouched
from pixlearn.db import now

BACK = "https://site.example/connexion/retour"
KEY, NEXT_KEY = (RSAKey.generate_key(2048, {"kid": kid}) for kid in ("one", "two"))
Answer = tuple[int, dict[str, str], bytes]


class Stage:
    """What the provider answers, by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.url = ""
        self.claims: dict[str, Any] = {}
        self.keys = [KEY]

    def says(self, path: str, value: object, status: int = 200, **headers: str) -> None:
        """From now on, this at this path."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.answers[path] = lambda: (status, headers, body)

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _, _ in self.asked)

    def directory(self, **changed: object) -> None:
        ends = {"authorization": "door", "token": "token", "userinfo": "about"}
        found = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in ends.items()}
        found |= {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        self.says("/.well-known/openid-configuration", found | changed)

    def set(self) -> None:
        """A provider as it should be."""
        self.directory()
        self.answers["/keys"] = lambda: (
            200,
            {},
            json.dumps({"keys": [key.as_dict(private=False) for key in self.keys]}).encode(),
        )
        self.answers["/token"] = lambda: (200, {}, json.dumps(self.tokens()).encode())
        self.says("/about", {"sub": "claire", "given_name": "Claire", "email": "c@val.example"})

    def signed(self, claims: dict[str, Any]) -> str:
        key = self.keys[-1]
        return str(jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key, ["RS256"]))

    def tokens(self) -> dict[str, Any]:
        moment = int(now().timestamp())
        said = {"iss": self.url, "aud": "pixlearn", "sub": "claire", "iat": moment}
        return {
            "access_token": "access",
            "id_token": self.signed(said | {"exp": moment + 60} | self.claims),
        }


class Server(ThreadingHTTPServer):
    """A server whose callers may hang up."""

    def handle_error(self, *_: object) -> None:
        """Nothing: the tests look at what the callers make of it."""


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A provider on this machine, as it should be until a test says otherwise."""
    stage = Stage()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, body: str) -> None:
            stage.asked.append((self.path, dict(self.headers), body))
            status, headers, answer = stage.answers[self.path]()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = Server(("127.0.0.1", 0), Handler)
    stage.url = f"http://127.0.0.1:{server.server_port}"
    stage.set()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield stage
    server.shutdown()
    server.server_close()


def asker(stage: Stage, *levels: str, production: bool = False) -> Asker:
    settings = config.Provider(stage.url, "pixlearn", "se:cret", levels)
    return Asker(settings, production=production)


def came_back(stage: Stage, asks: Asker | None = None) -> Vouched:
    """Somebody signs in, and comes back with a code."""
    asks = asks or asker(stage)
    _, asked = asks.begin(BACK)
    stage.claims.setdefault("nonce", asked.nonce)
    return asks.vouched("code", asked, BACK)


def test_whom_the_provider_vouches_for(stage: Stage) -> None:
    found = came_back(stage)
    assert (found.issuer, found.subject) == (stage.url, "claire")
    assert (found.name, found.email, found.two_factors) == ("Claire", "c@val.example", False)


def test_the_verifier_matches_the_challenge(stage: Stage) -> None:
    asks = asker(stage)
    address, asked = asks.begin(BACK)
    stage.claims["nonce"] = asked.nonce
    asks.vouched("code", asked, BACK)
    sent = next(parse_qs(body) for path, _, body in stage.asked if path == "/token")
    digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert parse_qs(urlsplit(address).query)["code_challenge"] == [challenge]
    assert (sent["code"], sent["redirect_uri"]) == (["code"], [BACK])


def test_the_secret_stands_in_the_header_unless_the_provider_wants_it_in_the_form(
    stage: Stage,
) -> None:
    came_back(stage)
    _, headers, body = next(asked for asked in stage.asked if asked[0] == "/token")
    assert base64.b64decode(headers["Authorization"].split()[1]) == b"pixlearn:se%3Acret"
    assert "cret" not in body
    stage.asked.clear()
    stage.directory(token_endpoint_auth_methods_supported=["client_secret_post"])
    stage.claims.clear()
    came_back(stage)
    _, headers, body = next(asked for asked in stage.asked if asked[0] == "/token")
    assert "Authorization" not in headers
    assert parse_qs(body)["client_secret"] == ["se:cret"]


def test_a_provider_of_the_state_is_asked_for_its_own_names(stage: Stage) -> None:
    scopes = ["openid", "uid", "given_name", "usual_name", "email", "siret"]
    stage.directory(scopes_supported=scopes, claims_parameter_supported=True)
    asks = parse_qs(urlsplit(asker(stage).begin(BACK)[0]).query)
    assert asks["scope"] == ["openid email given_name usual_name"]
    assert json.loads(asks["claims"][0]) == {"id_token": {"amr": {"essential": True}}}
    assert "acr_values" not in asks


def test_a_level_is_asked_as_an_essential_claim(stage: Stage) -> None:
    stage.directory(claims_parameter_supported=True)
    asks = parse_qs(urlsplit(asker(stage, "eidas2", "eidas1-mfa").begin(BACK)[0]).query)
    acr = {"essential": True, "values": ["eidas2", "eidas1-mfa"]}
    assert json.loads(asks["claims"][0])["id_token"]["acr"] == acr


def test_what_is_told_of_the_person_may_be_signed(stage: Stage) -> None:
    told = stage.signed({"sub": "claire", "given_name": "Claire", "usual_name": "Petit"})
    stage.says("/about", told.encode(), Content_Type="application/jwt; charset=utf-8")
    assert came_back(stage).name == "Claire Petit"


def test_what_is_told_of_somebody_else_is_refused(stage: Stage) -> None:
    stage.says("/about", {"sub": "paul", "name": "Paul"})
    with pytest.raises(Refused):
        came_back(stage)


def test_silence_about_the_person_keeps_nobody_out(stage: Stage) -> None:
    stage.says("/about", {}, status=503)
    assert came_back(stage).name == ""


def test_new_keys_are_found_once_the_former_rest(stage: Stage) -> None:
    asks = asker(stage)
    came_back(stage, asks)
    stage.keys.append(NEXT_KEY)
    stage.claims.clear()
    with time_machine.travel(now() + provider.REST + timedelta(seconds=1)):
        came_back(stage, asks)
    assert stage.count("/keys") == 2


def test_unknown_keys_do_not_make_us_ask_again_and_again(stage: Stage) -> None:
    asks = asker(stage)
    came_back(stage, asks)
    stage.answers["/keys"] = lambda: (500, {}, b"")
    stage.keys = [NEXT_KEY]
    for _ in range(3):
        stage.claims.clear()
        with pytest.raises(Refused):
            came_back(stage, asks)
    assert stage.count("/keys") == 1


def test_directory_and_keys_are_kept_for_an_hour(stage: Stage) -> None:
    asks = asker(stage)
    came_back(stage, asks)
    stage.claims.clear()
    came_back(stage, asks)
    assert stage.count("/.well-known/openid-configuration") == 1
    with time_machine.travel(now() + provider.LIFE):
        asks.begin(BACK)
    assert stage.count("/.well-known/openid-configuration") == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "http://127.0.0.1:1"},
        {"issuer": None},
        {"token_endpoint": 1},
        {"authorization_endpoint": "http://elsewhere.example/door"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"end_session_endpoint": "http://elsewhere.example/out"},
    ],
)
def test_a_directory_that_does_not_hold_is_silence(stage: Stage, changed: dict[str, Any]) -> None:
    stage.directory(**changed)
    with pytest.raises(Silent):
        asker(stage).begin(BACK)


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<p>Hello"), (200, b"[]"), (200, b"\xff"), (500, b"{}"), (200, b"{" * 300_000)],
    ids=["page", "list", "bytes", "fault", "large"],
)
def test_what_is_no_directory_is_silence(stage: Stage, status: int, body: bytes) -> None:
    stage.says("/.well-known/openid-configuration", body, status=status)
    with pytest.raises(Silent):
        asker(stage).begin(BACK)


def test_no_redirect_is_followed(stage: Stage) -> None:
    stage.says("/.well-known/openid-configuration", {}, status=302, Location=f"{stage.url}/keys")
    with pytest.raises(Silent):
        asker(stage).begin(BACK)
    assert stage.count("/keys") == 0


def test_a_large_answer_is_not_read_whole(stage: Stage) -> None:
    asks = asker(stage)
    asks.begin(BACK)
    stage.says("/keys", b" " * (provider.LARGEST + 1))
    with pytest.raises(Silent):
        came_back(stage, asks)


def test_a_slow_provider_is_not_waited_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "TIMEOUT", 0.05)

    def slow() -> Answer:
        time.sleep(0.5)
        return 200, {}, b"{}"

    stage.answers["/.well-known/openid-configuration"] = slow
    with pytest.raises(Silent):
        asker(stage).begin(BACK)


def test_after_a_silence_it_rests(stage: Stage) -> None:
    asks = asker(stage)
    stage.says("/.well-known/openid-configuration", {}, status=503)
    for _ in range(3):
        with pytest.raises(Silent):
            asks.begin(BACK)
    assert stage.count("/.well-known/openid-configuration") == 1


def test_real_people_are_not_sent_without_tls(stage: Stage) -> None:
    with pytest.raises(Silent):
        asker(stage, production=True).begin(BACK)
    assert stage.asked == []


@pytest.mark.parametrize(
    "tokens", [{}, {"id_token": 1, "access_token": "a"}, {"id_token": "a.b.c"}]
)
def test_an_answer_without_tokens_is_refused(stage: Stage, tokens: dict[str, Any]) -> None:
    stage.says("/token", tokens)
    with pytest.raises(Refused):
        came_back(stage)


def test_a_refused_code_is_refused(stage: Stage) -> None:
    stage.says("/token", {"error": "invalid_grant"}, status=400)
    with pytest.raises(Refused):
        came_back(stage)


def test_a_provider_without_a_way_out_has_none(stage: Stage) -> None:
    assert asker(stage).way_out("token", "https://site.example/") is None


def test_who_may_have_answered(stage: Stage) -> None:
    asks = asker(stage)
    assert asks.is_from(None)
    assert asks.is_from(stage.url)
    assert not asks.is_from("https://another.example")
