"""The level mix of forms, by tier."""

import pytest

from plan_engine.measurement.blueprint import level_totals


@pytest.mark.parametrize(
    ("total", "tier", "levels"),
    [
        (30, 0, [9, 12, 9]),
        (60, 0, [18, 24, 18]),
        (30, 1, [6, 12, 12]),
        (30, 2, [3, 12, 15]),
        (30, 5, [3, 12, 15]),
        (30, -1, [9, 12, 9]),
        (1, 0, [0, 1, 0]),
        (7, 0, [2, 3, 2]),
    ],
)
def test_tiers_shift_the_mix_and_never_drop_below_the_reference(
    total: int, tier: int, levels: list[int]
) -> None:
    assert list(level_totals(total, tier).values()) == levels
