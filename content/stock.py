"""Whether topics have enough questions that nobody meets one twice (docs/decisions/0015)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.library import Library
from plan_engine.rules import ITEMS_PER_LEVEL_STOCKED, ITEMS_PER_TOPIC_STOCKED
from plan_engine.values import BlockId, Level, TopicId


@dataclass(frozen=True, slots=True)
class TopicStock:
    """The counted items of one topic, by level."""

    topic: TopicId
    by_level: Mapping[Level, int]

    @property
    def counted(self) -> int:
        """Counted items of all levels."""
        return sum(self.by_level.values())

    @property
    def missing(self) -> int:
        """How many more the topic needs in all, whatever their level."""
        return max(ITEMS_PER_TOPIC_STOCKED - self.counted, 0)

    @property
    def missing_at(self) -> dict[Level, int]:
        """How many more it needs at each level that has too few."""
        wanting = {level: ITEMS_PER_LEVEL_STOCKED - self.by_level[level] for level in Level}
        return {level: count for level, count in wanting.items() if count > 0}

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing and not self.missing_at


def topic_stocks(library: Library, blocks: Sequence[str]) -> list[TopicStock]:
    """The stock of every topic of these blocks, in their order."""
    return [
        TopicStock(topic, library.counted_items(topic))
        for block in blocks
        for topic in library.blocks[BlockId(block)].topics
    ]


def show_stock(stocks: Sequence[TopicStock]) -> Iterator[str]:
    """A line for each topic: counted stock, by level, and what is missing."""
    yield (
        f"counted stock by topic ({ITEMS_PER_TOPIC_STOCKED} wanted, "
        f"{ITEMS_PER_LEVEL_STOCKED} at each level):"
    )
    if not stocks:
        yield "  every topic is fully stocked"
    width = max((len(stock.topic) for stock in stocks), default=0)
    for stock in stocks:
        levels = "/".join(str(stock.by_level[level]) for level in Level)
        yield f"  {stock.topic.ljust(width)}  {stock.counted:>3}  {levels:<9} {_said(stock)}"


def _said(stock: TopicStock) -> str:
    if stock.is_full:
        return "full"
    parts = [f"{count} at level {int(level)}" for level, count in stock.missing_at.items()]
    if stock.missing:
        return f"short of {stock.missing}" + (f", {', '.join(parts)}" if parts else "")
    return f"short of {', '.join(parts)}"
