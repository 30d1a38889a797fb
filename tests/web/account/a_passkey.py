"""A passkey as a device keeps it: makes its answers as a browser does."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, WITH_KEY = 1, 4, 64


def in_text(raw: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Passkey:
    """A key of the P-256 curve, and how often it has served."""

    origin: str
    host: str
    id: bytes = field(default_factory=lambda: token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    served: int = 0

    def made(self, options: dict[str, Any]) -> str:
        """The answer to the options of a new key."""
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        length = len(self.id).to_bytes(2)
        known = bytes(16) + length + self.id + cbor2.dumps(public)
        about = self._about(WITH_KEY) + known
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        client = self._client("webauthn.create", options)
        return self._answer(clientDataJSON=client, attestationObject=statement)

    def used(self, options: dict[str, Any]) -> str:
        """The answer to the options of a second step."""
        self.served += 1
        about, client = self._about(0), self._client("webauthn.get", options)
        said = about + hashlib.sha256(client).digest()
        signature = self.key.sign(said, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=about, signature=signature)

    def _about(self, flags: int) -> bytes:
        site = hashlib.sha256(self.host.encode()).digest()
        return site + bytes([PRESENT | VERIFIED | flags]) + self.served.to_bytes(4)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **parts: bytes) -> str:
        response = {name: in_text(part) for name, part in parts.items()}
        name = in_text(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
