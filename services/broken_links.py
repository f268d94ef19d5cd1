"""Outside pages that learners found broken: reporting one, and what the product team sees of it.

A report says something about a page, and stands until somebody has checked the topic's pages
again: its `checked_on` is then later than the report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.library import Resource, Topic
from db.tables import LinkReport
from plan_engine.values import TopicId
from services.errors import NotFound
from services.guards import lock_learner, own_task
from services.workspace import Workspace

BANDS: Final = (25, 5, 1)
"""Numbers of learners that are told as "25+", "5+" and "1+": never the number itself."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An outside page that somebody found broken since it was last checked."""

    title: str
    url: str
    kind: str
    topics: tuple[str, ...]
    """Titles of the topics that lead to it."""
    checked_on: date
    """When it was last found in public sources."""
    at_least: int
    """So many learners or more have reported it: the largest of BANDS that holds."""


def report_link(work: Workspace, learner: UUID, task_id: UUID, url: str) -> None:
    """Say that a page of one's own day is broken; saying it again changes nothing. Raises NotFound.

    After the page was checked anew, it can be said anew.
    """
    with work.transaction() as session:
        lock_learner(session, learner)
        day = own_task(session, learner, task_id)
        topic = work.content.topics[TopicId(day.topic)]
        if url not in {resource.url for resource in topic.resources}:
            raise NotFound("This day does not lead to that page.")
        now = work.clock()
        report = session.scalar(
            select(LinkReport).where(LinkReport.user_id == learner, LinkReport.url == url)
        )
        if report is None:
            session.add(LinkReport(id=work.new_id(), user_id=learner, url=url, reported_at=now))
        elif not _stands(report.reported_at, topic.checked_on):
            report.reported_at = now


def reported_by(session: Session, learner: UUID, topic: Topic) -> frozenset[str]:
    """The pages of a topic that a learner has reported since they were last checked."""
    urls = [resource.url for resource in topic.resources]
    rows = session.execute(
        select(LinkReport.url, LinkReport.reported_at).where(
            LinkReport.user_id == learner, LinkReport.url.in_(urls)
        )
    )
    return frozenset(url for url, at in rows if _stands(at, topic.checked_on))


def broken_links(work: Workspace) -> list[BrokenLink]:
    """The pages that were reported and not checked since, by how many have reported them.

    Pages that no topic leads to any more are left out.
    """
    with work.reading() as session:
        reports = session.execute(select(LinkReport.url, LinkReport.reported_at)).all()
    times: dict[str, list[datetime]] = {}
    for url, at in reports:
        times.setdefault(url, []).append(at)
    found = list(_told(work, times))
    return sorted(found, key=lambda link: (-link.at_least, link.title, link.url))


def _told(work: Workspace, times: dict[str, list[datetime]]) -> Iterator[BrokenLink]:
    leading: dict[str, list[tuple[Topic, Resource]]] = {}
    for topic in work.content.topics.values():
        for resource in topic.resources:
            leading.setdefault(resource.url, []).append((topic, resource))
    for url, reported in times.items():
        places = leading.get(url, [])
        checked_on = max((topic.checked_on for topic, _ in places), default=date.max)
        learners = sum(_stands(at, checked_on) for at in reported)
        if learners:
            yield BrokenLink(
                title=places[0][1].title,
                url=url,
                kind=places[0][1].kind,
                topics=tuple(topic.title for topic, _ in places),
                checked_on=checked_on,
                at_least=next(band for band in BANDS if learners >= band),
            )


def _stands(reported_at: datetime, checked_on: date) -> bool:
    """Whether nobody has looked since: a page that was checked on the day of the report may be meant."""
    return reported_at.astimezone(UTC).date() >= checked_on
