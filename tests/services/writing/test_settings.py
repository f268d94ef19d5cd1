"""Which model writes: off without settings, and a clear sentence for settings that cannot be meant so."""

from datetime import timedelta

import pytest

from plan_engine.writing.pace import Amount
from services.writing.settings import PREFIX, WriterMisconfigured, read_writer

ENOUGH = {"URL": "https://models.example.org/v1", "MODEL": "some-model"}


def given(**more: str) -> dict[str, str]:
    return {f"{PREFIX}{name}": value for name, value in {**ENOUGH, **more}.items()}


def test_without_settings_there_is_no_writer() -> None:
    assert read_writer({}) is None
    assert read_writer({"CAREERLYTICS_HOME": "/somewhere", f"{PREFIX}URL": " "}) is None


def test_an_address_and_a_name_are_enough() -> None:
    writer = read_writer(given())
    assert writer is not None
    assert (writer.url, writer.model, writer.key) == (*ENOUGH.values(), None)
    assert writer.prices is None


def test_everything_may_be_set_and_the_key_is_never_printed() -> None:
    writer = read_writer(
        given(
            URL="http://ollama:11434/v1/",
            KEY="k-secret",
            FORMAT="json_object",
            TIMEOUT="90",
            DAILY_REQUESTS="100",
            DAILY_TOKENS="200000",
            LEARNER_REQUESTS="10",
            LEARNER_TOKENS="20000",
            PRICE_IN="0.15",
            PRICE_OUT="0.60",
            CURRENCY="EUR",
        )
    )
    assert writer is not None
    assert writer.url == "http://ollama:11434/v1"
    assert (writer.format, writer.timeout) == ("json_object", timedelta(seconds=90))
    assert (writer.installation, writer.learner) == (Amount(100, 200_000), Amount(10, 20_000))
    assert (writer.prices, writer.currency) == ((0.15, 0.60), "EUR")
    assert "k-secret" not in repr(writer)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"MODEL": ""}, "MODEL is missing"),
        ({"URL": ""}, "URL is missing"),
        ({"URL": "models.example.org/v1"}, "must be an address"),
        ({"URL": "ftp://models.example.org"}, "must be an address"),
        ({"URL": "https://"}, "must be an address"),
        ({"URL": "https://models.example.org:port/"}, "must be an address"),
        ({"URL": "https://models.example.org/v1?key=k-secret"}, "must be an address"),
        ({"URL": "https://me:k-secret@models.example.org"}, "must not hold a key"),
        ({"URL": "http://models.example.org/v1", "KEY": "k-secret"}, "in the clear"),
        ({"MODEL": "two words"}, "a model's name"),
        ({"FORMAT": "xml"}, "json_schema or json_object"),
        ({"TIMEOUT": "soon"}, "TIMEOUT must be a whole number from 1 to 600"),
        ({"TIMEOUT": "601"}, "TIMEOUT must be"),
        ({"DAILY_REQUESTS": "0"}, "DAILY_REQUESTS must be"),
        ({"LEARNER_TOKENS": "-5"}, "LEARNER_TOKENS must be"),
        ({"PRICE_IN": "0.15"}, "belong together"),
        ({"PRICE_IN": "free", "PRICE_OUT": "1"}, "PRICE_IN must be the price"),
        ({"CURRENCY": "euros"}, "three capital letters"),
        ({"MODLE": "x"}, "no setting CAREERLYTICS_WRITER_MODLE"),
    ],
)
def test_settings_that_cannot_be_meant_so_are_refused_in_a_sentence(
    wrong: dict[str, str], says: str
) -> None:
    with pytest.raises(WriterMisconfigured, match=says) as refused:
        read_writer(given(**wrong))
    assert "k-secret" not in str(refused.value)


def test_a_key_may_cross_this_machine_and_a_private_network_in_the_clear() -> None:
    for host in ("localhost:11434", "127.0.0.1:8080", "192.168.1.20", "[::1]:8080", "llm"):
        assert read_writer(given(URL=f"http://{host}/v1", KEY="k")) is not None
