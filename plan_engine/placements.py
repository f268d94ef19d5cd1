"""What became of a learner on the labour market."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a learner reports. Placements count only once a counsellor has confirmed them."""

    LOOKING = "looking"
    INTERVIEWING = "interviewing"
    PLACED_IN_FIELD = "placed_in_field"
    PLACED_OUT_OF_FIELD = "placed_out_of_field"

    @property
    def is_placement(self) -> bool:
        """Whether it says that the learner found work, which needs evidence."""
        return self in {Outcome.PLACED_IN_FIELD, Outcome.PLACED_OUT_OF_FIELD}
