"""Measurement against known truth and against other libraries: `python -m bench.measurement`."""


def run(*, write: bool = False) -> None:
    """Print the table; with `write`, also put it and the plots into docs/measurement.md."""
    from bench.measurement.report import measure  # numpy and the peers load only when asked for

    measure(write=write)
