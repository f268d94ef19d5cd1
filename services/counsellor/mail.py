"""Mail through an SMTP server that the environment names; without one, nothing is ever sent."""

import os
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Final

Mailer = Callable[[str, str, str], None]
"""Sends to an address, under a subject, a text. Raises MailFailed."""
TIMEOUT_S: Final = 10.0


class MailFailed(Exception):
    """The server did not take the message."""


def configured_mailer(environment: Mapping[str, str] | None = None) -> Mailer | None:
    """A mailer from CAREERLYTICS_SMTP_HOST, _PORT, _USER, _PASSWORD, _FROM and _SECURITY; None without a host.

    _SECURITY is `starttls` (as without it), `tls` or `none`, which is for a server on the same
    machine. Raises ValueError for anything else, and where _FROM is missing.
    """
    given = os.environ if environment is None else environment
    host = given.get("CAREERLYTICS_SMTP_HOST")
    if not host:
        return None
    sender = given.get("CAREERLYTICS_SMTP_FROM")
    security = given.get("CAREERLYTICS_SMTP_SECURITY") or "starttls"
    if not sender or security not in {"starttls", "tls", "none"}:
        raise ValueError("Mail needs CAREERLYTICS_SMTP_FROM; _SECURITY is starttls, tls or none.")
    port = int(given.get("CAREERLYTICS_SMTP_PORT") or (465 if security == "tls" else 587))
    user = given.get("CAREERLYTICS_SMTP_USER")
    password = given.get("CAREERLYTICS_SMTP_PASSWORD") or ""

    def send(to: str, subject: str, text: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, to, subject
        message.set_content(text)
        try:
            with _connected(host, port, security) as server:
                if user:
                    server.login(user, password)
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise MailFailed(type(error).__name__) from error

    return send


def _connected(host: str, port: int, security: str) -> smtplib.SMTP:
    if security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    try:
        if security == "starttls":
            server.starttls(context=ssl.create_default_context())
    except BaseException:
        server.close()
        raise
    return server
