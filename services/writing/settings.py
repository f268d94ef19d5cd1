"""Which language model writes, and how much it may: from the environment, off without an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from ipaddress import ip_address
from typing import Final, Literal
from urllib.parse import urlsplit

from plan_engine.writing.pace import Amount

PREFIX: Final = "CAREERLYTICS_WRITER_"
_KNOWN: Final = frozenset(
    {
        "URL",
        "MODEL",
        "KEY",
        "FORMAT",
        "TIMEOUT",
        "DAILY_REQUESTS",
        "DAILY_TOKENS",
        "LEARNER_REQUESTS",
        "LEARNER_TOKENS",
        "PRICE_IN",
        "PRICE_OUT",
        "CURRENCY",
    }
)
Format = Literal["json_schema", "json_object"]

INSTALLATION_A_DAY: Final = Amount(requests=2_000, tokens=3_000_000)
LEARNER_A_DAY: Final = Amount(requests=60, tokens=150_000)
"""Two weeks of words, with repetitions."""


class WriterMisconfigured(ValueError):
    """The settings of the language model cannot be meant so. Its text says which, never the key."""


@dataclass(frozen=True, slots=True)
class WriterSettings:
    """An OpenAI-compatible endpoint and its limits. Days are UTC dates."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    format: Format = "json_schema"
    """How the server is told the shape of an answer; `json_object` for those that know no schemas."""
    timeout: timedelta = timedelta(seconds=60)
    """For a whole answer, however slowly it drips."""
    installation: Amount = INSTALLATION_A_DAY
    """A day's budget for all learners together."""
    learner: Amount = LEARNER_A_DAY
    """A day's budget for one learner."""
    prices: tuple[float, float] | None = None
    """For a million tokens, in and out; None: cost is not counted."""
    currency: str = "USD"


def read_writer(given: Mapping[str, str]) -> WriterSettings | None:
    """The writer that CAREERLYTICS_WRITER_… describe; None where none of them is set.

    Raises WriterMisconfigured, with a sentence, for anything that is incomplete, unknown or malformed.
    """
    found = {
        name.removeprefix(PREFIX): value.strip()
        for name, value in given.items()
        if name.startswith(PREFIX) and value.strip()
    }
    if not found:
        return None
    unknown = sorted(found.keys() - _KNOWN)
    if unknown:
        known = ", ".join(sorted(_KNOWN))
        raise WriterMisconfigured(
            f"There is no setting {PREFIX}{unknown[0]}; after {PREFIX} there are {known}."
        )
    missing = [name for name in ("URL", "MODEL") if name not in found]
    if missing:
        raise WriterMisconfigured(
            f"{PREFIX}{missing[0]} is missing: a language model needs an address and a name. "
            f"Without any {PREFIX}… no model is used."
        )
    usual = WriterSettings(url="", model="")
    return replace(
        usual,
        url=_address(found["URL"], found.get("KEY")),
        model=_name(found["MODEL"]),
        key=found.get("KEY"),
        format=_format(found.get("FORMAT", usual.format)),
        timeout=timedelta(seconds=_whole(found, "TIMEOUT", 60, most=600)),
        installation=_amount(found, "DAILY", usual.installation),
        learner=_amount(found, "LEARNER", usual.learner),
        prices=_prices(found),
        currency=_currency(found.get("CURRENCY", usual.currency)),
    )


def _address(text: str, key: str | None) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise WriterMisconfigured(
            f"{PREFIX}URL must be an address like https://models.example.org/v1, with nothing after the path."
        )
    if parts.username or parts.password:
        raise WriterMisconfigured(f"{PREFIX}URL must not hold a key: that belongs in {PREFIX}KEY.")
    if parts.scheme == "http" and key and not _is_near(host):
        raise WriterMisconfigured(
            f"{PREFIX}URL must begin with https://, or {PREFIX}KEY would cross the network in the clear."
        )
    return text.rstrip("/")


def _is_near(host: str) -> bool:
    """This machine, a private network, or a name without a dot, as inside a group of containers."""
    try:
        found = ip_address(host)
    except ValueError:
        return "." not in host
    return found.is_private or found.is_loopback


def _name(text: str) -> str:
    if not re.fullmatch(r"[\w.:/@+-]{1,120}", text, re.ASCII):
        raise WriterMisconfigured(
            f"{PREFIX}MODEL must be a model's name: letters, digits and . : / @ + - _, 120 at most."
        )
    return text


def _format(text: str) -> Format:
    match text:
        case "json_schema":
            return "json_schema"
        case "json_object":
            return "json_object"
    raise WriterMisconfigured(f"{PREFIX}FORMAT is json_schema or json_object.")


def _amount(found: Mapping[str, str], whose: str, usual: Amount) -> Amount:
    return Amount(
        _whole(found, f"{whose}_REQUESTS", usual.requests),
        _whole(found, f"{whose}_TOKENS", usual.tokens),
    )


def _whole(found: Mapping[str, str], name: str, usual: int, most: int = 10**12) -> int:
    text = found.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise WriterMisconfigured(f"{PREFIX}{name} must be a whole number from 1 to {most}.")
    return int(text)


def _prices(found: Mapping[str, str]) -> tuple[float, float] | None:
    given = [name for name in ("PRICE_IN", "PRICE_OUT") if name in found]
    if len(given) == 1:
        raise WriterMisconfigured(f"{PREFIX}PRICE_IN and {PREFIX}PRICE_OUT belong together.")
    for name in given:
        if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", found[name], re.ASCII):
            raise WriterMisconfigured(
                f"{PREFIX}{name} must be the price of a million tokens, like 0.15."
            )
    return (float(found["PRICE_IN"]), float(found["PRICE_OUT"])) if given else None


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise WriterMisconfigured(f"{PREFIX}CURRENCY must be three capital letters, like EUR.")
    return text
