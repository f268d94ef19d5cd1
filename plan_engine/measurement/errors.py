"""What can be wrong with what the measurement is given, by name."""


class MeasurementError(ValueError):
    """The measurement cannot give an honest figure for this input."""


class NoItems(MeasurementError):
    """A form, bank or reference without items was given where items are needed."""


class BadOutcome(MeasurementError):
    """An outcome was not right (1), wrong (0) or missing (NaN), or the matrix does not fit the items."""


class BadParameters(MeasurementError):
    """An item's difficulty is not a number, or its discrimination not a positive one."""


class BadCount(MeasurementError):
    """A number of right answers, items or topics was outside its possible range."""


class UnknownTopic(MeasurementError):
    """A topic was named that has no items, no reference or no place in the blocks given."""


class UnknownItem(MeasurementError):
    """An answer was given to an item that the form does not have."""


class BankTooSmall(MeasurementError):
    """The bank has fewer usable items than the form needs, even after every permitted substitution."""
