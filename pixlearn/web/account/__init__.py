"""« Mon compte »: how a professional signs in."""

from pixlearn.web.account import application, home, passkeys, password, recovery, verify
from pixlearn.web.account.blueprint import bp

__all__ = ["application", "bp", "home", "passkeys", "password", "recovery", "verify"]
