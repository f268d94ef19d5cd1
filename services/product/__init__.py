"""What the product team sees: figures over everybody, from the daily totals."""
