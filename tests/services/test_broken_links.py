"""Learners report outside pages that are broken; what the product team sees is about pages."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.tables import LinkReport
from plan_engine.roles import Role
from plan_engine.values import TopicId
from services.broken_links import BrokenLink, broken_links, report_link, reported_by
from services.errors import NotFound
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.learners import a_learner
from tests.support.rows import RowMaker

TOPIC = TopicId("knots.d1")
READING = "https://example.org/read"
PRACTICE = "https://example.org/practise"


@pytest.fixture
def first_day(work: Workspace) -> tuple[UUID, UUID]:
    """A learner with a plan, and a day of it."""
    learner = a_learner(work)
    rows = RowMaker(work.engine, work.new_id)
    plan = rows.add("personalized_plan", user_id=learner)
    week = rows.add("weekly_plan", personalized_plan_id=plan)
    return learner, rows.add("daily_task", weekly_plan_id=week, topic=TOPIC)


FirstDay = tuple[UUID, UUID]


def _reported(work: Workspace, learner: UUID) -> frozenset[str]:
    with work.reading() as session:
        return reported_by(session, learner, work.content.topics[TOPIC])


def _reports(work: Workspace) -> int:
    with work.reading() as session:
        return session.scalar(select(func.count()).select_from(LinkReport)) or 0


def test_a_report_shows_on_the_day_and_on_the_list(work: Workspace, first_day: FirstDay) -> None:
    learner, day = first_day
    assert _reported(work, learner) == frozenset()
    report_link(work, learner, day, READING)
    assert _reported(work, learner) == {READING}
    (link,) = broken_links(work)
    assert (link.title, link.url, link.kind, link.at_least) == ("Reading", READING, "read", 1)
    assert work.content.topics[TOPIC].title in link.topics


def test_saying_it_again_changes_nothing(
    work: Workspace, clock: Clock, first_day: FirstDay
) -> None:
    learner, day = first_day
    report_link(work, learner, day, READING)
    with work.reading() as session:
        before = session.scalars(select(LinkReport.reported_at)).all()
    clock.advance(days=3)
    report_link(work, learner, day, READING)
    with work.reading() as session:
        assert session.scalars(select(LinkReport.reported_at)).all() == before


def test_only_ones_own_days_and_their_pages_can_be_reported(
    work: Workspace, first_day: FirstDay
) -> None:
    learner, day = first_day
    stranger = a_learner(work, "stranger")
    counsellor = an_account(work, "counsellor", Role.COUNSELLOR)
    for who, url in ((stranger, READING), (counsellor, READING), (learner, "https://example.com/")):
        with pytest.raises(NotFound):
            report_link(work, who, day, url)
    assert _reports(work) == 0


def test_how_many_reported_is_told_roughly(work: Workspace, first_day: FirstDay) -> None:
    learner, day = first_day
    report_link(work, learner, day, PRACTICE)
    rows = RowMaker(work.engine, work.new_id)
    for number, told in enumerate((1, 1, 1, 1, 5, 5), 1):
        rows.add("link_report", user_id=a_learner(work, f"learner{number}"), url=READING)
        found = broken_links(work)
        assert {link.url: link.at_least for link in found} == {READING: told, PRACTICE: 1}
        assert found[0].at_least == told


def _checked_again(work: Workspace, clock: Clock) -> Workspace:
    """The same installation after somebody checked every page tomorrow."""
    tomorrow = (clock.now + timedelta(days=1)).date()
    topics = {
        name: replace(topic, checked_on=tomorrow) for name, topic in work.content.topics.items()
    }
    return replace(work, content=replace(work.content, topics=topics))


def test_a_page_that_was_checked_since_leaves_the_list_and_can_be_reported_anew(
    work: Workspace, clock: Clock, first_day: FirstDay
) -> None:
    learner, day = first_day
    report_link(work, learner, day, READING)
    later = _checked_again(work, clock)
    clock.advance(days=2)
    assert broken_links(later) == []
    assert _reported(later, learner) == frozenset()
    report_link(later, learner, day, READING)
    assert [link.url for link in broken_links(later)] == [READING]
    assert _reports(later) == 1


def test_a_page_that_no_topic_leads_to_any_more_is_not_listed(
    work: Workspace, first_day: FirstDay
) -> None:
    learner, day = first_day
    report_link(work, learner, day, READING)
    topics = {
        name: replace(topic, resources=topic.resources[1:])
        for name, topic in work.content.topics.items()
    }
    changed = replace(work, content=replace(work.content, topics=topics))
    assert broken_links(changed) == []


def test_the_list_says_nothing_of_who_and_when() -> None:
    fields = set(BrokenLink.__dataclass_fields__)
    assert fields == {"title", "url", "kind", "topics", "checked_on", "at_least"}
