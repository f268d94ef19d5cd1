"""What a shell model must not leave to chance, clock or machine."""

import pytest

from content.checks.chance_bash import decided_shell, shows_hash


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("echo $RANDOM", "`$RANDOM` gives something else each time"),
        ("echo ${EPOCHSECONDS}", "gives something else each time"),
        ("seq 5 | shuf", "gives something else each time"),
        ("f=$(mktemp)", "gives something else each time"),
        ("date +%F", "the present time"),
        ("year=$(date +%Y)", "the present time"),
    ],
)
def test_what_is_not_decided_is_found(code: str, said: str) -> None:
    assert any(said in found for found in decided_shell(code))


@pytest.mark.parametrize(
    "code",
    [
        "date -u -d @0 +%F",
        "bash -c 'kill -TERM $$'",
        "echo update the date",
        "free=3; echo $free",
    ],
)
def test_what_is_decided_is_left_alone(code: str) -> None:
    assert list(decided_shell(code)) == []


def test_the_hash_of_a_commit_is_known_by_its_look() -> None:
    assert shows_hash("`a1b2c3d second`")
    assert not shows_hash("`deadline 1234567 defaced`")
