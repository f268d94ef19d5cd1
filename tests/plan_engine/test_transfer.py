"""Role switch: what answers on shared blocks say about other targets."""

from hypothesis import given
from hypothesis import strategies as st

from plan_engine.measurement.mastery import mastery
from plan_engine.measurement.reference import reference_form
from plan_engine.rules import WEAK_BAR
from plan_engine.transfer import Carry, TargetTransfer, ranked, transfer
from plan_engine.values import (
    BlockId,
    ItemId,
    ItemParameters,
    Level,
    Outcome,
    Response,
    TargetId,
    TopicId,
)

BLOCKS = [BlockId(name) for name in ("knots", "sails", "charts", "tides")]
TOPICS = {block: tuple(TopicId(f"{block}.{n}") for n in range(1, 8)) for block in BLOCKS}
ITEMS = {
    topic: tuple(
        ItemParameters(ItemId(f"{topic}.{k}"), topic, level, f"{topic}.{k}", 4, 60.0, difficulty)
        for k, (level, difficulty) in enumerate(zip(Level, (-1.4, -0.5, 0.4), strict=True))
    )
    for topics in TOPICS.values()
    for topic in topics
}
REFERENCE = {topic: reference_form(items, [topic], 10) for topic, items in ITEMS.items()}
TARGET = TargetId("sailor")


def answers(block: str, outcome: Outcome) -> list[Response]:
    return [Response(item, outcome, 50.0) for t in TOPICS[BlockId(block)] for item in ITEMS[t]]


def to(
    blocks: list[str], responses: list[Response], known: list[str] | None = None
) -> TargetTransfer:
    topics = {BlockId(b): TOPICS[BlockId(b)] for b in (blocks if known is None else known)}
    ids = [BlockId(b) for b in blocks]
    weights = [1.0] * len(responses)
    return transfer(TARGET, ids, topics, responses, weights, REFERENCE)


def test_a_block_answered_right_carries_over_and_one_answered_wrong_is_to_learn() -> None:
    responses = [*answers("knots", Outcome.RIGHT), *answers("sails", Outcome.DONT_KNOW)]
    found = to(["knots", "sails", "charts"], responses)
    assert [b.carry for b in found.blocks] == [Carry.CARRIES_OVER, Carry.TO_LEARN, Carry.UNKNOWN]
    assert [b.answered for b in found.blocks] == [21, 21, 0]
    assert found.shared == 2


def test_a_block_that_was_never_measured_is_unknown_however_good_its_forecast() -> None:
    found = to(["knots", "charts"], answers("knots", Outcome.RIGHT))
    unmeasured = found.blocks[1]
    assert unmeasured.carry is Carry.UNKNOWN
    assert unmeasured.expected is not None
    assert unmeasured.expected.mean > WEAK_BAR


def test_without_any_answer_the_forecast_is_the_prior() -> None:
    found = to(["knots", "sails", "charts"], [])
    names = [BlockId(b) for b in ("knots", "sails", "charts")]
    prior = mastery([], {block: TOPICS[block] for block in names}, REFERENCE)
    assert found.forecast == prior.overall
    assert found.shared == 0


def test_an_unmeasured_block_is_less_sure_than_a_measured_one() -> None:
    found = to(["knots", "charts"], answers("knots", Outcome.RIGHT))
    measured, unmeasured = (block.expected for block in found.blocks)
    assert measured is not None
    assert unmeasured is not None
    assert unmeasured.high - unmeasured.low > measured.high - measured.low


def test_answers_on_other_blocks_move_an_unmeasured_one_towards_them() -> None:
    weak = to(["charts"], answers("knots", Outcome.DONT_KNOW)).forecast
    strong = to(["charts"], answers("knots", Outcome.RIGHT)).forecast
    prior = to(["charts"], []).forecast
    assert weak is not None
    assert strong is not None
    assert prior is not None
    assert weak.mean < prior.mean < strong.mean


def test_a_target_without_questions_has_no_forecast() -> None:
    found = to(["knots", "sails"], answers("tides", Outcome.RIGHT), known=[])
    assert found.forecast is None
    assert {block.carry for block in found.blocks} == {Carry.UNKNOWN}


def test_targets_that_share_nothing_stand_last_whatever_the_prior_says() -> None:
    poor = to(["knots", "sails"], answers("knots", Outcome.DONT_KNOW))
    stranger = to(["charts", "tides"], answers("knots", Outcome.DONT_KNOW))
    assert poor.forecast is not None
    assert stranger.forecast is not None
    assert stranger.forecast.mean > poor.forecast.mean
    assert ranked([stranger, poor]) == (poor, stranger)


def test_a_target_mostly_unknown_stands_after_one_that_is_known_to_be_hard() -> None:
    responses = [*answers("knots", Outcome.DONT_KNOW), *answers("sails", Outcome.WRONG)]
    hard = to(["knots", "sails", "charts"], responses)
    unknown = to(["knots", "charts", "tides"], responses)
    assert hard.forecast is not None
    assert unknown.forecast is not None
    assert unknown.forecast.mean > hard.forecast.mean
    assert (hard.is_mostly_known, unknown.is_mostly_known) == (True, False)
    assert ranked([unknown, hard]) == (hard, unknown)


def test_more_that_carries_over_stands_first() -> None:
    responses = [*answers("knots", Outcome.RIGHT), *answers("sails", Outcome.DONT_KNOW)]
    one, none = to(["knots", "charts"], responses), to(["sails", "charts"], responses)
    assert (one.carried, none.carried) == (0.5, 0.0)
    assert ranked([none, one]) == (one, none)


@given(st.lists(st.integers(0, 21), min_size=2, max_size=2, unique=True))
def test_more_right_answers_on_a_shared_block_never_lower_its_forecast(counts: list[int]) -> None:
    few, many = sorted(counts)

    def forecast(right: int) -> float:
        whole = answers("knots", Outcome.RIGHT)[:right] + answers("knots", Outcome.WRONG)[right:]
        found = to(["knots", "sails", "charts"], whole).forecast
        assert found is not None
        return found.mean

    assert forecast(few) <= forecast(many) + 1e-9


@given(st.permutations(range(3)))
def test_ranking_does_not_depend_on_the_order_in_which_targets_come(order: list[int]) -> None:
    responses = [*answers("knots", Outcome.RIGHT), *answers("sails", Outcome.WRONG)]
    found = [to(blocks, responses) for blocks in (["knots"], ["sails"], ["tides"])]
    assert ranked([found[k] for k in order]) == tuple(found)
