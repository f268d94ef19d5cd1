"""Measurements: what a click costs, whether memory stays flat. `make bench` runs them all."""
