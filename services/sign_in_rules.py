"""Every number of accounts and signing in, once, with its unit and its reason."""

from datetime import timedelta
from typing import Final

USERNAME_MIN_CHARACTERS: Final = 3
USERNAME_MAX_CHARACTERS: Final = 32
NAME_MAX_CHARACTERS: Final = 80
EMAIL_MAX_CHARACTERS: Final = 254
"""The longest address that mail servers take (RFC 5321, 4.5.3.1.3)."""

PASSWORD_MIN_CHARACTERS: Final = 10
"""Length is what makes guessing dear; NIST SP 800-63B asks for no mixture of character kinds."""
PASSWORD_MAX_BYTES: Final = 72
"""bcrypt reads no further, in UTF-8; more is refused rather than cut off unseen."""
HASH_ROUNDS: Final = 12
"""bcrypt's cost: 2 to this power of key expansions, about a quarter of a second."""
ONE_TIME_PASSWORD_CHARACTERS: Final = 16
"""Of an alphabet of 31: about 79 bits."""

FAILURES_BEFORE_LOCK: Final = 5
"""Wrong passwords in a row until the account is locked."""
LOCKED_FOR: Final = timedelta(minutes=15)
"""How long it then refuses even the right one."""

SIGNED_IN_FOR: Final = timedelta(days=14)
"""How long a browser stays signed in, counted from signing in."""
TICKET_VALID_FOR: Final = timedelta(seconds=60)
"""How long a page may take to exchange its one-time ticket for the cookie."""
TOKEN_BYTES: Final = 32
"""Random bytes in a ticket or a token: 256 bits cannot be guessed."""
