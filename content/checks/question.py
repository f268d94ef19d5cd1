"""A question as the linter reads it: what is shown, and where it was written."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.compiling import Compiled
from content.library import Item
from content.options import bare_option
from content.schema import ItemEntry, ModelEntry


@dataclass(frozen=True, slots=True)
class Question:
    """One item or item model: its entry in the bank, and the items it gives (one, or the clones)."""

    path: str
    line: int
    block: str
    entry: ItemEntry | ModelEntry
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """The id that the author gave it."""
        return self.entry.id

    @property
    def item(self) -> Item:
        """The item that stands for all of them."""
        return self.items[0]

    @property
    def topic(self) -> str:
        """The topic it belongs to."""
        return self.item.topic

    @property
    def written(self) -> ItemEntry | None:
        """The entry, if a person typed the options."""
        return self.entry if isinstance(self.entry, ItemEntry) else None

    @property
    def model(self) -> ModelEntry | None:
        """The entry, if programs gave the options."""
        return self.entry if isinstance(self.entry, ModelEntry) else None

    @property
    def params(self) -> dict[str, str]:
        """Each parameter of a model with the first of its values."""
        return {name: values[0] for name, values in self.model.params.items()} if self.model else {}

    @property
    def options(self) -> Sequence[str]:
        """The options as a reader sees them, the key first."""
        return [bare_option(option) for option in self.item.options]


def questions(compiled: Compiled) -> list[Question]:
    """Every item and model of a compiled library that gives at least one item."""
    grouped: dict[str, list[Item]] = {}
    for item in compiled.library.items.values():
        grouped.setdefault(item.model, []).append(item)
    asked = []
    for items in grouped.values():
        origin = compiled.origins[items[0].id]
        kind, index = origin.place[0], int(origin.place[1])
        bank = origin.bank.entry
        entry = bank.items[index] if kind == "items" else bank.models[index]
        asked.append(
            Question(
                origin.bank.shown,
                origin.bank.line(*origin.place),
                origin.bank.path.parent.name,
                entry,
                tuple(items),
            )
        )
    return asked
