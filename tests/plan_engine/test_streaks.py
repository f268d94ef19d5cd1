"""Streaks, against a reference that asks of each date in turn what it was."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plan_engine.streaks import ONE_DAY, DateRange, Streak, run_ending, streak

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # its summer time is half an hour
    "Pacific/Kiritimati",  # UTC+14
    "Pacific/Pago_Pago",  # UTC-11, on the other side of the date line
    "Africa/Casablanca",
]
FIRST = date(2027, 12, 20)
SPAN = 90
"""From before Christmas 2027 to after the leap day of 2028."""

dates = st.integers(0, SPAN).map(lambda k: FIRST + k * ONE_DAY)
pauses = st.lists(
    st.builds(
        lambda start, length: DateRange(
            start, None if length is None else start + length * ONE_DAY
        ),
        dates,
        st.none() | st.integers(-1, 20),
    ),
    max_size=4,
)


def naive(active: Collection[date], today: date, paused: Sequence[DateRange]) -> Streak:
    """Walks every date once: active ones count up, paused ones are passed over, others end a run.

    `today` is not over yet, so it ends nothing.
    """
    active = set(active)
    if not active:
        return Streak(0, 0, None, 0)
    run = longest = 0
    last = max(active)
    day = min(active)
    while day < max(today, last + ONE_DAY):
        if day in active:
            run += 1
            longest = max(longest, run)
        elif not any(p.start <= day and (p.end is None or day < p.end) for p in paused):
            run = 0
        day += ONE_DAY
    if day in active:  # today itself
        run += 1
        longest = max(longest, run)
    return Streak(run, longest, last, len(active))


def local(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()


@given(active=st.sets(dates), today=dates, paused=pauses)
def test_a_streak_is_what_walking_over_every_date_finds(
    active: set[date], today: date, paused: list[DateRange]
) -> None:
    known = {day for day in active if day <= today}
    assert streak(known, today, paused) == naive(known, today, paused)


@given(active=st.sets(dates, min_size=1), paused=pauses)
def test_the_run_that_ends_on_an_active_date_is_the_streak_of_that_date(
    active: set[date], paused: list[DateRange]
) -> None:
    for day in active:
        known = {other for other in active if other <= day}
        assert run_ending(day, active, paused) == naive(known, day, paused).current


@given(active=st.sets(dates), day=dates, paused=pauses)
def test_no_run_ends_on_a_date_without_activity(
    active: set[date], day: date, paused: list[DateRange]
) -> None:
    if day not in active:
        assert run_ending(day, active, paused) == 0


@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001  (Hypothesis attaches the zone)
    days=st.integers(1, 60),
)
@example(zone="America/New_York", start=datetime(2027, 3, 13, 5, tzinfo=UTC), days=4)
@example(zone="Europe/Berlin", start=datetime(2027, 10, 29, 22, 30, tzinfo=UTC), days=5)
@example(zone="UTC", start=datetime(2028, 2, 27, 12, tzinfo=UTC), days=4)
def test_an_hour_past_each_midnight_makes_an_unbroken_streak_in_every_zone(
    zone: str, start: datetime, days: int
) -> None:
    # Active at 00:30 of each local date: the place where a day of 23 or 25 hours shows.
    first = local(start, zone)
    stamps = [
        datetime(day.year, day.month, day.day, 0, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for day in (first + k * ONE_DAY for k in range(days))
    ]
    active = {local(stamp, zone) for stamp in stamps}
    assert streak(active, local(stamps[-1], zone)).current == days


@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001  (Hypothesis attaches the zone)
    gaps=st.lists(st.integers(1, 23 * 60), min_size=1, max_size=60),
)
def test_activity_within_every_23_hours_never_breaks_a_streak(
    zone: str, start: datetime, gaps: list[int]
) -> None:
    # Not even the 23-hour day when clocks go forward fits between two such events.
    moment, active = start, {local(start, zone)}
    for gap in gaps:
        moment += timedelta(minutes=gap)
        active.add(local(moment, zone))
    now = streak(active, local(moment, zone))
    assert now.current == now.longest == len(active)


@given(
    days=st.integers(2, 20),
    hours=st.integers(0, 23),
    zones=st.lists(st.sampled_from(ZONES), min_size=20, max_size=20),
)
def test_a_traveller_counts_by_the_dates_of_the_places_that_they_were_in(
    days: int, hours: int, zones: list[str]
) -> None:
    start = datetime(2027, 6, 1, hours, tzinfo=UTC)
    stamps = [(start + k * ONE_DAY, zones[k]) for k in range(days)]
    active = {local(*stamp) for stamp in stamps}
    today = local(*stamps[-1])
    known = {day for day in active if day <= today}
    assert streak(known, today) == naive(known, today, ())


def test_westwards_over_the_date_line_the_date_that_comes_twice_counts_once() -> None:
    # Kiritimati to Pago Pago, 25 hours back: Monday comes again.
    monday = datetime(2027, 6, 6, 20, tzinfo=UTC)
    there, again = local(monday, "Pacific/Kiritimati"), local(monday, "Pacific/Pago_Pago")
    assert there - again == ONE_DAY
    active = {again, there, local(monday + ONE_DAY, "Pacific/Pago_Pago")}
    assert streak(active, max(active)).current == 2


def test_back_on_an_earlier_date_the_streak_of_the_later_one_still_stands() -> None:
    days = {date(2027, 6, 6), date(2027, 6, 7)}
    assert streak(days, today=date(2027, 6, 6)).current == 2
    assert run_ending(date(2027, 6, 6), days, ()) == 1


def test_eastwards_over_the_date_line_the_date_left_out_is_a_gap_unless_the_plan_was_paused() -> (
    None
):
    sunday = datetime(2027, 6, 7, 8, tzinfo=UTC)
    before = local(sunday, "Pacific/Pago_Pago")
    after = local(sunday + timedelta(hours=24), "Pacific/Kiritimati")
    assert after - before == 2 * ONE_DAY
    assert streak({before, after}, after).current == 1
    rested = [DateRange(before + ONE_DAY, after)]
    assert streak({before, after}, after, rested).current == 2


@pytest.mark.parametrize(("year", "days"), [(2028, 3), (2027, 2)])
def test_a_leap_day_is_a_day_like_any_other(year: int, days: int) -> None:
    first, last = date(year, 2, 28), date(year, 3, 1)
    every = {first + k * ONE_DAY for k in range((last - first).days + 1)}
    assert len(every) == days
    assert streak(every, last).current == days
    assert streak({first, last}, last).current == (2 if days == 2 else 1)


def test_today_without_activity_breaks_nothing_and_tomorrow_does() -> None:
    last = date(2027, 5, 4)
    assert streak({last}, last + ONE_DAY).current == 1
    assert streak({last}, last + 2 * ONE_DAY).current == 0
    assert streak({last}, last + 2 * ONE_DAY).longest == 1


def test_a_pause_without_an_end_keeps_a_streak_for_ever() -> None:
    last = date(2027, 5, 4)
    rested = [DateRange(last + ONE_DAY)]
    assert streak({last}, last + timedelta(days=4000), rested).current == 1


def test_a_pause_that_ended_on_its_first_date_rests_nothing() -> None:
    last = date(2027, 5, 4)
    rested = [DateRange(last + ONE_DAY, last + ONE_DAY)]
    assert streak({last}, last + 2 * ONE_DAY, rested).current == 0


def test_without_activity_there_is_no_streak() -> None:
    assert streak([], FIRST) == Streak(0, 0, None, 0)


@given(active=st.sets(dates, min_size=1), paused=pauses, more=pauses)
def test_more_pauses_never_shorten_a_streak(
    active: set[date], paused: list[DateRange], more: list[DateRange]
) -> None:
    today = max(active)
    assert streak(active, today, [*paused, *more]).current >= streak(active, today, paused).current
