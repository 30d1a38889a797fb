"""Messages ready to be sent from the person's own telephone: the text stands in the link."""

from __future__ import annotations

from urllib.parse import quote


def sms_link(text: str) -> str:
    """Opens the telephone's messages with this text; « ?& » is read by both kinds of telephone."""
    return f"sms:?&body={quote(text)}"


def mail_link(subject: str, text: str, to: str = "") -> str:
    """Opens the mail of the device with this subject and text."""
    return f"mailto:{quote(to)}?subject={quote(subject)}&body={quote(text)}"
