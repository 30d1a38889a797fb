"""`flask new-badge-key`: a new key that signs badge files (docs/badges.md)."""

from __future__ import annotations

import secrets

import click
from cryptography.hazmat.primitives.asymmetric import ec

from pixlearn.config import SECRET_BYTES, BadgeKey
from pixlearn.db import now


@click.command("new-badge-key")
def new_badge_key_command() -> None:
    """Print a new key; put it in front of PIXLEARN_BADGE_KEYS and keep the former ones."""
    name = f"{now():%Y%m%d}-{secrets.token_hex(2)}"
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    click.echo(BadgeKey(name, number.to_bytes(SECRET_BYTES)).line())
