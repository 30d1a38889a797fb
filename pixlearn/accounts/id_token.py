"""What a provider's ID token says, once its signature and its claims hold (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY = 60  # seconds by which two clocks may differ
LONGEST_SUBJECT = 255
TWO_FACTORS = ("eidas2", "eidas3")  # eIDAS asks for two from its second level on
ENDINGS = ("-mfa", "-2fa")  # of lower levels: « eidas1-mfa » is a level of ProConnect with two


class BadToken(Exception):
    """It vouches for nobody: forged, for somebody else, too old, or of another sign-in."""


class UnknownKey(BadToken):
    """None of the known keys has signed it: the provider may have new ones."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an ID token has to say to be the answer to our request."""

    issuer: str
    client_id: str
    nonce: str
    acr_values: tuple[str, ...] = ()


def signed_claims(token: str, keys: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The header and the claims of a token that one of these keys (a JWK Set) has signed.

    Raises:
        UnknownKey: none has.
        BadToken: it is no signed token.
    """
    from joserfc import jwt
    from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
    from joserfc.jwk import KeySet

    try:
        read = jwt.decode(token, KeySet(list(_known(keys["keys"]))), algorithms=ALGORITHMS)
    except (BadSignatureError, InvalidKeyIdError) as error:
        raise UnknownKey from error
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadToken from error
    return dict(read.header), dict(read.claims)


def _known(keys: Iterable[Any]) -> Iterator[Any]:
    """The keys that can be used; one of an unknown kind or curve is ignored (RFC 7517, 5)."""
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry

    for key in keys:
        with suppress(JoseError, ValueError, TypeError, KeyError, AttributeError):
            yield JWKRegistry.import_key(key)


def checked_claims(
    token: str, keys: Mapping[str, Any], expected: Expected, *, access_token: str, moment: datetime
) -> dict[str, Any]:
    """The claims of an ID token that answers our request (OpenID Connect Core, 3.1.3.7).

    Raises:
        UnknownKey, BadToken: as `signed_claims`.
    """
    from authlib.oidc.core import CodeIDToken
    from joserfc.errors import JoseError

    header, claims = signed_claims(token, keys)
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": expected.issuer},
        "aud": {"essential": True, "value": expected.client_id},
        "nonce": {"essential": True, "value": expected.nonce},
    }
    if expected.acr_values:
        options["acr"] = {"essential": True, "values": list(expected.acr_values)}
    params = {
        "nonce": expected.nonce,
        "client_id": expected.client_id,
        "access_token": access_token,
    }
    try:
        CodeIDToken(claims, header, options, params).validate(int(moment.timestamp()), LEEWAY)
    except (JoseError, ValueError, TypeError) as error:
        raise BadToken from error
    if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        raise BadToken
    return claims


def vouches_for_two_factors(claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider says that two factors were given (`amr` of RFC 8176, or `acr`)."""
    methods, level = claims.get("amr"), claims.get("acr")
    return (isinstance(methods, list) and "mfa" in methods) or (
        isinstance(level, str) and (level in TWO_FACTORS or level.endswith(ENDINGS))
    )


def name_in(claims: Mapping[str, Any], *, longest: int) -> str:
    """What to call the person, in one line: given and family names, else the name, else nothing.

    French public providers call the family name ``usual_name``.
    """
    family = claims.get("usual_name") or claims.get("family_name")
    parts = [part for part in (claims.get("given_name"), family) if isinstance(part, str)]
    return one_line(" ".join(parts) or claims.get("name"), longest=longest)


def one_line(value: object, *, longest: int) -> str:
    """A claim as text of one line, nothing when it is no text or too long."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= longest and text.isprintable() else ""
