"""The product team's dashboards at size: `python -m bench.scale`. Not part of `make bench`: it takes longer."""
