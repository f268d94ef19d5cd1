"""The test suite: one file per behaviour, in folders that mirror the layers."""
