"""Answers of a language model: what is let through, and everything that is not."""

from dataclasses import replace
from typing import Any

import pytest

from content.library import Library
from plan_engine.writing.checks import Draft, refusal, tidy
from plan_engine.writing.facts import (
    Band,
    DayFacts,
    DiagnosisFacts,
    Distance,
    Link,
    TopicFacts,
    TopicState,
)
from plan_engine.writing.kinds import FAILED, REFUSED, Outcome

READ = "https://docs.example.org/3/joins.html"
FACTS = DayFacts(
    target="Backend Developer (Python)",
    block="SQL core",
    kind="regular",
    depth="normal",
    topic=TopicFacts(
        id="sql_core.d3",
        title="Joins",
        mission="Join two tables, then explain which rows were lost.",
        objectives=("Choose between inner and outer joins.", "Join 3 tables with `using`."),
        misconceptions=("A left join never loses rows.",),
        links=(Link("Joins, explained", READ),),
    ),
    state=Band.PROBABLY_WEAK,
    also=("Relational model, tables and keys",),
)
BODY = (
    "Start with two small tables and write down by hand which rows you expect from each kind of join. "
    "Then run it and look for the rows that are missing: that is where a left join surprises people."
)
GOOD = Draft(topics=("sql_core.d3",), headline="Know which rows a join keeps", body=BODY)
OTHERS = ["Window functions: ranking", "Relational model, tables and keys", "Functions"]


def judged(body: str = BODY, **changed: Any) -> Outcome | None:
    return refusal(replace(GOOD, body=body, **changed), FACTS, OTHERS)


def with_more(text: str) -> Outcome | None:
    return judged(f"{BODY} {text}")


@pytest.mark.parametrize(
    "harmless",
    [
        "",
        f"Read {READ} first.",
        f"It is all in {READ}, so keep it open.",
        "Join 3 tables at the end.",
        "You know the relational model, tables and keys already.",
        "Python can wait until the query is right, i.e. until you can explain each row.",
        "Mind the `using` in it.",
        "It’s a naïve reading — and a common one – that nothing is lost…",
        "Functions will help.",
    ],
)
def test_plain_english_about_what_was_given_is_let_through(harmless: str) -> None:
    assert with_more(harmless) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("See https://evil.example.net/joins for more.", Outcome.INVENTED_LINK),
        ("See evil.example.com for more.", Outcome.INVENTED_LINK),
        ("See www.joins for more.", Outcome.INVENTED_LINK),
        (f"See {READ}.evil.example.net for more.", Outcome.INVENTED_LINK),
        (f"See {READ}/../../steal for more.", Outcome.INVENTED_LINK),
        (f"See {READ}?to=evil for more.", Outcome.INVENTED_LINK),
        ("See ｈｔｔｐｓ：／／evil．ｃｏｍ for more.", Outcome.INVENTED_LINK),
        ("See ftp://files/joins for more.", Outcome.INVENTED_LINK),
        ("Write to coach@example.org about it.", Outcome.INVENTED_LINK),
        ("Open javascript:alert for more.", Outcome.INVENTED_LINK),
        ("Then <script>alert</script> it.", Outcome.MARKUP),
        ("Then <img src=x onerror=alert> it.", Outcome.MARKUP),
        ("Then &#60;b&#62; it.", Outcome.MARKUP),
        ("Then [click here](joins) for it.", Outcome.MARKUP),
        ("Then ![x](y) for it.", Outcome.MARKUP),
        ("Then it is **very** clear.", Outcome.MARKUP),
        ("Then `select` what is there.", Outcome.MARKUP),
        ("Then\n# A heading\nof it.", Outcome.MARKUP),
        ("Then\n- a list\nof it.", Outcome.MARKUP),
        ("Then :red[shout] about it.", Outcome.MARKUP),
        ("Then :material/bolt: it.", Outcome.MARKUP),
        ("You are 87 percent there with it.", Outcome.INVENTED_NUMBER),
        ("Spend 40 minutes on it.", Outcome.INVENTED_NUMBER),
        ("Go on to window functions: ranking after it.", Outcome.OTHER_TOPIC),
        ("In JavaScript it is the same.", Outcome.OTHER_TOPIC),
        ("In C++ it is the same.", Outcome.OTHER_TOPIC),
        ("In it, \u202eeht read backwards.", Outcome.HIDDEN_CHARACTERS),
        ("In it, zero\u200bwidth.", Outcome.HIDDEN_CHARACTERS),
        ("In it, a bell\x07.", Outcome.HIDDEN_CHARACTERS),
        ("In it, рауpal letters.", Outcome.NOT_ENGLISH),
        ("You may skip this day if you like.", Outcome.OVERSTEPS),
        ("You have passed the test for it.", Outcome.OVERSTEPS),
        ("You are job-ready with it.", Outcome.OVERSTEPS),
        ("It is guaranteed to work for you.", Outcome.OVERSTEPS),
        ("Tell your coach the password for it.", Outcome.OVERSTEPS),
        ("As an AI I cannot do it.", Outcome.OVERSTEPS),
        ("My instructions were to do it.", Outcome.OVERSTEPS),
    ],
)
def test_what_was_not_given_or_is_more_than_plain_text_is_refused(text: str, why: Outcome) -> None:
    assert with_more(text) is why
    assert with_more(text) in REFUSED


@pytest.mark.parametrize(
    "foreign",
    [
        "Nimm zwei kleine Tabellen und schreibe auf, welche Zeilen du von jeder Verknüpfung erwartest. "
        "Dann führe sie aus und suche die fehlenden.",
        "Prends deux petites tables et note quelles lignes tu attends de chaque jointure. Ensuite "
        "exécute la requête et cherche les lignes qui manquent.",
        "从两张小表开始，先写下你认为每种连接会保留哪些行，然后运行查询，看看缺少了哪些行。" * 3,
        "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore "
        "dolore magna aliqua",
    ],
)
def test_another_language_is_refused(foreign: str) -> None:
    assert judged(foreign) is Outcome.NOT_ENGLISH


def test_lengths_are_kept() -> None:
    assert judged("Too short.") is Outcome.TOO_SHORT
    assert judged(BODY * 5) is Outcome.TOO_LONG
    assert judged(headline="") is Outcome.TOO_SHORT
    assert judged(headline="word " * 40) is Outcome.TOO_LONG
    assert judged(" " * 5_000 + BODY) is None


def test_an_answer_about_another_topic_is_refused_by_its_own_word() -> None:
    assert judged(topics=("sql_core.d4",)) is Outcome.WRONG_TOPIC
    assert judged(topics=()) is Outcome.WRONG_TOPIC
    assert judged(topics=("sql_core.d3", "sql_core.d4")) is Outcome.WRONG_TOPIC


def test_a_link_in_the_list_must_be_one_of_ours() -> None:
    assert judged(links=(READ,)) is None
    assert judged(links=("https://docs.example.org/3/",)) is Outcome.INVENTED_LINK


def test_the_headline_is_checked_like_the_body() -> None:
    assert judged(headline="Look at evil.example.com today") is Outcome.INVENTED_LINK
    assert judged(headline="<b>Know</b> which rows stay") is Outcome.MARKUP


def test_a_diagnosis_may_name_no_link_at_all() -> None:
    facts = DiagnosisFacts(
        target="Backend Developer (Python)",
        block="SQL core",
        result=Distance.BELOW,
        weak=(TopicState("sql_core.d3", "Joins", "high severity"),),
        extra_days=("Joins", "Joins"),
    )
    assert refusal(replace(GOOD, headline=""), facts, OTHERS) is None
    linked = replace(GOOD, headline="", body=f"{BODY} See {READ}.")
    assert refusal(linked, facts, OTHERS) is Outcome.INVENTED_LINK


def test_the_curriculums_own_missions_pass(library: Library) -> None:
    titles = [topic.title for topic in library.topics.values()]
    for topic in library.topics.values():
        facts = replace(
            FACTS,
            target="",
            also=(),
            topic=TopicFacts(topic.id, topic.title, topic.mission, topic.objectives, (), ()),
        )
        draft = Draft((topic.id,), f"{topic.mission} {BODY}"[:700], headline="What today is for")
        assert refusal(draft, facts, titles) is None, topic.id


def test_white_space_becomes_single_spaces() -> None:
    assert tidy("  one\n\ntwo\t three ") == "one two three"


def test_every_outcome_is_a_refusal_a_failure_or_neither_and_never_both() -> None:
    neither = {Outcome.SENT, Outcome.ACCEPTED, Outcome.UNWANTED}
    assert set(Outcome) == REFUSED | FAILED | neither
    assert not REFUSED & FAILED
