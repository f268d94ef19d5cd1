"""Résumés as the database keeps them: sealed where the installation has a key, else as they are."""

from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken


class CannotUnseal(Exception):
    """The text was sealed with a key that this installation does not have."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals and opens texts. `key` is a Fernet key (32 bytes in URL-safe base64); None: nothing is sealed."""

    key: str | None = None

    def __post_init__(self) -> None:
        """Refuse a key that cannot seal, at once. Raises ValueError."""
        if self.key is not None:
            try:
                Fernet(self.key)
            except ValueError as error:
                raise ValueError(
                    "CAREERLYTICS_RESUME_KEY must be a Fernet key: 32 bytes in URL-safe base64."
                ) from error

    def close(self, text: str) -> tuple[str, bool]:
        """The text as it is kept, and whether it is sealed."""
        kept, is_sealed = self.close_file(text.encode())
        return kept.decode(), is_sealed

    def open(self, kept: str, *, is_sealed: bool) -> str:
        """The text. Raises CannotUnseal."""
        return self.open_file(kept.encode(), is_sealed=is_sealed).decode()

    def close_file(self, content: bytes) -> tuple[bytes, bool]:
        """The file as it is kept, and whether it is sealed."""
        if self.key is None:
            return content, False
        return Fernet(self.key).encrypt(content), True

    def open_file(self, kept: bytes, *, is_sealed: bool) -> bytes:
        """The file. Raises CannotUnseal."""
        if not is_sealed:
            return kept
        if self.key is None:
            raise CannotUnseal
        try:
            return Fernet(self.key).decrypt(kept)
        except InvalidToken as error:
            raise CannotUnseal from error
