"""A badge file: what is in it, who signed it, and that nobody is asked to check it."""

from __future__ import annotations

import io
import json
import re
import socket
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from defusedxml.ElementTree import fromstring
from jwt.algorithms import ECAlgorithm
from openbadgeslib.ob3 import OB3Signer, OB3VerificationError, OB3Verifier
from PIL import Image

from pixlearn.badges import credentials
from pixlearn.badges.credentials import Earned, Site
from pixlearn.badges.narrative import asked, checked
from pixlearn.config import ED25519, BadgeKey
from pixlearn.content.badges import OnOnesOwn
from pixlearn.content.catalogue import Catalogue
from pixlearn.web.badge_picture import picture_file
from tests.real_content import real_catalogue

SITE = Site("https://pixlearn.example")
KEY, OTHER_KEY = BadgeKey("2026-11", bytes(range(32))), BadgeKey("2027-01", bytes(range(32, 64)))
EARNED_ON = datetime(2026, 11, 3, 14, 30, 12, 345, tzinfo=UTC)
CODE = "H7K2M9P4QR"
Parts = tuple[dict[str, Any], dict[str, Any], bytes]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The project's own content."""
    return real_catalogue()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may ask anybody."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.fixture(autouse=True)
def a_month_later() -> Iterator[None]:
    """Who checks a file does so after its badge was earned: earlier, it is not valid yet."""
    with time_machine.travel(EARNED_ON + timedelta(days=30), tick=True):
        yield


@pytest.fixture
def made(catalogue: Catalogue) -> Callable[..., dict[str, Any]]:
    """Make the document of a badge."""

    def make(badge_id: str = "bd-com-1", **changes: Any) -> dict[str, Any]:
        earned = {
            "subject": UUID(int=7),
            "on": EARNED_ON,
            "together": False,
            "seen_for_real_on": None,
            "first_name": None,
        }
        badge = catalogue.badges[badge_id]
        return credentials.credential(SITE, badge, catalogue, Earned(**earned | changes), CODE)

    return make


def decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def parts_of(token: str) -> Parts:
    """Header, payload and signature of a token, read by hand."""
    header, payload, signature = token.split(".")
    return json.loads(decoded(header)), json.loads(decoded(payload)), decoded(signature)


def test_the_library_checks_what_we_sign(made: Callable[..., dict[str, Any]]) -> None:
    document = made()
    token = credentials.sign(document, EARNED_ON, KEY)
    public = credentials.private_key(KEY).public_key()
    read = OB3Verifier(public).verify(token)
    assert read.achievement.name == document["name"] == "Je lis mes e-mails"
    assert read.issuer.id == SITE.issuer


def test_the_signature_holds_without_the_library(made: Callable[..., dict[str, Any]]) -> None:
    token = credentials.sign(made(), EARNED_ON, KEY)
    header, payload, signature = parts_of(token)
    assert (header["alg"], header["jwk"]["kty"], header["jwk"]["crv"]) == ("ES256", "EC", "P-256")
    public = ECAlgorithm.from_jwk(header["jwk"])
    assert isinstance(public, EllipticCurvePublicKey)
    both = encode_dss_signature(
        *(int.from_bytes(half) for half in (signature[:32], signature[32:]))
    )
    public.verify(both, token.rpartition(".")[0].encode(), ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        public.verify(both, token.rpartition(".")[0].encode() + b"A", ECDSA(SHA256()))
    published = credentials.issuer_profile(SITE, [OTHER_KEY, KEY])["verificationMethod"]
    assert header["jwk"] in [method["publicKeyJwk"] for method in published]
    assert payload["iss"] == published[0]["controller"]


def test_a_changed_file_is_refused(made: Callable[..., dict[str, Any]]) -> None:
    header, _, signature = credentials.sign(made(), EARNED_ON, KEY).split(".")
    _, other, _ = credentials.sign(made(first_name="Sonia"), EARNED_ON, KEY).split(".")
    forged = f"{header}.{other}.{signature}"
    assert credentials.read_sealed(forged, KEY) is None
    with pytest.raises(OB3VerificationError):
        OB3Verifier(credentials.private_key(KEY).public_key()).verify(forged)


@pytest.mark.parametrize("token", ["", "a.b.c", "{}", "é", "e30.e30."])
def test_what_is_no_token_is_refused(token: str) -> None:
    assert credentials.read_sealed(token, KEY) is None


def test_another_key_does_not_open_it(made: Callable[..., dict[str, Any]]) -> None:
    token = credentials.sign(made(), EARNED_ON, OTHER_KEY)
    assert credentials.read_sealed(token, KEY) is None
    assert credentials.read_sealed(token, OTHER_KEY) is not None


def test_the_private_key_is_nowhere_in_what_we_publish(
    made: Callable[..., dict[str, Any]],
) -> None:
    token = credentials.sign(made(), EARNED_ON, KEY)
    seed = KEY.line().rpartition(":")[2]
    published = json.dumps(credentials.issuer_profile(SITE, [KEY])) + json.dumps(parts_of(token)[0])
    assert seed not in published
    assert '"d"' not in published


def test_the_picture_gives_back_the_very_token(
    catalogue: Catalogue, made: Callable[..., dict[str, Any]]
) -> None:
    token = credentials.sign(made(), EARNED_ON, KEY)
    baked = credentials.bake(picture_file(catalogue.badges["bd-com-1"]), token)
    assert OB3Verifier.extract_token_from_svg(baked) == token
    proofs = fromstring(baked).iter("{https://purl.imsglobal.org/ob/v3p0}credential")
    assert [proof.attrib for proof in proofs] == [{"verify": token}]


def test_the_png_gives_back_the_very_token(made: Callable[..., dict[str, Any]]) -> None:
    token, drawn = credentials.sign(made(), EARNED_ON, KEY), io.BytesIO()
    Image.new("P", (8, 8)).save(drawn, "PNG")
    baked = credentials.bake_png(drawn.getvalue(), token)
    with Image.open(io.BytesIO(baked)) as picture:
        picture.load()
        assert picture.text == {"openbadgecredential": token}  # type: ignore[attr-defined]


def test_a_file_signed_before_the_curve_changed_is_still_checked(
    made: Callable[..., dict[str, Any]],
) -> None:
    former = BadgeKey("2025-01", bytes(range(64, 96)), ED25519)
    document = made()
    claims = {"iss": SITE.issuer, "sub": document["credentialSubject"]["id"], "nbf": 1}
    claims["jti"] = document["id"]
    token = OB3Signer(credentials.private_key(former), "EdDSA").sign_payload({**document, **claims})
    said = credentials.read_sealed(str(token), former)
    assert said is not None
    assert said["name"] == document["name"]
    assert not former.signs
    published = credentials.issuer_profile(SITE, [KEY, former])["verificationMethod"]
    assert [one["publicKeyJwk"]["crv"] for one in published] == ["P-256", "Ed25519"]


def test_a_file_says_what_the_format_asks(made: Callable[..., dict[str, Any]]) -> None:
    said = made()
    assert said["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert said["id"] == "https://pixlearn.example/verifier/H7K2M9P4QR"
    assert said["validFrom"] == "2026-11-03T14:30:12Z"
    assert said["issuer"] == {
        "id": "https://pixlearn.example/badges-ouverts/emetteur.json",
        "type": ["Profile"],
        "name": "pixlearn",
        "url": "https://pixlearn.example",
    }
    assert said["credentialStatus"] == {
        "id": "https://pixlearn.example/badges-ouverts/retires.json",
        "type": "1EdTechRevocationList",
    }
    subject = said["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    badge = subject["achievement"]
    assert badge["id"] == "https://pixlearn.example/badges-ouverts/bd-com-1.json"
    assert (badge["type"], badge["achievementType"]) == (["Achievement"], "Badge")
    assert badge["inLanguage"] == "fr"
    assert badge["description"]
    assert badge["criteria"]["narrative"]
    assert badge["image"]["id"] == "https://pixlearn.example/images/badges/bd-com-1.svg"
    assert badge["image"]["caption"]
    for one in badge["alignment"]:
        assert one["type"] == ["Alignment"]
        assert one["targetUrl"].startswith("https://")
        assert {"targetType", "targetCode", "targetFramework", "targetName"} < set(one)
    [evidence] = said["evidence"]
    assert evidence["type"] == ["Evidence"]
    assert evidence["narrative"].startswith("La personne l'a fait seule")


def test_a_file_names_nobody_unless_asked(made: Callable[..., dict[str, Any]]) -> None:
    subject = made()["credentialSubject"]
    assert subject["id"] == "urn:uuid:00000000-0000-0000-0000-000000000007"
    assert set(subject) == {"id", "type", "achievement"}
    [identifier] = made(first_name="Sonia")["credentialSubject"]["identifier"]
    assert identifier == {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": "Sonia",
        "identityType": "name",
    }


def test_how_it_was_checked_is_told() -> None:
    alone = checked(together=False, seen_for_real_on=None)
    helped = checked(together=True, seen_for_real_on=None)
    seen = checked(together=False, seen_for_real_on=date(2027, 5, 4))
    assert "seule" in alone
    assert "avec quelqu'un" in helped
    assert seen == f"{alone} Un professionnel l'a vue en faire une partie en vrai, le 4 mai 2027."


def test_the_list_of_withdrawn_files_holds_their_addresses() -> None:
    said = credentials.revocation_list(SITE, [CODE])
    assert said["issuer"] == SITE.issuer
    assert said["revokedCredential"] == [{"id": SITE.paper(CODE), "revoked": True}]


def test_every_badge_asks_for_something_in_plain_sentences(catalogue: Catalogue) -> None:
    assert len(catalogue.badges) >= 27
    said = {badge.id: asked(badge, catalogue) for badge in catalogue.badges.values()}
    assert len(set(said.values())) == len(said)
    for badge_id, sentence in said.items():
        assert re.fullmatch(r"[A-Z].{20,600}\.", sentence), badge_id
        assert not re.search(r"[{}_]|None|bd-|\b[A-Z]{3}\.\d", sentence), badge_id


def test_every_badge_can_be_a_file(
    catalogue: Catalogue, made: Callable[..., dict[str, Any]]
) -> None:
    for badge_id in catalogue.badges:
        token = credentials.sign(made(badge_id), EARNED_ON, KEY)
        assert credentials.read_sealed(token, KEY) is not None, badge_id


@pytest.mark.parametrize(
    ("together", "words"), [(0, "Ne trouver aucune réponse"), (2, "Trouver au plus 2 réponses")]
)
def test_answers_found_together_are_counted(
    catalogue: Catalogue, together: int, words: str
) -> None:
    badge = catalogue.badges["bd-autonome"]
    assert isinstance(badge.criterion, OnOnesOwn)
    criterion = badge.criterion.model_copy(update={"together": together})
    assert words in asked(badge.model_copy(update={"criterion": criterion}), catalogue)
