"""An ID token vouches for somebody only when its signature and all its claims hold."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from pixlearn.accounts.id_token import (
    BadToken,
    Expected,
    UnknownKey,
    checked_claims,
    name_in,
    vouches_for_two_factors,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER = RSAKey.generate_key(2048, {"kid": "other"})
CURVE = ECKey.generate_key("P-256", {"kid": "curve"})
KEYS = {"keys": [KEY.as_dict(private=False), CURVE.as_dict(private=False)]}
EXPECTED = Expected("https://provider.example", "pixlearn", "nonce")
GOOD: dict[str, Any] = {
    "iss": "https://provider.example",
    "aud": "pixlearn",
    "sub": "claire",
    "nonce": "nonce",
    "iat": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 300,
}


def signed(claims: dict[str, Any], key: Any = KEY, algorithm: str = "RS256") -> str:
    """A token as a provider writes it."""
    header = {"alg": algorithm, "kid": key.kid} if key.kid else {"alg": algorithm}
    return str(jwt.encode(header, claims, key, [algorithm]))


def check(token: str, expected: Expected = EXPECTED, moment: datetime = NOW) -> dict[str, Any]:
    """What the token says, read at this moment."""
    return checked_claims(token, KEYS, expected, access_token="access", moment=moment)


@pytest.mark.parametrize(("key", "algorithm"), [(KEY, "RS256"), (KEY, "PS256"), (CURVE, "ES256")])
def test_a_token_for_us_now_is_read(key: Any, algorithm: str) -> None:
    assert check(signed(GOOD, key, algorithm))["sub"] == "claire"


def test_clocks_may_differ_by_a_minute() -> None:
    assert check(signed(GOOD), moment=NOW - timedelta(seconds=59))
    assert check(signed(GOOD), moment=NOW + timedelta(seconds=359))


@pytest.mark.parametrize("claim", GOOD)
def test_no_claim_may_lack(claim: str) -> None:
    with pytest.raises(BadToken):
        check(signed({name: value for name, value in GOOD.items() if name != claim}))


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        *(("iss", value) for value in ("https://provider.example/", "", 1, None)),
        *(("aud", value) for value in ("pixlearn2", ["another"], ["pixlearn", "another"], [], 1)),
        *(("sub", value) for value in ("", 1, None, "s" * 256, ["claire"])),
        *(("nonce", value) for value in ("Nonce", "", 1, None, ["nonce"])),
        *(("exp", value) for value in (GOOD["iat"] - 61, "soon", None)),
        *(("iat", value) for value in (GOOD["iat"] + 3600, "now", None)),
        ("nbf", GOOD["iat"] + 3600),
        ("azp", "another"),
        ("at_hash", "of-another-token"),
    ],
)
def test_a_wrong_claim_is_refused(claim: str, value: object) -> None:
    with pytest.raises(BadToken):
        check(signed(GOOD | {claim: value}))


def test_another_key_is_not_known() -> None:
    with pytest.raises(UnknownKey):
        check(signed(GOOD, OTHER))


def test_a_forged_signature_is_refused() -> None:
    forger = RSAKey.import_key(OTHER.as_dict(private=True) | {"kid": "one"})
    with pytest.raises(BadToken):
        check(signed(GOOD, forger))


def test_the_public_key_is_no_password() -> None:
    parts = ({"alg": "HS256", "kid": "one"}, GOOD)
    text = b".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    stamp = hmac.digest(KEY.as_pem(private=False), text, "sha256")
    with pytest.raises(BadToken):
        check(f"{text.decode()}.{urlsafe_b64encode(stamp).decode().rstrip('=')}")


@pytest.mark.parametrize(
    "token",
    [
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjbGFpcmUifQ.",
        *("", "...", "a.b.c", "é.é.é", "e30.e30.e30", "null", "a" * 100_000),
    ],
)
def test_what_is_no_signed_token_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        check(token)


@pytest.mark.parametrize(
    "keys", [{"keys": []}, {"keys": [1]}, {"keys": [{}]}, {"keys": [{"kty": "RSA", "n": 1}]}]
)
def test_keys_that_cannot_be_read_vouch_for_nobody(keys: dict[str, Any]) -> None:
    with pytest.raises(BadToken):
        checked_claims(signed(GOOD), keys, EXPECTED, access_token="access", moment=NOW)


def test_a_key_of_an_unknown_kind_is_ignored() -> None:
    strange = [{"kty": "EC", "crv": "P-192", "x": "AA", "y": "AA"}, {"kty": "future"}]
    keys = {"keys": [*strange, *KEYS["keys"]]}
    assert checked_claims(signed(GOOD), keys, EXPECTED, access_token="access", moment=NOW)


@pytest.mark.parametrize(("level", "holds"), [("eidas2", True), ("eidas1", False), (None, False)])
def test_the_level_is_one_of_those_asked_for(level: str | None, *, holds: bool) -> None:
    asked = Expected(EXPECTED.issuer, EXPECTED.client_id, EXPECTED.nonce, ("eidas2", "eidas3"))
    token = signed(GOOD | ({"acr": level} if level else {}))
    if holds:
        assert check(token, asked)["acr"] == level
    else:
        with pytest.raises(BadToken):
            check(token, asked)


@pytest.mark.parametrize(
    ("claims", "two"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "eidas3"}, True),
        ({"acr": "eidas1-mfa"}, True),
        ({"acr": "eidas0-mfa"}, True),
        ({"acr": "https://proconnect.gouv.fr/assurance/self-asserted-2fa"}, True),
        ({"acr": "https://proconnect.gouv.fr/assurance/self-asserted"}, False),
        ({"acr": "eidas1", "amr": ["pwd"]}, False),
        ({"amr": "mfa", "acr": 2}, False),
        ({}, False),
    ],
)
def test_two_factors_are_believed_when_the_provider_says_so(
    claims: dict[str, Any], *, two: bool
) -> None:
    assert vouches_for_two_factors(claims) is two


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"given_name": "Claire", "usual_name": "Petit", "family_name": "Roux"}, "Claire Petit"),
        ({"given_name": "Claire", "family_name": " de  la Tour\n"}, "Claire de la Tour"),
        ({"name": "Claire Petit"}, "Claire Petit"),
        ({"given_name": ["Claire"], "name": 1}, ""),
        ({"name": "C" * 81}, ""),
        ({"name": "Claire\u202etiteP"}, ""),
        ({}, ""),
    ],
)
def test_people_read_a_name_on_one_line(claims: dict[str, Any], name: str) -> None:
    assert name_in(claims, longest=80) == name
