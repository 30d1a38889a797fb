"""Short messages by e-mail, when the installation has a server for them."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from threading import Thread
from urllib.parse import unquote, urlsplit

from pixlearn.web.login import settings

log = logging.getLogger(__name__)
PATIENCE = 15  # seconds
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def can_mail() -> bool:
    """Tell whether this installation sends e-mails."""
    return bool(settings().smtp_url)


def send_soon(to: str, subject: str, text: str) -> Thread:
    """Send in the background: how long the page takes says nothing of who has an address here.

    A message that cannot leave is noted in the log, without its address; people ask again.
    """
    message = EmailMessage()
    message["From"] = settings().mail_from
    message["To"] = to
    message["Subject"] = subject
    message.set_content(text)
    thread = Thread(target=_send, args=(settings().smtp_url, message))
    thread.start()
    return thread


def _send(url: str, message: EmailMessage) -> None:
    try:
        with _server(url) as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        log.error("a mail could not leave: %s", type(error).__name__)


def _server(url: str) -> smtplib.SMTP:
    """Connect over TLS; in clear only to a server on this very machine."""
    place = urlsplit(url)
    host, tls = place.hostname or "", ssl.create_default_context()
    if place.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, place.port or 465, timeout=PATIENCE, context=tls
        )
    else:
        server = smtplib.SMTP(host, place.port or 587, timeout=PATIENCE)
        if host not in THIS_MACHINE:
            server.starttls(context=tls)
    if place.username:
        server.login(unquote(place.username), unquote(place.password or ""))
    return server
