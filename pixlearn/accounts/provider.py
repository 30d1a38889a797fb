"""Asks an OpenID Connect provider who signs in: code, PKCE, state and nonce.

The provider's directory and keys are asked for when somebody needs them, and kept for an hour: the
site starts and works without the provider.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ValidationError

from pixlearn import config
from pixlearn.accounts.id_token import (
    BadToken,
    Expected,
    UnknownKey,
    checked_claims,
    name_in,
    one_line,
    signed_claims,
    vouches_for_two_factors,
)
from pixlearn.db import now

TIMEOUT = 5  # seconds to connect, then between two pieces of an answer
WHOLE = 10  # seconds for a whole answer
LARGEST = 256 * 1024  # bytes
LIFE = timedelta(hours=1)  # of the directory and the keys
REST = timedelta(seconds=15)  # after silence, and between two looks for new keys
LONGEST_NAME, LONGEST_EMAIL = 80, 254
WANTED = ("openid", "profile", "email", "given_name", "usual_name")


class Silent(Exception):
    """The provider does not answer, or not as a provider does."""


class Refused(Exception):
    """What the browser brought back vouches for nobody."""


class Directory(BaseModel):
    """Where the provider does what (OpenID Connect Discovery)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    scopes_supported: tuple[str, ...] = WANTED[:3]
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    claims_parameter_supported: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What only the browser that began a sign-in holds, and has to match on the way back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for: the subject at the issuer; the rest is for people to read."""

    issuer: str
    subject: str
    name: str
    email: str | None
    two_factors: bool
    id_token: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read at the provider, and when."""

    value: Any
    at: datetime


class Asker:
    """Speaks with one provider, for the whole process."""

    def __init__(self, provider: config.Provider, *, production: bool) -> None:
        self._provider = provider
        self._production = production
        self._kept: dict[str, _Kept] = {}
        self._silent_until: datetime | None = None

    def begin(self, back: str) -> tuple[str, Asked]:
        """The address where the person signs in, and what to remember until they are ``back``.

        Raises:
            Silent: the provider cannot be found.
        """
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        directory = self._directory()
        asked = Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
        asks = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": back,
            "scope": " ".join(s for s in WANTED if s in {"openid", *directory.scopes_supported}),
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": create_s256_code_challenge(asked.verifier),
            "code_challenge_method": "S256",
        }
        levels = list(self._provider.acr_values)
        if directory.claims_parameter_supported:
            # Some say how somebody signed in only when asked; and a level is reached, by asking
            # for a second factor, only when it is essential (OpenID Connect Core, 5.5.1.1).
            claims: dict[str, Any] = {"amr": {"essential": True}}
            if levels:
                claims["acr"] = {"essential": True, "values": levels}
            asks["claims"] = json.dumps({"id_token": claims}, separators=(",", ":"))
        elif levels:
            asks["acr_values"] = " ".join(levels)
        return _with(directory.authorization_endpoint, asks), asked

    def is_from(self, issuer: str | None) -> bool:
        """Tell whether an answer may be this provider's: some say who they are (RFC 9207)."""
        return issuer in {None, self._provider.issuer}

    def vouched(self, code: str, asked: Asked, back: str) -> Vouched:
        """The person whom a code stands for.

        Raises:
            Refused: nobody, or not for us, or not now.
            Silent: the provider cannot be asked.
        """
        directory = self._directory()
        tokens = self._exchange(directory, code, asked, back)
        token, access = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(token, str) or not isinstance(access, str):
            raise Refused
        provider = self._provider
        expected = Expected(provider.issuer, provider.client_id, asked.nonce, provider.acr_values)

        def check(keys: Mapping[str, Any]) -> dict[str, Any]:
            return checked_claims(token, keys, expected, access_token=access, moment=now())

        try:
            try:
                claims = check(self._keys(directory))
            except UnknownKey:
                claims = check(self._keys(directory, life=REST))
            about = claims | self._about(directory, access, claims["sub"])
        except BadToken as error:
            raise Refused from error
        email = one_line(about.get("email"), longest=LONGEST_EMAIL) or None
        return Vouched(
            issuer=provider.issuer,
            subject=claims["sub"],
            name=name_in(about, longest=LONGEST_NAME),
            email=email,
            two_factors=vouches_for_two_factors(claims),
            id_token=token,
        )

    def way_out(self, id_token: str | None, home: str) -> str | None:
        """Where the person signs out at the provider, which sends them ``home``; none when nowhere.

        Raises:
            Silent: the provider cannot be found.
        """
        address = self._directory().end_session_endpoint
        if address is None:
            return None
        asks = {
            "client_id": self._provider.client_id,
            "post_logout_redirect_uri": home,
            "state": secrets.token_urlsafe(16),
        }
        return _with(address, asks | ({"id_token_hint": id_token} if id_token else {}))

    def _exchange(self, directory: Directory, code: str, asked: Asked, back: str) -> dict[str, Any]:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": asked.verifier,
        }
        own, secret = self._provider.client_id, self._provider.client_secret
        given: dict[str, Any] = {"data": fields}
        if "client_secret_basic" in directory.token_endpoint_auth_methods_supported:
            given["auth"] = (quote(own, safe=""), quote(secret, safe=""))
        else:
            given["data"] = fields | {"client_id": own, "client_secret": secret}
        status, _kind, body = self._fetch("POST", directory.token_endpoint, **given)
        if 400 <= status < 500:
            raise Refused
        return self._object(status, body)

    def _about(self, directory: Directory, access: str, subject: str) -> dict[str, Any]:
        """What else the provider tells of the person, as JSON or signed; nothing when silent.

        Raises:
            BadToken: it speaks of somebody else.
        """
        if directory.userinfo_endpoint is None:
            return {}
        try:
            status, kind, body = self._fetch(
                "GET",
                directory.userinfo_endpoint,
                headers={"Authorization": f"Bearer {access}"},
            )
            if status == 200 and kind == "application/jwt":
                _, told = signed_claims(body.decode(errors="replace"), self._keys(directory))
            else:
                told = self._object(status, body)
        except Silent:
            return {}
        if told.get("sub") != subject:
            raise BadToken
        return told

    def _directory(self) -> Directory:
        def read() -> Directory:
            base = self._provider.issuer.rstrip("/")
            status, _kind, body = self._fetch("GET", f"{base}/.well-known/openid-configuration")
            try:
                found = Directory.model_validate(self._object(status, body))
            except ValidationError as error:
                raise Silent from error
            if found.issuer != self._provider.issuer:
                raise Silent
            for address in (found.authorization_endpoint, found.end_session_endpoint):
                if address is not None:
                    self._refuse_unsafe(address)
            return found

        found: Directory = self._cached("directory", read, LIFE)
        return found

    def _keys(self, directory: Directory, life: timedelta = LIFE) -> Mapping[str, Any]:
        def read() -> dict[str, Any]:
            status, _kind, body = self._fetch("GET", directory.jwks_uri)
            found = self._object(status, body)
            if not isinstance(found.get("keys"), list):
                raise Silent
            return found

        keys: dict[str, Any] = self._cached("keys", read, life)
        return keys

    def _cached(self, name: str, read: Any, life: timedelta) -> Any:
        kept, moment = self._kept.get(name), now()
        if kept is not None and moment - kept.at < life:
            return kept.value
        if self._silent_until is not None and moment < self._silent_until:
            raise Silent
        try:
            value = read()
        except Silent:
            self._silent_until = moment + REST
            raise
        self._kept[name] = _Kept(value, moment)
        return value

    def _fetch(self, method: str, address: str, **given: Any) -> tuple[int, str, bytes]:
        """Status, media type and body; no redirect is followed, nothing large or slow is read.

        Raises:
            Silent: no such answer.
        """
        import requests

        self._refuse_unsafe(address)
        until = time.monotonic() + WHOLE
        try:
            with requests.request(
                method, address, timeout=TIMEOUT, allow_redirects=False, stream=True, **given
            ) as answer:
                body = b""
                for piece in answer.iter_content(16 * 1024):
                    body += piece
                    if len(body) > LARGEST or time.monotonic() > until:
                        raise Silent
                kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                return answer.status_code, kind, body
        except requests.RequestException as error:
            raise Silent from error

    def _refuse_unsafe(self, address: str) -> None:
        if not config.safe_address(address, production=self._production):
            raise Silent

    def _object(self, status: int, body: bytes) -> dict[str, Any]:
        """The JSON object of a good answer."""
        try:
            found = json.loads(body) if status == 200 else None
        except ValueError as error:
            raise Silent from error
        if not isinstance(found, dict):
            raise Silent
        return found


def _with(address: str, parameters: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
