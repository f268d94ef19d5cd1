"""All success metrics as rows of a file: a row a metric, with the period before."""

from collections.abc import Mapping

from plan_engine.metrics.definitions import Metric
from services.product.overview import Glance
from services.product.telling import Rate

Row = dict[str, object]


def glance_rows(now: Glance, before: Glance) -> list[Row]:
    """Value and interval in percent, or in points; empty where there is none or it is too few."""
    earlier = _values(before)
    return [
        {"metric": metric.value, **row, "value before": earlier[metric]["value"]}
        for metric, row in _values(now).items()
    ]


def _values(glance: Glance) -> Mapping[Metric, Row]:
    return {
        Metric.ENGAGEMENT: _of_rate(glance.engagement),
        Metric.FIRST_ATTEMPT: _of_rate(glance.first_attempt),
        Metric.EVENTUAL: _of_rate(glance.eventual),
        Metric.READINESS: _of_gain(glance),
        Metric.COMPLETION: _of_completion(glance),
        Metric.PLACEMENT: _of_rate(glance.placement),
    }


def _row(
    unit: str, value: float | None, low: float | None, high: float | None, *, too_few: bool
) -> Row:
    return {
        "unit": unit,
        "value": None if value is None else round(value, 2),
        "low": None if low is None else round(low, 2),
        "high": None if high is None else round(high, 2),
        "too few": too_few,
    }


def _of_rate(rate: Rate) -> Row:
    share, low, high = (
        None if one is None else 100 * one for one in (rate.share, rate.low, rate.high)
    )
    row = _row("percent", share, low, high, too_few=rate.is_hidden)
    return {"counted": rate.part, "out of": rate.whole, **row}


def _of_gain(glance: Glance) -> Row:
    gain = next(iter(glance.readiness.values()), None)
    if gain is None:
        missing = _row("points", None, None, None, too_few=bool(glance.readiness))
        return {"counted": None, "out of": None if glance.readiness else 0, **missing}
    row = _row("points", gain.change, gain.low, gain.high, too_few=False)
    return {"counted": None, "out of": gain.people, **row}


def _of_completion(glance: Glance) -> Row:
    """How many were counted is not told: it is estimated, as not all could be watched so long."""
    curve = next(iter(glance.completion.values()), None)
    if curve is None:
        missing = _row("percent", None, None, None, too_few=bool(glance.completion))
        return {"counted": None, "out of": None if glance.completion else 0, **missing}
    at = curve.at_horizon
    if at is None:
        row = _row("percent", None, None, None, too_few=curve.watched_to_horizon)
    else:
        row = _row("percent", 100 * at.share, 100 * at.low, 100 * at.high, too_few=False)
    return {"counted": None, "out of": curve.begun, **row}
