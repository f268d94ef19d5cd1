"""Measurement against known truth and against other libraries: `python -m bench.measurement`."""
