"""Nobody is asked to read a language that their target neither teaches nor assumes."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from content.library import Library, Resource
from db.tables import AttemptItem
from plan_engine.rules import ASSESSMENT_ITEMS
from plan_engine.values import BlockId, ItemId, TopicId
from services.assessments import answer_in_assessment, start_assessment
from services.final_tests import start_final_test
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import a_learner
from tests.support.long_tests import at_the_final

KNOTS = BlockId("knots")


def in_a_strange_language(library: Library) -> tuple[Library, set[ItemId]]:
    """The made-up library with three more items a topic, in JavaScript, which nothing teaches yet."""
    strange = {
        ItemId(f"{item.id}-strange"): replace(
            item,
            id=ItemId(f"{item.id}-strange"),
            model=f"{item.model}-strange",
            code="console.log(1)",
            language="javascript",
        )
        for item in library.items.values()
        if item.id.endswith(("-1", "-2", "-3"))
    }
    by_topic = {
        topic: (*items, *(key for key, item in strange.items() if item.topic == topic))
        for topic, items in library.by_topic.items()
    }
    more = replace(library, items={**library.items, **strange}, by_topic=by_topic)
    return more, set(strange)


def teaching(library: Library, *languages: str) -> Library:
    knots = replace(library.blocks[KNOTS], teaches=languages)
    return replace(library, blocks={**library.blocks, KNOTS: knots})


def served(work: Workspace, attempt: UUID) -> set[ItemId]:
    with work.reading() as session:
        rows = session.scalars(select(AttemptItem.item_id).where(AttemptItem.attempt_id == attempt))
        return {ItemId(item) for item in rows}


@pytest.fixture
def strange(work: Workspace) -> tuple[Workspace, set[ItemId]]:
    library, items = in_a_strange_language(work.content)
    return replace(work, content=replace(library, version="strange")), items


def test_items_in_a_language_nothing_teaches_are_withheld_and_do_not_count(
    tiny_library: Library,
) -> None:
    library, strange = in_a_strange_language(tiny_library)
    topics = set(library.topics_of(ROLE))
    assert library.withheld(ROLE) == {i for i in strange if library.items[i].topic in topics}
    topic = TopicId("knots.d1")
    fewer = library.counted_items(topic, withheld=library.withheld(ROLE))
    assert sum(library.counted_items(topic).values()) - sum(fewer.values()) == 3
    assert [str(shortage) for shortage in tiny_library.readiness_to_start(ROLE)] == []


def test_one_block_that_teaches_it_is_enough_for_the_whole_target(tiny_library: Library) -> None:
    library, _ = in_a_strange_language(tiny_library)
    assert teaching(library, "python", "javascript").withheld(ROLE) == frozenset()


def test_a_block_that_is_assumed_counts_as_taught(tiny_library: Library) -> None:
    library, _ = in_a_strange_language(tiny_library)
    winds = replace(library.blocks[BlockId("winds")], teaches=("javascript",))
    target = replace(library.targets[ROLE], assumes=(winds.id,))
    library = replace(
        library,
        blocks={**library.blocks, winds.id: winds},
        targets={**library.targets, ROLE: target},
    )
    assert library.withheld(ROLE) == frozenset()


def test_a_question_without_code_needs_no_language(tiny_library: Library) -> None:
    item = next(iter(tiny_library.items.values()))
    assert replace(item, code=None, setup=None, language="javascript").needs is None
    assert replace(item, code="SELECT 1", language="sql").needs is None
    assert replace(item, code="1", language="javascript").needs == "javascript"


def test_an_assessment_never_asks_one(strange: tuple[Workspace, set[ItemId]]) -> None:
    work, items = strange
    learner = a_learner(work)
    attempt = start_assessment(work, learner, ROLE)
    for position in range(1, ASSESSMENT_ITEMS + 1):
        answer_in_assessment(work, learner, attempt, position, None)
    asked = served(work, attempt)
    assert len(asked) == ASSESSMENT_ITEMS
    assert not asked & items


def test_a_final_test_never_asks_one(strange: tuple[Workspace, set[ItemId]], clock: Clock) -> None:
    work, items = strange
    learner = a_learner(work)
    _, plan = at_the_final(work, clock, learner, ROLE)
    assert not served(work, start_final_test(work, learner, plan)) & items


def test_pages_about_another_language_are_not_shown(tiny_library: Library) -> None:
    topic = tiny_library.topics[TopicId("knots.d1")]
    pages = [
        Resource(
            title=str(language),
            url=f"https://example.org/{language}",
            kind="read",
            language=language,
        )
        for language in (None, "python", "javascript")
    ]
    library = replace(
        tiny_library,
        topics={**tiny_library.topics, topic.id: replace(topic, resources=tuple(pages))},
    )
    shown = library.resources_for(topic.id, ROLE)
    assert [page.language for page in shown] == [None, "python"]
