"""Mail: off without settings, plain SMTP to a server on this machine, and a failure that is told."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from services.counsellor.mail import MailFailed, configured_mailer


class Desk(socketserver.StreamRequestHandler):
    """The little of SMTP that one delivery needs (RFC 5321)."""

    def handle(self) -> None:
        """Greet, take one letter, say goodbye."""
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(letter.decode())  # type: ignore[attr-defined]
            if command == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 fine\r\n")


@pytest.fixture
def post_office() -> Iterator[socketserver.TCPServer]:
    with socketserver.TCPServer(("127.0.0.1", 0), Desk) as server:
        server.letters = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def settings(server: socketserver.TCPServer) -> dict[str, str]:
    host, port = server.server_address[:2]
    return {
        "CAREERLYTICS_SMTP_HOST": str(host),
        "CAREERLYTICS_SMTP_PORT": str(port),
        "CAREERLYTICS_SMTP_FROM": "careers@example.org",
        "CAREERLYTICS_SMTP_SECURITY": "none",
    }


def test_without_a_host_there_is_no_mail() -> None:
    assert configured_mailer({}) is None


@pytest.mark.parametrize(
    "wrong", [{"CAREERLYTICS_SMTP_FROM": ""}, {"CAREERLYTICS_SMTP_SECURITY": "hope"}]
)
def test_settings_that_will_not_do_are_refused_at_once(
    post_office: socketserver.TCPServer, wrong: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="CAREERLYTICS_SMTP_FROM"):
        configured_mailer(settings(post_office) | wrong)


def test_a_letter_arrives_with_its_words(post_office: socketserver.TCPServer) -> None:
    mailer = configured_mailer(settings(post_office))
    assert mailer is not None
    mailer("ada@example.org", "A word", "Shall we talk on Thursday?")
    (letter,) = post_office.letters  # type: ignore[attr-defined]
    assert "To: ada@example.org" in letter
    assert "Shall we talk on Thursday?" in letter


def test_a_subject_cannot_smuggle_in_another_header(post_office: socketserver.TCPServer) -> None:
    mailer = configured_mailer(settings(post_office))
    assert mailer is not None
    with pytest.raises(ValueError, match="linefeed"):
        mailer("ada@example.org", "A word\r\nBcc: eve@example.org", "Hello.")


def test_a_server_that_cannot_be_reached_is_told_without_what_was_written(
    post_office: socketserver.TCPServer,
) -> None:
    closed = settings(post_office)
    with socketserver.TCPServer(("127.0.0.1", 0), Desk) as other:
        closed["CAREERLYTICS_SMTP_PORT"] = str(other.server_address[1])
    mailer = configured_mailer(closed)
    assert mailer is not None
    with pytest.raises(MailFailed, match="ConnectionRefusedError"):
        mailer("ada@example.org", "A word", "Secret.")


def test_no_letter_goes_out_in_the_clear_where_encryption_is_asked_for(
    post_office: socketserver.TCPServer,
) -> None:
    mailer = configured_mailer(settings(post_office) | {"CAREERLYTICS_SMTP_SECURITY": "starttls"})
    assert mailer is not None
    with pytest.raises(MailFailed):
        mailer("ada@example.org", "A word", "Secret.")
    assert post_office.letters == []  # type: ignore[attr-defined]
