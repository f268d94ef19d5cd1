"""One row of a test history, with nothing to say but its title and topics."""

from uuid import UUID

from plan_engine.kinds import TestType
from services.progress_view import TestRow
from tests.support.clock import START


def a_weekly_row(title: str, topics: tuple[tuple[str, int, int], ...]) -> TestRow:
    """Three of five right, 60% with a band of ten points, not passed."""
    return TestRow(
        result_id=UUID(int=1),
        test_type=TestType.WEEKLY,
        title=title,
        at=START,
        right=3,
        total=5,
        score=60,
        low=50,
        high=70,
        passed=False,
        topics=topics,
    )
