"""Telephone numbers and e-mail addresses, as the kept libraries know them (pure)."""

from __future__ import annotations

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import shortnumberinfo

LONGEST_ADDRESS = 254
SHORT = re.compile(r"[13][0-9]{1,3}")  # « 115 », « 3939 »
# France and its overseas: each has numbers of its own length, « 27 12 34 » is one of Nouméa.
REGIONS = ("FR", "RE", "GP", "MQ", "GF", "PM", "NC", "PF", "WF")


def is_email(text: str) -> bool:
    """Whether this may be an address that mail goes to; nobody is asked over the network."""
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return len(text) <= LONGEST_ADDRESS and text.isascii()


def dialled(text: str) -> str:
    """A number without its spaces, in the way it is dialled in France."""
    number = re.sub(r"[\s.()/-]", "", text)
    number = re.sub(r"^(\+33|0033)0?", "0", number)
    return f"0{number}" if re.fullmatch(r"[1-9][0-9]{8}", number) else number


def is_phone(number: str) -> bool:
    """Whether a number as `dialled` gives it may be called from somewhere in France.

    Only its length is asked: new ranges open before libraries know them.
    """
    if SHORT.fullmatch(number):
        found = phonenumbers.parse(number, "FR")
        return bool(shortnumberinfo.is_possible_short_number_for_region(found, "FR"))
    if not re.fullmatch(r"\+?[0-9]{6,15}", number):
        return False
    return any(_may_be(number, region) for region in REGIONS)


def _may_be(number: str, region: str) -> bool:
    try:
        found = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(found)
