"""A badge as an Open Badges 3.0 credential: what it says, its signature, its picture (pure).

The one module that knows the library; it is imported when a file is made or checked, not at start.
Why a signed token (VC-JWT), and what is left out: docs/decisions/0009-open-badges.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from pixlearn.badges.narrative import HOW_CHECKED, LANGUAGE, asked, checked
from pixlearn.config import BadgeKey
from pixlearn.content.badges import Alignment, Badge
from pixlearn.content.catalogue import Catalogue

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",  # has the word of the status
)
CONTROLLER_CONTEXT = "https://www.w3.org/ns/cid/v1"
ALGORITHM = "ES256"  # of the two that the standard's own validator reads
ISSUER_NAME = "pixlearn"
TAG = "compétences numériques"
FRAMEWORKS = {"DigComp 2.2": "https://doi.org/10.2760/115376"}
"""Where each framework of an alignment is published; the format asks for an address."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What is written about the person: when and how, and a first name only if they asked."""

    subject: UUID  # drawn for this file: it joins nothing, and names nobody
    on: datetime
    together: bool
    seen_for_real_on: date | None
    first_name: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """The site as issuer, by its public address; these addresses stand in files for ever."""

    url: str

    @property
    def issuer(self) -> str:
        """The issuer's profile, with the public keys."""
        return f"{self.url}/badges-ouverts/emetteur.json"

    @property
    def revoked(self) -> str:
        """The list of the files withdrawn."""
        return f"{self.url}/badges-ouverts/retires.json"

    def achievement(self, badge_id: str) -> str:
        """What a badge asks, whoever earned it."""
        return f"{self.url}/badges-ouverts/{badge_id}.json"

    def picture(self, badge_id: str) -> str:
        """The picture of a badge."""
        return f"{self.url}/images/badges/{badge_id}.svg"

    def paper(self, code: str) -> str:
        """The page that checks a file by its code; also the file's own id."""
        return f"{self.url}/verifier/{code}"


def issuer_profile(site: Site, keys: Sequence[BadgeKey]) -> dict[str, Any]:
    """The site as issuer, never a structure, with every key that has signed for it."""
    methods = [
        {
            "id": f"{site.issuer}#{key.id}",
            "type": "JsonWebKey",
            "controller": site.issuer,
            "publicKeyJwk": public_jwk(key),
        }
        for key in keys
    ]
    return {
        "@context": [*CONTEXT[:2], CONTROLLER_CONTEXT],
        **_issuer(site),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def achievement(site: Site, badge: Badge, content: Catalogue) -> dict[str, Any]:
    """What a badge asks, as it stands in a file and at its own address."""
    said: dict[str, Any] = {
        "id": site.achievement(badge.id),
        "type": ["Achievement"],
        "achievementType": "Badge",
        "name": badge.name,
        "description": badge.description,
        "criteria": {"narrative": asked(badge, content)},
        "image": {
            "id": site.picture(badge.id),
            "type": "Image",
            "caption": badge.picture.alternative,
        },
        "inLanguage": LANGUAGE,
        "tag": [TAG],
    }
    if badge.alignment:
        said["alignment"] = [_alignment(one) for one in badge.alignment]
    return said


def achievement_document(site: Site, badge: Badge, content: Catalogue) -> dict[str, Any]:
    """The same, as a document of its own."""
    return {"@context": list(CONTEXT[:2]), **achievement(site, badge, content)}


def credential(
    site: Site, badge: Badge, content: Catalogue, earned: Earned, code: str
) -> dict[str, Any]:
    """The whole file before its signature."""
    subject: dict[str, Any] = {
        "id": earned.subject.urn,
        "type": ["AchievementSubject"],
        "achievement": achievement(site, badge, content),
    }
    if earned.first_name:
        subject["identifier"] = [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": earned.first_name,
                "identityType": "name",
            }
        ]
    narrative = checked(together=earned.together, seen_for_real_on=earned.seen_for_real_on)
    return {
        "@context": list(CONTEXT),
        "id": site.paper(code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": _issuer(site),
        "validFrom": earned.on.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "name": badge.name,
        "credentialSubject": subject,
        "evidence": [
            {
                "id": site.paper(code),
                "type": ["Evidence"],
                "name": HOW_CHECKED,
                "narrative": narrative,
            }
        ],
        "credentialStatus": {"id": site.revoked, "type": "1EdTechRevocationList"},
    }


def revocation_list(site: Site, codes: Sequence[str]) -> dict[str, Any]:
    """The files withdrawn, by their addresses: no name, no reason."""
    return {
        "id": site.revoked,
        "issuer": site.issuer,
        "revokedCredential": [{"id": site.paper(code), "revoked": True} for code in codes],
    }


def sign(document: Mapping[str, Any], earned_on: datetime, key: BadgeKey) -> str:
    """Seal a document; the token holds it whole, with the public key (decision 30)."""
    from openbadgeslib.ob3 import OB3Signer

    claims = {
        "iss": document["issuer"]["id"],
        "sub": document["credentialSubject"]["id"],
        "jti": document["id"],
        "nbf": int(earned_on.timestamp()),
    }
    return str(OB3Signer(private_key(key), ALGORITHM).sign_payload({**document, **claims}))


def read_sealed(token: str, key: BadgeKey) -> dict[str, Any] | None:
    """What a token says, or none when this key did not sign it as it stands; asks nobody."""
    from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

    try:
        read = OB3Verifier(private_key(key).public_key()).verify(token)
    except OB3VerificationError:
        return None
    return cast(dict[str, Any], read.raw)


def bake(picture: str, token: str) -> bytes:
    """Put the token inside the picture: one file that is seen, and can be checked."""
    from openbadgeslib import baking

    baked = baking.bake_svg(
        picture.encode(), token, element=baking.SVG_ELEMENT_OB3, namespace=baking.SVG_NS_OB3
    )
    return bytes(baked)


def bake_png(picture: bytes, token: str) -> bytes:
    """The same in the picture that telephones keep and show."""
    from openbadgeslib import baking

    return bytes(baking.bake_png(picture, token, keyword=baking.ITXT_KEYWORD_OB3))


def private_key(key: BadgeKey) -> Any:
    """The key as the library takes it."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    if key.signs:
        return ec.derive_private_key(int.from_bytes(key.seed), ec.SECP256R1())
    return ed25519.Ed25519PrivateKey.from_private_bytes(key.seed)


def public_jwk(key: BadgeKey) -> dict[str, str]:
    """The public half of a key, as the header of its tokens carries it."""
    from jwt.algorithms import ECAlgorithm, OKPAlgorithm

    algorithm = ECAlgorithm if key.signs else OKPAlgorithm
    return cast(dict[str, str], algorithm.to_jwk(private_key(key).public_key(), as_dict=True))


def _issuer(site: Site) -> dict[str, Any]:
    return {"id": site.issuer, "type": ["Profile"], "name": ISSUER_NAME, "url": site.url}


def _alignment(one: Alignment) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetType": "ext:competence",
        "targetCode": one.code,
        "targetFramework": one.framework,
        "targetName": one.name,
        "targetUrl": FRAMEWORKS[one.framework],
    }
