"""What is typed of a professional: name, address, roles, password, and what is wrong with it."""

from __future__ import annotations

import re

from flask import request
from flask_babel import gettext

from pixlearn.accounts.passwords import LONGEST, SHORTEST, Weakness, weakness
from pixlearn.accounts.team import Roles
from pixlearn.activities.answer import Fault, Problem
from pixlearn.web.login import settings
from pixlearn.web.written import written

LONGEST_NAME = 80
ADDRESS = re.compile(r"[^@\s<>()\",:;\\]+@[^@\s<>()\",:;\\]+\.[^@\s<>()\",:;\\]+", re.ASCII)
LONGEST_ADDRESS = 254


def typed(field: str) -> str:
    """The text of a field on one line, cut where no name or address goes on."""
    return written(field)[: LONGEST_ADDRESS + 1]


def roles_typed() -> Roles:
    """The roles that are ticked."""
    return Roles(counsels="conseil" in request.form, refers="gestion" in request.form)


def name_fault(name: str) -> Fault | None:
    """What keeps this from being the name of a colleague."""
    if not name:
        return Fault("nom", Problem.NOTHING_WRITTEN, gettext("Write a first name and a name."))
    if len(name) > LONGEST_NAME:
        words = gettext("Write a shorter name: %(num)s letters at most.", num=LONGEST_NAME)
        return Fault("nom", Problem.TOO_LONG, words)
    return None


def address_fault(address: str) -> Fault | None:
    """What keeps this from being an e-mail address."""
    if len(address) <= LONGEST_ADDRESS and ADDRESS.fullmatch(address) and address.isascii():
        return None
    words = gettext("Write an e-mail address. Example: marie@example.org")
    return Fault("email", Problem.NOTHING_WRITTEN, words)


def roles_fault(roles: Roles) -> Fault | None:
    """Somebody in a team does something there."""
    if roles.counsels or roles.refers:
        return None
    return Fault("conseil", Problem.NOTHING_CHOSEN, gettext("Choose at least one role."))


def password_fault(password: str, structure_name: str, *person: str) -> Fault | None:
    """Why this password is refused, in words that say what to do."""
    weak = weakness(password, structure=structure_name, person=person)
    if weak is None:
        return None
    words = {
        Weakness.SHORT: gettext("Write %(num)s signs or more.", num=SHORTEST),
        Weakness.LONG: gettext("Write %(num)s signs at most.", num=LONGEST),
        Weakness.COMMON: gettext(
            "Many people use this password. Choose several words that do not go together."
        ),
        Weakness.NAMED: gettext("Leave out your name, the name of your structure and “pixlearn”."),
    }
    return Fault("password", Problem.NOTHING_WRITTEN, words[weak])


def address_of_link(path: str) -> str:
    """The whole address of a link that somebody else will open."""
    return settings().public_url + path
